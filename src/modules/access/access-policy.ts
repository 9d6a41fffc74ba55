import type { Actor } from '#src/kit/actor.ts'
import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

type Proof = { readonly id: string }

const isSystem = (actor: Actor) => when(actor.identity.kind === 'system')

export const nominationPolicy = {
  /** Support staff, and the system when it invites schools. */
  sendNominationLink: (actor) =>
    anyOf(allOf(when(actor.accountId !== null, 'sign-in'), when(actor.may('support'))), isSystem(actor)),
  /** Whoever holds a link to a school may have a new one sent to the school's own mailbox, however dead theirs is. */
  requestNewLink: (actor, proof) => when(actor.holdsLink(proof.id)),
  /** The link alone decides, whoever is signed in: it may be forwarded, and that is by design. */
  nominateInductionTutor: (actor, proof) => when(actor.holdsLink(proof.id)),
} as const satisfies {
  readonly sendNominationLink: Policy<unknown>
  readonly requestNewLink: Policy<Proof>
  readonly nominateInductionTutor: Policy<Proof>
}

export const accountPolicy = {
  /** Names, addresses and histories of people are for staff. */
  viewPerson: (actor) => allOf(when(actor.accountId !== null, 'sign-in'), when(actor.isStaff)),
  /** Who has access to a school, where its messages go and what happened. Facts that GIAS publishes are for everybody. */
  seeSchoolRecord: (actor) => when(actor.isStaff),
  /** Powers are given where the service is installed, never on a page. */
  addStaff: (actor) => when(actor.identity.kind === 'system'),
} as const satisfies {
  readonly viewPerson: Policy<unknown>
  readonly seeSchoolRecord: Policy<unknown>
  readonly addStaff: Policy<unknown>
}
