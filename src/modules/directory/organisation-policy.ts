import type { Actor } from '#src/kit/actor.ts'
import { allow, type Decision, deny, type Policy, when } from '#src/kit/policy.ts'

/** Who may see the registry of organisations, and who may change it. Schools and trusts change only by imports. */
export const organisationPolicy = {
  view: ((actor) => (actor.isStaff ? allow : strangers(actor))) satisfies Policy<unknown>,
  change: ((actor) => when(actor.may('manage-reference-data'))) satisfies Policy<unknown>,
}

const strangers = (actor: Actor): Decision => deny(actor.accountId === null ? 'sign-in' : 'not-yours')
