import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'
import type { Registration } from './registration.ts'

type Subject = Pick<Registration, 'personId' | 'providerId'>

/** Its owner alone: everybody else learns nothing, not even that it exists. */
const own: Policy<Subject> = (actor, { personId }) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.personId === personId))

/** Staff who help people with their registrations, and the worker where it acts for them. */
const support: Policy<unknown> = (actor) =>
  when(actor.may('support'), actor.accountId === null ? 'staff-sign-in' : 'not-yours')

/** A system of the provider that has the registration now, by its token. */
const currentProvider: Policy<Subject> = (actor, { providerId }) => when(actor.callsFor('npq-provider') === providerId)

/** Somebody who works at the provider that has the registration now. */
const atProvider: Policy<Subject> = (actor, { providerId }) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.worksAt(providerId, 'administrator', 'claims')))

/** Who may do what with a registration. Whether its state allows it is for the rules of changing to say. */
export const registrationPolicy = {
  view: (actor, subject) => anyOf(own(actor, subject), support(actor, subject)),
  changeOwn: own,
  /** What a person does to their own registration, and staff for them with a reason. */
  change: (actor, subject) => anyOf(own(actor, subject), support(actor, subject)),
  /** What providers do through the API, and staff for them with a reason. */
  provide: (actor, subject) => anyOf(currentProvider(actor, subject), support(actor, subject)),
  release: (actor, subject) =>
    anyOf(currentProvider(actor, subject), atProvider(actor, subject), support(actor, subject)),
  support,
} as const satisfies Readonly<Record<string, Policy<Subject>>>
