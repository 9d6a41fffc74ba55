import type { EndpointAt } from '#src/platform/http/api/endpoint.ts'

/** Who may call the API, by the token that they send. */
export const CALLERS = ['nobody', 'session', 'unknown', 'revoked', 'expired', 'no-role', 'other', 'provider'] as const
export type Caller = (typeof CALLERS)[number]

export const callerText: Readonly<Record<Caller, string>> = {
  nobody: 'No token',
  session: 'Signed in, no token',
  unknown: 'Token that never was',
  revoked: 'Ended token',
  expired: 'Token that ran out',
  'no-role': 'Token of a provider that is none today',
  other: 'Token of another provider',
  provider: 'Token of the provider',
}

const ALWAYS: Readonly<Partial<Record<Caller, number>>> = {
  ...{ nobody: 401, session: 401, unknown: 401, revoked: 401, expired: 401 },
}

/** The status that a caller is answered with, up to the handler: 200 stands for having come so far. */
export function expectedOf(at: EndpointAt, caller: Caller): number {
  const always = ALWAYS[caller]
  if (always !== undefined) return always
  if (caller === 'no-role') return 403
  return caller === 'other' && at.includes('/:') ? 404 : 200
}
