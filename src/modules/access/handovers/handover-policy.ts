import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

type At = { readonly organisationId: string }
type Change = At & { readonly doneBy: string | null }
type Begun = At & { readonly wasInCharge: boolean }
type Proof = { readonly id: string }

const isSignedIn = (actor: Actor) => when(actor.accountId !== null, 'sign-in')
const isSupport = (actor: Actor) => allOf(isSignedIn(actor), when(actor.may('support')))
/** Administrators and the tutor of the school, or of its trust. */
const isInCharge = (actor: Actor, { organisationId }: At) =>
  allOf(isSignedIn(actor), when(actor.worksAt(organisationId, 'induction-tutor', 'administrator')))

export const handoverPolicy = {
  handOver: isInCharge,
  /** The pages are also for who was in charge until a moment ago: they read that and why. The command is not. */
  beginHandover: (actor, school) => anyOf(isInCharge(actor, school), when(school.wasInCharge)),
  /** Whoever did it, also when they have no access any more; and staff, what staff did. */
  undo: (actor, { doneBy }) =>
    anyOf(
      allOf(isSignedIn(actor), when(doneBy !== null && actor.accountId === doneBy)),
      allOf(isSignedIn(actor), when(actor.may('support'))),
    ),
  /** What was done and sent is for whoever did it, for who is in charge of the school, and for staff. */
  view: (actor, change) =>
    anyOf(
      isInCharge(actor, change),
      when(change.doneBy !== null && actor.accountId === change.doneBy),
      when(actor.may('support')),
    ),
  replaceTutor: (actor) => isSupport(actor),
  settleObjection: (actor) => isSupport(actor),
  /** The link alone decides, whoever is signed in. */
  object: (actor, proof) => when(actor.holdsLink(proof.id)),
} as const satisfies {
  readonly handOver: Policy<At>
  readonly beginHandover: Policy<Begun>
  readonly undo: Policy<Change>
  readonly view: Policy<Change>
  readonly replaceTutor: Policy<unknown>
  readonly settleObjection: Policy<unknown>
  readonly object: Policy<Proof>
}
