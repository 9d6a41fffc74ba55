import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider'
import type { Mount } from '#src/platform/http/mounts.ts'
import { type Choice, choosePage } from './choose-page.tsx'
import { type FaultSwitch, SLOW_MILLISECONDS } from './faults.ts'
import { forgeToken } from './forge-token.ts'
import { LOCAL_CLIENT, LOCAL_ISSUER_PATH } from './issuer-name.ts'

type Options = {
  readonly baseUrl: string
  readonly callback: string
  /** Who can be chosen, by their subject at this issuer. */
  readonly choices: () => Promise<readonly Choice[]>
  readonly faults: FaultSwitch
}

/**
 * Stands in for DfE Sign-in outside production, and speaks its protocol: a real OpenID provider under /dev/issuer whose only
 * question is who to be. Its keys live as long as the process; it is made when it is first asked for anything.
 */
export function localIssuer(options: Options): Mount {
  let issuer: ReturnType<typeof openIssuer> | undefined
  return {
    prefix: LOCAL_ISSUER_PATH,
    handle(request, response) {
      issuer ??= openIssuer(options)
      serve(options, issuer, request, response).catch(() => response.destroy())
    },
  }
}

function openIssuer(options: Options) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(`${options.baseUrl}${LOCAL_ISSUER_PATH}`, {
    ...configuration(options),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', kid: 'local' }] },
  })
  provider.proxy = true
  provider.use(async (context, next) => {
    await next()
    const { body } = context
    if (typeof body !== 'object' || body === null || !('id_token' in body)) return
    context.body = { ...body, id_token: forgeToken(String(body.id_token), options.faults.fault, privateKey) }
  })
  return { provider, answer: provider.callback() }
}

const configuration = ({ callback }: Options): Configuration => ({
  clients: [
    {
      client_id: LOCAL_CLIENT.id,
      client_secret: LOCAL_CLIENT.secret,
      redirect_uris: [callback],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  cookies: { keys: [LOCAL_CLIENT.secret] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { policy: alwaysAsks(), url: (_context, { uid }) => `${LOCAL_ISSUER_PATH}/interaction/${uid}` },
  findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
  // Nobody is asked whether the platform may know who they are.
  async loadExistingGrant({ oidc: { provider, client, session } }) {
    const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
  ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
})

/** Each visit chooses anew: to be somebody else, sign out and in again. */
function alwaysAsks() {
  const { Check, base } = interactionPolicy
  const policy = base()
  const { REQUEST_PROMPT, NO_NEED_TO_PROMPT } = Check
  policy
    .get('login')
    ?.checks.add(
      new Check('chooses_anew', 'Each visit chooses anew', ({ oidc }) =>
        oidc.result?.login ? NO_NEED_TO_PROMPT : REQUEST_PROMPT,
      ),
    )
  return policy
}

type Issuer = ReturnType<typeof openIssuer>

async function serve(
  options: Options,
  { provider, answer }: Issuer,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { fault } = options.faults
  if (fault === 'down') return response.writeHead(503).end('Out of order')
  if (fault === 'slow') await wait(SLOW_MILLISECONDS)
  const path = (request.url ?? '').slice(LOCAL_ISSUER_PATH.length)
  if (path.startsWith('/interaction/')) return choose(options, provider, request, response)
  // The provider finds its own prefix by comparing the two.
  Object.assign(request, { originalUrl: request.url, url: path })
  return answer(request, response)
}

async function choose(options: Options, provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const { fault } = options.faults
  if (request.method === 'POST') {
    const result = refusals[fault] ?? { login: { accountId: await chosenIn(request) } }
    return provider.interactionFinished(request, response, result)
  }
  await provider.interactionDetails(request, response)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  return response.end(choosePage(await options.choices()))
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
