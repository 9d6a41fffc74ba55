import type { Subject } from '#src/platform/audit/event.ts'
import type { Audit } from './audit.ts'

/** What the events of a provider's audit are about. */
export const auditSubjects = ({
  id,
  providerId,
}: Pick<Audit, 'id' | 'providerId'>): readonly [Subject, ...Subject[]] => [
  { kind: 'claim-audit', id },
  { kind: 'organisation', id: providerId },
]
