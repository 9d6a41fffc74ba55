import { allOf, type Policy, when } from '#src/kit/policy.ts'

/** Asking for a school's link and following it is for everybody: it goes to the school's own mailboxes, and limits stop the rest. */
export const linkRequestPolicy = {
  /** Support staff decide what no mailbox of the school can, and read who asked. */
  answer: (actor) => allOf(when(actor.accountId !== null, 'staff-sign-in'), when(actor.may('support'))),
} as const satisfies { readonly answer: Policy<unknown> }
