import * as client from 'openid-client'
import { z } from 'zod'
import { fail, type Result, succeed } from '#src/kit/result.ts'
import { seal, unseal } from '../session/seal.ts'
import { ATTEMPT_SECONDS, type Attempt, readAttempt, writeAttempt } from './attempt.ts'
import { CLOCK_TOLERANCE_SECONDS, discovery, type OpenIdOptions } from './discovery.ts'
import { DOOR_PROFILES } from './door-profiles.ts'
import type { BeginSignIn, Departing, Returned, SignInFailure, SignInService, Vouched } from './sign-in-port.ts'

/** How long ago "just now" may be, for those who must prove themselves afresh. */
const FRESH_SECONDS = 300

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
      const attempt = readAttempt(returned.attempt, options.door, returned.now)
      if (!attempt) return fail('expired')
      const config = await discover()
      return config ? identify(config, options, { ...returned, attempt }) : fail('unavailable')
    },
    async leave(sealedIdToken) {
      const idToken = unseal(options.sealKey, sealedIdToken)
      const config = idToken === null ? null : await discover()
      return config && idToken !== null ? wayOut(config, options, idToken) : null
    },
  }
}

async function departure(
  config: client.Configuration,
  options: OpenIdOptions,
  { now, fresh = false, purpose = '' }: BeginSignIn,
): Promise<Departing> {
  const { scope, parameters, maxAgeSeconds } = DOOR_PROFILES[options.door]
  const attempt: Attempt = {
    door: options.door,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    fresh,
    purpose,
    begunAt: now.toString(),
  }
  const maxAge = fresh ? FRESH_SECONDS : maxAgeSeconds
  const address = client.buildAuthorizationUrl(config, {
    ...parameters,
    redirect_uri: options.callback,
    scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...(maxAge === null ? {} : { max_age: String(maxAge) }),
    ...(fresh ? { prompt: 'login' } : {}),
  })
  return { address: address.href, attempt: writeAttempt(attempt), attemptSeconds: ATTEMPT_SECONDS }
}

type Return = Omit<Returned, 'attempt'> & { readonly attempt: Attempt }

async function identify(
  config: client.Configuration,
  options: OpenIdOptions,
  { query, attempt }: Return,
): Promise<Result<Vouched, SignInFailure>> {
  const profile = DOOR_PROFILES[options.door]
  const maxAge = attempt.fresh ? FRESH_SECONDS : profile.maxAgeSeconds
  try {
    const address = new URL(options.callback)
    address.search = new URLSearchParams(query).toString()
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
      ...(maxAge === null ? {} : { maxAge }),
    })
    const claims = tokens.claims()
    if (!claims || !tokens.id_token || !bearsOut(claims, profile.demands)) return refusedBy(options)
    const more = profile.readsUserInfo ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : {}
    return succeed({
      identity: { issuer: options.storedIssuer ?? claims.iss, subject: claims.sub },
      ...described({ ...more, ...claims }),
      sealedIdToken: seal(options.sealKey, tokens.id_token),
      provenSecondsAgo: Math.max(0, machineSeconds() - (claims.auth_time ?? machineSeconds())),
      purpose: attempt.purpose,
    })
  } catch (error) {
    options.log.error('sign-in service did not vouch', { door: options.door }, error)
    return fail(failureOf(error))
  }
}

/** What the library leaves to us: a token from the future, and a proof weaker than the one asked for. */
const bearsOut = (claims: client.IDToken, demands: Readonly<Record<string, string>>): boolean =>
  claims.iat <= machineSeconds() + CLOCK_TOLERANCE_SECONDS &&
  Object.entries(demands).every(([claim, value]) => claims[claim] === value)

function refusedBy({ log, door }: OpenIdOptions): Result<never, 'refused'> {
  log.warn('sign-in service vouched for less than was asked', { door })
  return fail('refused')
}

/** Tokens are dated by the machine's clock, which nobody can move. */
const machineSeconds = (): number => Math.floor(Date.now() / 1_000)

const LONGEST_NAME = 200
const Text = z.string().trim().min(1).max(LONGEST_NAME)

/** Name and address, when the service gives them in a form that we can use. */
function described(claims: Readonly<Record<string, unknown>>): Pick<Vouched, 'name' | 'address' | 'claims'> {
  const parts = [claims['given_name'], claims['family_name']].map((part) => Text.safeParse(part).data)
  const name = Text.safeParse(claims['name']).data ?? parts.filter(Boolean).join(' ')
  const address = z.email().max(254).safeParse(claims['email']).data
  return {
    name: name === '' ? null : name,
    address: address ? { address, verified: claims['email_verified'] === true } : null,
    claims,
  }
}

/** Only to the service's own host: another address in its description is no place to send a token. */
function wayOut(config: client.Configuration, { issuer, home, log }: OpenIdOptions, idToken: string): string | null {
  const { end_session_endpoint: endpoint } = config.serverMetadata()
  if (endpoint === undefined || new URL(endpoint).origin !== new URL(issuer).origin) {
    log.warn('sign-in service has no way out')
    return null
  }
  return client.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: home }).href
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
