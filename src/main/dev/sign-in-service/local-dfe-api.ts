import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Mount } from '#src/platform/http/mounts.ts'
import { type ApiFaultSwitch, SLOW_MILLISECONDS } from './faults.ts'
import { localClientId } from './issuer-name.ts'
import { LOCAL_API } from './local-doors.ts'
import type { LocalPerson } from './local-person.ts'

type Options = { readonly people: () => Promise<readonly LocalPerson[]>; readonly faults: ApiFaultSwitch }

/** Stands in for the public API of DfE Sign-in outside production: who has which role, and who belongs to which organisation. */
export const localDfeApi = (options: Options): Mount => ({
  prefix: LOCAL_API.path,
  handle(request, response) {
    answer(options, request, response).catch(() => response.destroy())
  },
})

async function answer({ people, faults }: Options, request: IncomingMessage, response: ServerResponse) {
  const { fault } = faults
  if (fault === 'slow') await wait(SLOW_MILLISECONDS)
  if (!isOurs(request.headers.authorization ?? '')) return reply(response, 401, { message: 'Unauthorized' })
  if (fault === 'garbage') return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>')
  const status = FAILURES[fault]
  if (status !== undefined) return reply(response, status, null)
  const found = resourceAt((request.url ?? '').slice(LOCAL_API.path.length), await people())
  return reply(response, found === null ? 404 : 200, found)
}

const FAILURES: Partial<Record<ApiFaultSwitch['fault'], number>> = { down: 503, error: 500, 'no-access': 404 }

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

const ACCESS = /^\/services\/([^/]+)\/organisations\/([^/]+)\/users\/([^/]+)$/
const ORGANISATIONS = /^\/users\/([^/]+)\/organisations$/

function resourceAt(path: string, people: readonly LocalPerson[]): unknown {
  const belonging = ORGANISATIONS.exec(path)
  if (belonging) {
    const known = people.find(({ subject }) => subject === decodeURIComponent(belonging[1] ?? ''))
    return known ? (known.organisations ?? []).map(({ roles: _, ...organisation }) => organisation) : null
  }
  const [, service, organisationId, userId = ''] = ACCESS.exec(path) ?? []
  if (service !== LOCAL_API.serviceId) return null
  const person = people.find(({ subject }) => subject === decodeURIComponent(userId))
  const roles = person?.organisations?.find(({ id }) => id === organisationId)?.roles
  if (!roles) return null
  return {
    userId,
    serviceId: service,
    organisationId,
    roles: roles.map((code, at) => ({ id: code, name: code, code, numericId: String(at), status: { id: 1 } })),
    identifiers: [],
  }
}

/** Checks the bearer as the real one does: our client, its audience, signed with the API's secret. */
function isOurs(authorization: string): boolean {
  const [header = '', payload = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.')
  const expected = createHmac('sha256', LOCAL_API.secret).update(`${header}.${payload}`).digest('base64url')
  if (signature !== expected) return false
  const { alg } = Object(JSON.parse(Buffer.from(header, 'base64url').toString()))
  const { iss, aud } = Object(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return alg === 'HS256' && iss === localClientId('dfe-sign-in') && aud === 'signin.education.gov.uk'
}
