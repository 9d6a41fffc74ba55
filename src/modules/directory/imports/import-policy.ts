import { allow, deny, type Policy } from '#src/kit/policy.ts'

/** Bulk files change thousands of records at once: staff with the power, the worker's jobs and the command line. */
export const importPolicy = {
  importFiles: ((actor) => {
    if (actor.may('manage-reference-data')) return allow
    return deny(actor.identity.kind === 'anonymous' ? 'sign-in' : 'not-yours')
  }) satisfies Policy<unknown>,
}
