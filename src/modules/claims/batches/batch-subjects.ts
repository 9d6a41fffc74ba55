import type { Subject } from '#src/platform/audit/event.ts'

/** A batch's own timeline. */
export const batchSubjects = (batchId: string): readonly [Subject] => [{ kind: 'claim-batch', id: batchId }]
