import { type Policy, when } from '#src/kit/policy.ts'

/** Whoever calls for an NPQ provider; `providerId` is null when the token's organisation is none today. */
export type Caller = { readonly providerId: string | null }

/** Calling the API of the providers: what is found is the caller's own, now or before. What may be changed of it the command asks again. */
const callAsProvider: Policy<Caller> = (_actor, { providerId }) => when(providerId !== null, 'no-role')

export const apiPolicy = { callAsProvider } as const
