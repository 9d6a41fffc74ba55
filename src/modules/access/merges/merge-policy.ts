import { allOf, type Policy, when } from '#src/kit/policy.ts'
import { remedyPolicy, type Treated } from '../remedies/remedy-policy.ts'

/** Both accounts of a merge. */
export type Both = { readonly keep: Treated; readonly gone: Treated }

export const mergePolicy = {
  /** Finding the other account: whoever mends people's ways in. */
  find: (actor, treated) => remedyPolicy.treat(actor, treated),
  /** Who opens an account from now on is decided by support staff who have proved just now that it is them. */
  merge: (actor, { keep, gone }) =>
    allOf(remedyPolicy.treat(actor, keep), remedyPolicy.treat(actor, gone), when(actor.isFresh, 'fresh-sign-in')),
} as const satisfies { readonly find: Policy<Treated>; readonly merge: Policy<Both> }
