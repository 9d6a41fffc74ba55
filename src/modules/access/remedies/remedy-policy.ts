import type { Actor } from '#src/kit/actor.ts'
import { allOf, type Decision, type Policy, when } from '#src/kit/policy.ts'

/** Whom staff act on: an account, and whether it is one of theirs. */
export type Treated = { readonly accountId: string; readonly isStaff: boolean }

/** Others learn nothing of the staff pages; whoever is not signed in may sign in. */
const support = (actor: Actor): Decision => allOf(when(actor.accountId !== null, 'sign-in'), when(actor.may('support')))

export const remedyPolicy = {
  /** What mends somebody's way in. Staff manage each other where the service is installed, never on a page, and nobody themselves. */
  treat: (actor, { accountId, isStaff }) =>
    allOf(support(actor), when(!isStaff, 'staff-account'), when(actor.accountId !== accountId, 'own-account')),
  /** What ends danger and nothing else, so it may be done to staff as well: signing somebody out. */
  endSessions: (actor) => support(actor),
  /** Looking through the eyes of somebody who is not staff, while the account is in use. */
  viewAs: (actor, { isStaff, isDisabled }) =>
    allOf(support(actor), when(!isStaff, 'staff-account'), when(!isDisabled, 'disabled-account')),
  /** Only who looks through somebody's eyes has anything to stop. */
  stopViewing: (actor) => when(actor.viewedBy !== null),
  /** What waits for staff is for those who can answer it. */
  seeRequests: (actor) => support(actor),
  /** How access goes is for all staff to read. */
  readReport: (actor) => allOf(when(actor.accountId !== null, 'sign-in'), when(actor.isStaff)),
} as const satisfies {
  readonly treat: Policy<Treated>
  readonly endSessions: Policy<unknown>
  readonly viewAs: Policy<Treated & { readonly isDisabled: boolean }>
  readonly stopViewing: Policy<unknown>
  readonly seeRequests: Policy<unknown>
  readonly readReport: Policy<unknown>
}
