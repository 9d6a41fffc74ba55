import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import type { Audit } from './audit.ts'

type Of = Pick<Audit, 'providerId'>

/** Who works for the provider, and answers for it. */
const atProvider: Policy<Of> = (actor, { providerId }) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.worksAt(providerId)))

const answer: Policy<Of> = (actor, audit) =>
  allOf(atProvider(actor, audit), when(actor.worksAt(audit.providerId, 'administrator', 'claims'), 'role-cannot-claim'))

/** Who may see and answer the audits of a provider. */
export const auditPolicy = {
  view: (actor, audit) => anyOf(atProvider(actor, audit), claimPolicy.staff(actor, undefined)),
  answer,
  /** What the provider says, and staff for it with a reason. */
  answerOrSupport: (actor, audit) => anyOf(answer(actor, audit), claimPolicy.support(actor, undefined)),
} as const satisfies Readonly<Record<string, Policy<Of>>>
