import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

type Place = { readonly id: string }

/** A token opens everything that the provider sees of people, so it is for its own administrators and for support staff. */
const manage: Policy<Place> = (actor, { id }) =>
  allOf(
    when(actor.accountId !== null, 'sign-in'),
    anyOf(when(actor.worksAt(id, 'administrator')), when(actor.may('support'))),
  )

const seeAll: Policy<unknown> = (actor: Actor) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.may('support')))

/** Who makes and ends the tokens of an organisation, and who sees those of all. */
export const apiTokenPolicy = { manage, seeAll } as const
