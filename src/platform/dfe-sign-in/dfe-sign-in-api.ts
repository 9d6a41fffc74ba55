import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { fail, type Result, succeed } from '#src/kit/result.ts'
import type { Log } from '../log.ts'
import { DfeOrganisation, type DfeSignInApi } from './dfe-sign-in-port.ts'

type DfeSignInApiOptions = {
  readonly url: string
  /** Our service's id there. */
  readonly serviceId: string
  readonly clientId: string
  /** The API's own secret, which is not the client's. */
  readonly secret: string
  readonly log: Log
  readonly timeoutSeconds?: number
}

const TIMEOUT_SECONDS = 5

/** The active role is 1; others have been withdrawn. */
const Access = z.object({
  roles: z.array(
    z.object({
      code: z.string(),
      status: z.object({ id: z.union([z.number(), z.string()]) }).nullish(),
    }),
  ),
})

/**
 * The DfE Sign-in public API: who may use our service, and at which organisation. Whatever is not a clear answer in time is
 * "no answer", which callers must take as a no.
 */
export function dfeSignInApi(options: DfeSignInApiOptions): DfeSignInApi {
  return {
    async roles({ organisation, subject }) {
      const path = `/services/${part(options.serviceId)}/organisations/${part(organisation)}/users/${part(subject)}`
      const answer = await ask(options, path)
      if (answer.kind === 'not-found') return fail('no-access')
      const access = answer.kind === 'found' ? Access.safeParse(answer.body) : null
      if (!access?.success) return silence(options, answer)
      return succeed(access.data.roles.filter(({ status }) => Number(status?.id ?? 1) === 1).map(({ code }) => code))
    },
    async organisations(subject) {
      const answer = await ask(options, `/users/${part(subject)}/organisations`)
      if (answer.kind === 'not-found') return succeed([])
      const list = answer.kind === 'found' ? z.array(DfeOrganisation).safeParse(answer.body) : null
      return list?.success ? succeed(list.data) : silence(options, answer)
    },
  }
}

type Answer =
  | { readonly kind: 'found'; readonly body: unknown }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'failed'; readonly status: number | null; readonly error?: unknown }

async function ask(options: DfeSignInApiOptions, path: string): Promise<Answer> {
  try {
    const response = await fetch(`${options.url.replace(/\/+$/, '')}${path}`, {
      headers: { authorization: `Bearer ${bearer(options)}`, accept: 'application/json' },
      signal: AbortSignal.timeout((options.timeoutSeconds ?? TIMEOUT_SECONDS) * 1_000),
      // A redirect would carry the bearer token elsewhere.
      redirect: 'error',
    })
    if (response.status === 404) return { kind: 'not-found' }
    if (!response.ok) return { kind: 'failed', status: response.status }
    return { kind: 'found', body: await response.json() }
  } catch (error) {
    return { kind: 'failed', status: null, error }
  }
}

function silence({ log }: DfeSignInApiOptions, answer: Answer): Result<never, 'no-answer'> {
  const failed = answer.kind === 'failed' ? answer : null
  log.error('DfE Sign-in API gave no answer', { status: failed?.status ?? null }, failed?.error)
  return fail('no-answer')
}

const part = (text: string): string => encodeURIComponent(text)

const AUDIENCE = 'signin.education.gov.uk'

/** Made for each call, as its documentation asks: signed with the API's secret, with the client as issuer. */
function bearer({ clientId, secret }: DfeSignInApiOptions): string {
  const said = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ iss: clientId, aud: AUDIENCE })}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
