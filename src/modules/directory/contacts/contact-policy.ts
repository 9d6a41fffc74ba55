import { allOf, anyOf, type Policy, when } from '#src/kit/policy.ts'

/** Who says how a school is reached: whoever looks after access there, and support staff who have checked. */
export const contactPolicy = {
  correct: (actor, school) =>
    allOf(
      when(actor.accountId !== null, 'sign-in'),
      anyOf(when(actor.may('support')), when(actor.worksAt(school.id))),
      anyOf(when(actor.worksAt(school.id, 'administrator', 'induction-tutor'), 'role'), when(actor.may('support'))),
    ),
} as const satisfies { readonly correct: Policy<{ readonly id: string }> }
