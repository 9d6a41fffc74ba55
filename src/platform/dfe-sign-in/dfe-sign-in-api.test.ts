import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { dfeSignInApi } from './dfe-sign-in-api.ts'
import { claimedOrganisation } from './dfe-sign-in-port.ts'

type Answer = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }

let server: Server
let answer: Answer = { status: 200, body: '[]' }
let asked: IncomingMessage | null = null
beforeAll(async () => {
  server = createServer((request, response) => {
    asked = request
    response.writeHead(answer.status, answer.headers ?? {}).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

function api() {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const fixed = { serviceId: 'our service', clientId: 'client', secret: 'secret', log: silentLog }
  return dfeSignInApi({ ...fixed, url: `http://127.0.0.1:${port}/`, timeoutSeconds: 0.5 })
}

const roles = () => api().roles({ organisation: 'organisation/1', subject: 'somebody' })
const given = (value: unknown, status = 200) => {
  answer = { status, body: typeof value === 'string' ? value : JSON.stringify(value) }
}

test('asks with a token of its own making, and nothing in a name changes the path', async () => {
  given({ roles: [] })
  await roles()
  expect(asked?.url).toBe('/services/our%20service/organisations/organisation%2F1/users/somebody')
  const [header = '', payload = ''] = String(asked?.headers.authorization).replace('Bearer ', '').split('.')
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  expect([read(header), read(payload)]).toEqual([
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'client', aud: 'signin.education.gov.uk' },
  ])
})

test('answers the codes of roles that are active', async () => {
  given({ roles: [{ code: 'viewer', status: { id: 1 } }, { code: 'claims', status: { id: 0 } }, { code: 'other' }] })
  expect(await roles()).toEqual({ ok: true, value: ['viewer', 'other'] })
})

test('not found is no access, or no organisation', async () => {
  given('', 404)
  expect(await roles()).toMatchObject({ ok: false, refusal: { code: 'no-access' } })
  expect(await api().organisations('somebody')).toEqual({ ok: true, value: [] })
})

test.each([
  ['a failure', 500, ''],
  ['a refusal of our token', 401, '{}'],
  ['what is not JSON', 200, '<h1>Hello</h1>'],
  ['JSON of another kind', 200, '{"users":[]}'],
])('%s is no answer', async (_case, status, body) => {
  given(body, status)
  expect(await roles()).toMatchObject({ ok: false, refusal: { code: 'no-answer' } })
  expect(await api().organisations('somebody')).toMatchObject({ ok: false, refusal: { code: 'no-answer' } })
})

test('a redirect is not followed, for it would carry the token elsewhere', async () => {
  answer = { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }
  expect(await roles()).toMatchObject({ ok: false, refusal: { code: 'no-answer' } })
})

const ORGANISATION = {
  id: '0190f3a4-0000-4000-8000-00000000000a',
  name: 'Hill School',
  category: { id: '001', name: 'Establishment' },
  urn: 123456,
  uid: '',
  ukprn: '10000001',
  status: { id: 1, name: 'Open' },
}
const READ = {
  ...ORGANISATION,
  urn: '123456',
  uid: null,
  status: { id: '1', name: 'Open' },
  closedOn: null,
}

test.each([
  ['an object', ORGANISATION, READ],
  ['a text of JSON', JSON.stringify(ORGANISATION), READ],
  ['nothing', undefined, null],
  ['an empty object', {}, null],
  ['what is not JSON', '{', null],
])('the organisation claim may be %s', (_case, organisation, expected) => {
  expect(claimedOrganisation({ organisation })).toEqual(expected)
})
