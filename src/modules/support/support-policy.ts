import { allow, deny, type Policy } from '#src/kit/policy.ts'

export const supportPolicy = {
  /** Any member of staff; others learn nothing of it, and whoever is not signed in may sign in. */
  staffHome: ((actor) => {
    if (actor.isStaff) return allow
    return deny(actor.accountId === null ? 'sign-in' : 'not-yours')
  }) satisfies Policy<unknown>,
}
