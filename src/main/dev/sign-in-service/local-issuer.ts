import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import Provider from 'oidc-provider'
import type { Mount } from '#src/platform/http/mounts.ts'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'
import { CALLBACKS } from '../../sign-in-doors.ts'
import { choosePage } from './choose-page.tsx'
import { endVisit } from './end-visit.ts'
import { type FaultSwitch, SLOW_MILLISECONDS } from './faults.ts'
import { forgeToken } from './forge-token.ts'
import { LOCAL_DOORS } from './local-doors.ts'
import type { LocalPerson } from './local-person.ts'
import { providerConfiguration } from './provider-configuration.ts'

type Options = {
  readonly door: DoorName
  readonly baseUrl: string
  /** Who can be chosen, by their subject at this issuer. */
  readonly people: () => Promise<readonly LocalPerson[]>
  readonly faults: FaultSwitch
}

/**
 * Stands in for the service of one door outside production, and speaks its protocol: a real OpenID provider whose only
 * question is who to be. Its keys live as long as the process; it is made when it is first asked for anything.
 */
export function localIssuer(options: Options): Mount {
  let issuer: ReturnType<typeof openIssuer> | undefined
  return {
    prefix: LOCAL_DOORS[options.door].path,
    handle(request, response) {
      issuer ??= openIssuer(options)
      serve(options, issuer, request, response).catch(() => response.destroy())
    },
  }
}

function openIssuer({ door, baseUrl, people, faults }: Options) {
  // As GOV.UK One Login and DfE Sign-in sign.
  const { privateKey, publicKey } =
    door === 'one-login'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(
    `${baseUrl}${LOCAL_DOORS[door].path}`,
    providerConfiguration({
      door,
      callback: `${baseUrl}${CALLBACKS[door]}`,
      home: `${baseUrl}/`,
      signingKey: privateKey,
      person: async (subject) => (await people()).find((person) => person.subject === subject) ?? null,
    }),
  )
  provider.proxy = true
  provider.use(async (context, next) => {
    await next()
    const { body } = context
    if (typeof body !== 'object' || body === null || !('id_token' in body)) return
    const { id_token: token, ...others } = body
    const claims = door === 'one-login' ? { vot: 'Cl.Cm' } : {}
    const forged = forgeToken({ token: String(token), fault: faults.fault, key: privateKey, claims })
    context.body = faults.fault === 'no-token' ? others : { ...others, id_token: forged }
  })
  return { provider, publicKey, answer: provider.callback() }
}

type Issuer = ReturnType<typeof openIssuer>

async function serve(options: Options, issuer: Issuer, request: IncomingMessage, response: ServerResponse) {
  const { fault } = options.faults
  if (fault === 'down') return response.writeHead(503).end('Out of order')
  if (fault === 'slow') await wait(SLOW_MILLISECONDS)
  const path = (request.url ?? '').slice(LOCAL_DOORS[options.door].path.length)
  if (path.startsWith('/interaction/')) return choose(options, issuer.provider, request, response)
  const { searchParams: query, pathname } = new URL(path, options.baseUrl)
  if (pathname === '/session/end') return endVisit({ ...options, key: issuer.publicKey, query }, response)
  if (pathname === '/auth' && lacksWhatIsRequired(options.door, query)) {
    return response.writeHead(400).end('state, nonce and, at GOV.UK One Login, vtr are required')
  }
  // The provider finds its own prefix by comparing the two.
  Object.assign(request, { originalUrl: request.url, url: path })
  return issuer.answer(request, response)
}

const lacksWhatIsRequired = (door: DoorName, query: URLSearchParams): boolean =>
  !query.has('state') || !query.has('nonce') || (door === 'one-login' && query.get('vtr') !== '["Cl.Cm"]')

async function choose(
  { door, people, faults }: Options,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.method === 'POST') {
    const result = refusals[faults.fault] ?? { login: { accountId: await chosenIn(request) } }
    return provider.interactionFinished(request, response, result)
  }
  await provider.interactionDetails(request, response)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  return response.end(choosePage(LOCAL_DOORS[door].name, await people()))
}

const refusals: Partial<Record<FaultSwitch['fault'], { error: string; error_description: string }>> = {
  cancelled: { error: 'access_denied', error_description: 'The visitor stopped' },
  error: { error: 'server_error', error_description: 'Something is wrong here' },
}

const LONGEST_CHOICE = 1_000

async function chosenIn(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) {
    text += String(piece)
    if (text.length > LONGEST_CHOICE) throw new RangeError('longer than any choice')
  }
  return new URLSearchParams(text).get('subject') ?? ''
}
