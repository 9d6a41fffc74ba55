import * as client from 'openid-client'
import { fail, type Result, succeed } from '#src/kit/result.ts'
import type { Log } from '../log.ts'
import { ATTEMPT_SECONDS, type Attempt, readAttempt, writeAttempt } from './attempt.ts'
import type { BeginSignIn, Departing, ProvenIdentity, Returned, SignInFailure, SignInService } from './sign-in-port.ts'

export type OpenIdOptions = {
  /** Compared letter by letter with what the service says of itself and with each token. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly callback: string
  readonly log: Log
  /** What identities of this issuer are stored under; the issuer itself unless its address is not lasting. */
  readonly storedIssuer?: string
  /** Outside production only: the local issuer is not behind HTTPS. */
  readonly allowsHttp?: boolean
  readonly timeoutSeconds?: number
}

/** How long ago "just now" may be, for those who must prove themselves afresh. */
const FRESH_SECONDS = 300
const CLOCK_TOLERANCE_SECONDS = 30
const TIMEOUT_SECONDS = 5

/**
 * Sign-in through OpenID Connect: code flow with PKCE, state and nonce; signature, issuer, audience and times of the ID token
 * are checked. The service is looked up when it is first needed, so that it may be down while we start. Any doubt is a refusal.
 */
export function openIdConnect(options: OpenIdOptions): SignInService {
  const discover = discovery(options)
  return {
    async begin(asked) {
      const config = await discover()
      return config ? succeed(await departure(config, options, asked)) : fail('unavailable')
    },
    async finish(returned) {
      const attempt = readAttempt(returned.attempt, returned.now)
      if (!attempt) return fail('expired')
      const config = await discover()
      return config ? identify(config, options, { ...returned, attempt }) : fail('unavailable')
    },
  }
}

/** The service's own description, fetched until it has been fetched once. */
function discovery(options: OpenIdOptions): () => Promise<client.Configuration | null> {
  let known: client.Configuration | null = null
  const insecure = options.allowsHttp ? [client.allowInsecureRequests] : []
  return async () => {
    try {
      known ??= await client.discovery(
        new URL(options.issuer),
        options.clientId,
        { client_secret: options.clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
        client.ClientSecretBasic(options.clientSecret),
        {
          timeout: options.timeoutSeconds ?? TIMEOUT_SECONDS,
          execute: [client.enableNonRepudiationChecks, ...insecure],
        },
      )
      return known
    } catch (error) {
      options.log.error('sign-in service not found', {}, error)
      return null
    }
  }
}

async function departure(
  config: client.Configuration,
  options: OpenIdOptions,
  { now, fresh = false }: BeginSignIn,
): Promise<Departing> {
  const attempt: Attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    fresh,
    begunAt: now.toString(),
  }
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: options.callback,
    scope: 'openid',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...(fresh ? { prompt: 'login', max_age: String(FRESH_SECONDS) } : {}),
  })
  return { address: address.href, attempt: writeAttempt(attempt), attemptSeconds: ATTEMPT_SECONDS }
}

type Return = Omit<Returned, 'attempt'> & { readonly attempt: Attempt }

async function identify(
  config: client.Configuration,
  options: OpenIdOptions,
  { query, attempt }: Return,
): Promise<Result<ProvenIdentity, SignInFailure>> {
  try {
    const address = new URL(options.callback)
    address.search = new URLSearchParams(query).toString()
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      ...(attempt.fresh ? { maxAge: FRESH_SECONDS } : {}),
    })
    const claims = tokens.claims()
    if (!claims) return fail('refused')
    return succeed({ issuer: options.storedIssuer ?? claims.iss, subject: claims.sub })
  } catch (error) {
    options.log.error('sign-in service did not vouch', {}, error)
    return fail(failureOf(error))
  }
}

/** Only "the visitor said no" and "no answer" are told apart; all else refuses, without saying which check failed. */
function failureOf(error: unknown): SignInFailure {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'cancelled' : 'refused'
  return isSilence(error) ? 'unavailable' : 'refused'
}

/** No answer in time, no connection, or an answer that says that the service itself has failed. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.cause instanceof Response) return error.cause.status >= 500
  return Reflect.get(error, 'code') === 'OAUTH_TIMEOUT' || error.message === 'fetch failed'
}
