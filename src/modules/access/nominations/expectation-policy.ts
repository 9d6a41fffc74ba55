import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

export const expectationPolicy = {
  /** Who is in charge of the school answers for it, and support on its behalf. */
  answer: (actor, { organisationId }) =>
    allOf(
      when(actor.accountId !== null, 'sign-in'),
      anyOf(when(actor.worksAt(organisationId, 'induction-tutor', 'administrator')), when(actor.may('support'))),
    ),
  /** Whoever holds a nomination link of the school can say "no" with it, and take that back. */
  answerByLink: (actor, proof) => when(actor.holdsLink(proof.id)),
} as const satisfies {
  readonly answer: Policy<{ readonly organisationId: string }>
  readonly answerByLink: Policy<{ readonly id: string }>
}
