import type { ApiContext } from '#src/platform/http/api/endpoint.ts'
import type { Caller } from './api-policy.ts'

/** For `load`: the provider that calls. */
export const caller = async ({ actor }: Pick<ApiContext, 'actor'>): Promise<Caller> => ({
  providerId: actor.callsFor('npq-provider'),
})
