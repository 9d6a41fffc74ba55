import { type Policy, when } from '#src/kit/policy.ts'

/** Whoever calls for an NPQ provider; `providerId` is null when the token's organisation is none today. */
export type Caller = { readonly providerId: string | null }

/** Reading the API of the providers: what is found is the caller's own, now or before. */
const readAsProvider: Policy<Caller> = (_actor, { providerId }) => when(providerId !== null, 'no-role')

export const apiPolicy = { readAsProvider } as const
