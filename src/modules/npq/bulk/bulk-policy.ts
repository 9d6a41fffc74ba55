import { type Policy, when } from '#src/kit/policy.ts'

/** Who changes many registrations by a file: staff who may change each of them, and the worker for them. */
export const bulkPolicy = {
  manage: (actor) => when(actor.may('support'), actor.identity.kind === 'anonymous' ? 'staff-sign-in' : 'not-yours'),
} as const satisfies Readonly<Record<string, Policy<unknown>>>
