import type { Actor } from '#src/kit/actor.ts'
import { type Decision, when } from '#src/kit/policy.ts'

/** Anybody who has signed in registers for themselves; nobody registers for somebody else. */
const register = (actor: Actor): Decision => when(actor.accountId !== null, 'sign-in')

export const submissionPolicy = { register } as const
