import type { Actor } from '#src/kit/actor.ts'
import { allOf, type Policy, when } from '#src/kit/policy.ts'

const staffSignIn = (actor: Actor) => (actor.identity.kind === 'anonymous' ? 'staff-sign-in' : 'not-yours')

/** Who may do what with the rules of claims. */
export const rulesPolicy = {
  /** Windows, caps, figures, texts and who is eligible are reference data: staff with that power, and the command line. */
  manage: (actor: Actor) => when(actor.may('manage-reference-data'), staffSignIn(actor)),
  /** Who helps with claims, pays them or keeps their rules sees the rules. */
  view: (actor: Actor) =>
    when(actor.may('support') || actor.may('pay') || actor.may('manage-reference-data'), staffSignIn(actor)),
  /** A rate is approved by somebody who pays and has just proved who they are; never by who proposed it. */
  decideRate: (actor: Actor) => allOf(when(actor.may('pay'), staffSignIn(actor)), when(actor.isFresh, 'fresh-sign-in')),
} as const satisfies Readonly<Record<string, Policy<unknown>>>
