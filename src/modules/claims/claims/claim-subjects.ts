import type { Subject } from '#src/platform/audit/event.ts'
import type { Claim } from './claim.ts'

type Named = Pick<Claim, 'id' | 'schoolId' | 'providerId'>

/** What the events of a draft are about: the provider does not see drafts. */
export const draftSubjects = ({ id, schoolId }: Omit<Named, 'providerId'>): readonly [Subject, ...Subject[]] => [
  { kind: 'claim', id },
  { kind: 'school', id: schoolId },
]

/** What the events of a claim that was sent are about. */
export const claimSubjects = (claim: Named): readonly [Subject, ...Subject[]] => [
  ...draftSubjects(claim),
  { kind: 'organisation', id: claim.providerId },
]
