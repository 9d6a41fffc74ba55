import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

type Place = { readonly organisationId: string }

const known: Policy<unknown> = (actor) => when(actor.accountId !== null, 'sign-in')
const staff: Policy<unknown> = (actor) =>
  when(actor.may('support'), actor.accountId === null ? 'staff-sign-in' : 'not-yours')

/** Everybody at the school or trust may read them. */
const there: Policy<Place> = (actor, { organisationId }) =>
  allOf(known(actor, undefined), when(actor.worksAt(organisationId)))

/** Who claims there says that they are authorised to accept. */
const accept: Policy<Place> = (actor, place) =>
  allOf(
    there(actor, place),
    when(actor.worksAt(place.organisationId, 'administrator', 'induction-tutor', 'claims'), 'role-cannot-claim'),
  )

/** Who reads and accepts the conditions of the grant, and who takes an acceptance back. */
export const conditionsPolicy = {
  view: (actor, place) => anyOf(there(actor, place), staff(actor, place)),
  accept,
  takeBack: staff,
} as const satisfies Readonly<Record<string, Policy<Place>>>
