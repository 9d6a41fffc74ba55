import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import { MANAGING_ROLES } from './membership-rules.ts'

type Place = { readonly id: string }

const see: Policy<Place> = (actor, { id }) =>
  allOf(when(isKnown(actor), 'sign-in'), anyOf(when(actor.worksAt(id)), when(actor.isStaff)))

/** The system too, where it was given the powers of staff. */
const isKnown = ({ accountId, identity }: Actor): boolean => accountId !== null || identity.kind === 'system'

/** Roles through a trust count: whoever manages access for a trust does so for its schools. */
const manage: Policy<Place> = (actor, place) =>
  allOf(see(actor, place), anyOf(when(actor.worksAt(place.id, ...MANAGING_ROLES), 'role'), when(actor.may('support'))))

/** Who has access to an organisation: colleagues see it, those in charge and support staff change it. */
export const peoplePolicy = { see, manage } as const
