import type { Subject } from '#src/platform/audit/event.ts'

/** A window's own timeline, and that of all windows. */
export const windowSubjects = (windowId: string): readonly [Subject, Subject] => [
  { kind: 'claim-rules', id: windowId },
  { kind: 'claim-rules', id: 'windows' },
]
