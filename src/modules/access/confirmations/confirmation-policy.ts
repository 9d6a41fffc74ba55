import { allOf, type Policy, when } from '#src/kit/policy.ts'

export const confirmationPolicy = {
  /** Only the worker asks. */
  ask: (actor) => when(actor.identity.kind === 'system'),
  /** The link alone decides, whoever is signed in. */
  answerByLink: (actor, proof) => when(actor.holdsLink(proof.id)),
  answer: (actor, { organisationId }) =>
    allOf(
      when(actor.accountId !== null, 'sign-in'),
      when(actor.worksAt(organisationId, 'induction-tutor', 'administrator')),
    ),
} as const satisfies {
  readonly ask: Policy<unknown>
  readonly answerByLink: Policy<{ readonly id: string }>
  readonly answer: Policy<{ readonly organisationId: string }>
}
