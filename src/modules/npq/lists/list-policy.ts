import type { Actor } from '#src/kit/actor.ts'
import { allow, type Decision, deny, type Policy } from '#src/kit/policy.ts'

/** Lists, registers and tables of cases are reference data: staff with the power, and the command line. */
export const listPolicy = {
  manage: ((actor) => {
    if (actor.may('manage-reference-data')) return allow
    return denied(actor)
  }) satisfies Policy<unknown>,
  /** Who answers people's questions about their funding sees what it was decided by, and may try a case. */
  view: ((actor) => {
    if (actor.may('manage-reference-data') || actor.may('support')) return allow
    return denied(actor)
  }) satisfies Policy<unknown>,
}

const denied = (actor: Actor): Decision => deny(actor.identity.kind === 'anonymous' ? 'staff-sign-in' : 'not-yours')
