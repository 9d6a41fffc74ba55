import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { deny, everyone } from '#src/kit/policy.ts'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { keepNote } from '#test/sample-routes.ts'
import { answer, noParameters, readEndpoint, refused, writeEndpoint } from './endpoint.ts'

const lines: string[] = []
const Kept = z.object({ data: z.object({ noteId: z.string() }) })
const shared = { topic: 'sample', summary: 'A sample', policy: everyone, load: async () => ({}) } as const
const read = { ...shared, query: noParameters, answers: { description: 'It', schema: z.unknown() } } as const

const endpoints = [
  readEndpoint('GET /api/v3/now', { ...read, handle: ({ now, actor }) => answer({ now: `${now}`, by: actor.name }) }),
  readEndpoint('GET /api/v3/nobody', { ...read, policy: () => deny('not-yours'), handle: () => answer(1) }),
  readEndpoint('GET /api/v3/shut', { ...read, policy: () => deny('window-shut'), handle: () => answer(1) }),
  readEndpoint('GET /api/v3/broken', {
    ...read,
    handle: () => {
      throw new Error('Ada Lovelace was here')
    },
  }),
  writeEndpoint('POST /api/v3/notes', {
    ...shared,
    commands: [keepNote],
    refusals: { 'too-short': { status: 422, title: 'note', detail: 'The note is too short' } },
    body: { type: 'note', optional: false, attributes: z.object({ note: z.string('note must be words') }) },
    answers: { description: 'The note', schema: Kept },
    async handle({ body, execute }) {
      const kept = await execute(keepNote, body)
      return kept.ok ? answer({ data: kept.value }) : refused(kept.refusal)
    },
  }),
  writeEndpoint('PUT /api/v3/notes/:id', {
    ...shared,
    commands: [keepNote],
    refusals: { 'too-short': { status: 422, title: 'note', detail: ({ code }) => `Too short ${code ?? ''}`.trim() } },
    body: { type: 'note', optional: true, attributes: z.object({ note: z.string().default('A usual note') }) },
    answers: { description: 'The note', schema: Kept },
    async handle({ body, execute }) {
      const kept = await execute(keepNote, body)
      return kept.ok ? answer({ data: kept.value }) : refused(kept.refusal)
    },
  }),
]

const organisation = newId<string>()
const ids: Readonly<Record<string, string>> = { one: newId(), two: newId(), busy: newId() }

const services = {
  endpoints,
  loadApiActor: async (_db: unknown, secret: string) => {
    const id = ids[secret]
    if (id === undefined) return null
    return new Actor({ identity: { kind: 'api-token', id }, name: 'A system', door: 'api', actingFor: organisation })
  },
  log: openLog((line) => lines.push(line)),
}

let app: TestApp
beforeAll(async () => {
  app = await testApp(services)
})
afterAll(() => app.close())

type Sent = {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly payload?: string
  readonly headers?: Record<string, string>
}

async function call(url: string, { method = 'GET', payload, headers = {} }: Sent = {}, on = app) {
  const response = await on.app.inject({
    method,
    url,
    headers: {
      authorization: 'Bearer one',
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: response.statusCode, headers: response.headers, body: response.json() }
}

const note = (text: unknown, headers: Record<string, string> = {}): Sent => ({
  method: 'POST',
  payload: JSON.stringify({ data: { type: 'note', attributes: { note: text } } }),
  headers,
})

describe('who calls', () => {
  test.each([
    undefined,
    '',
    'one',
    'Basic one',
    'Bearer',
    'Bearer three',
    'Bearer one two',
    `Bearer ${'x'.repeat(400)}`,
  ])('"%s" is turned away with one error', async (authorization) => {
    const response = await app.app.inject({
      url: '/api/v3/now',
      headers: authorization === undefined ? {} : { authorization },
    })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer')
    expect(response.json()).toMatchObject({ error: expect.any(String), errors: [{ code: 'unauthorised' }] })
  })

  test('is known by the token alone: no cookie is read or set', async () => {
    const { status, headers, body } = await call('/api/v3/now', { headers: { cookie: '__Host-session=abc' } })
    expect([status, body.by]).toEqual([200, 'A system'])
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a policy that says no answers "not found" for another’s things, and "not allowed" otherwise', async () => {
    expect((await call('/api/v3/nobody')).body.errors[0].code).toBe('not-found')
    expect(await call('/api/v3/shut')).toMatchObject({ status: 403, body: { errors: [{ code: 'not-allowed' }] } })
  })

  test('may call 1,000 times in 5 minutes, is told how many are left, and how long to wait', async () => {
    const headers = { authorization: 'Bearer busy' }
    expect((await call('/api/v3/now', { headers })).headers).toMatchObject({
      ...{ 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999', 'x-ratelimit-reset': '300' },
    })
    await app.db
      .updateTable('platform.rate_limits')
      .set({ hits: 1_000 })
      .where('key', '=', `api:${ids['busy']}`)
      .execute()
    const stopped = await call('/api/v3/now', { headers })
    expect(stopped).toMatchObject({ status: 429, body: { errors: [{ code: 'too-many-calls' }] } })
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect(stopped.headers['x-ratelimit-remaining']).toBe('0')
    expect((await call('/api/v3/now')).status).toBe(200)
  })

  test('whoever tries secrets from one address is stopped', async () => {
    const trying = await testApp(services)
    const answers = new Set<number>()
    for (let attempt = 0; attempt < 1_510; attempt += 1) {
      answers.add((await call('/api/v3/now', { headers: { authorization: 'Bearer guess' } }, trying)).status)
    }
    expect([...answers]).toEqual([401, 429])
    expect((await call('/api/v3/now', {}, trying)).status).toBe(200)
    await trying.close()
  })
})

describe('addresses', () => {
  test.each(['/api', '/api/', '/api/v3', '/api/v3/none', '/api/v2/now', '/api/v3/notes/1/2', '/api/v3/NOW'])(
    '%s is not found, in JSON',
    async (url) => {
      expect(await call(url)).toMatchObject({ status: 404, body: { errors: [{ code: 'not-found' }] } })
    },
  )

  test('an id that is none is not found, and an unknown page for people is a page', async () => {
    expect((await call('/api/v3/notes/1', { method: 'PUT' })).status).toBe(404)
    const page = await app.get('/api/guidance/none')
    expect([page.status, page.heading]).toEqual([404, 'not-found'])
  })

  test('a fault tells nothing of the inside, and its number', async () => {
    const { status, headers, body } = await call('/api/v3/broken')
    expect([status, body.errors[0].code]).toEqual([500, 'broken'])
    expect(JSON.stringify(body)).not.toContain('Lovelace')
    expect(lines.join()).toContain(String(headers['x-request-id']))
  })
})

describe('bodies of every wrong shape', () => {
  const post = (payload: string, headers = {}) => call('/api/v3/notes', { method: 'POST', payload, headers })
  test.each([
    ['', 'bad-body'],
    ['{', 'not-json'],
    ['note=hello', 'not-json'],
    ['[]', 'bad-body'],
    ['"text"', 'bad-body'],
    ['null', 'bad-body'],
    ['7', 'bad-body'],
    ['{}', 'bad-body'],
    ['{"data":[]}', 'bad-body'],
    ['{"data":{}}', 'bad-body'],
    ['{"data":{"attributes":null}}', 'bad-body'],
    ['{"data":{"attributes":[{"note":"hello"}]}}', 'bad-body'],
    ['{"data":{"type":"other","attributes":{"note":"hello"}}}', 'bad-body'],
    ['{"__proto__":{"data":{"attributes":{"note":"hello"}}}}', 'bad-body'],
    [`${'['.repeat(30_000)}`, 'not-json'],
  ])('%s', async (payload, code) => {
    expect(await post(payload)).toMatchObject({ status: 400, body: { errors: [{ code }] } })
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense', ''])(
    'sent as "%s"',
    async (type) => {
      const sent = await post('{"data":{"attributes":{"note":"hello"}}}', { 'content-type': type })
      expect(sent).toMatchObject({ status: 400, body: { errors: [{ code: 'wrong-media-type' }] } })
    },
  )

  test('larger than the most', async () => {
    expect(await post(JSON.stringify({ data: 'x'.repeat(70_000) }))).toMatchObject({
      ...{ status: 400, body: { errors: [{ code: 'too-large' }] } },
    })
  })

  test('with wrong attributes: each is named', async () => {
    expect(await call('/api/v3/notes', note(7))).toMatchObject({
      ...{ status: 422, body: { errors: [{ title: 'note', detail: 'note must be words', code: 'bad-attribute' }] } },
    })
  })

  test('none, where it may be left out', async () => {
    expect((await call(`/api/v3/notes/${newId()}`, { method: 'PUT' })).status).toBe(200)
  })

  test('a refusal of the command has the words of its row, and its code', async () => {
    expect(await call('/api/v3/notes', note('no'))).toMatchObject({
      ...{ status: 422, body: { errors: [{ title: 'note', detail: 'The note is too short', code: 'too-short' }] } },
    })
  })
})

describe('the idempotency key', () => {
  const send = (text: string, key: string, token = 'one') =>
    call('/api/v3/notes', note(text, { 'idempotency-key': key, authorization: `Bearer ${token}` }))

  test('answers the first success again, also to twenty at once, and refuses another body', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('a note', 'k 1')))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map(({ body }) => body.data.noteId)).size).toBe(1)
    expect(await send('another', 'k 1')).toMatchObject({
      ...{ status: 409, body: { errors: [{ code: 'idempotency-key-reused' }] } },
    })
    const other = await send('a note', 'k 1', 'two')
    expect(other.body.data.noteId).not.toBe(answers[0]?.body.data.noteId)
  })

  test('is not spent by a refusal', async () => {
    expect((await send('no', 'k 2')).status).toBe(422)
    expect((await send('longer', 'k 2')).status).toBe(200)
  })

  test.each(['', ' ', 'x'.repeat(256), 'ümlaut'])('"%s" is none', async (key) => {
    const sent = await call('/api/v3/notes', note('a note', { 'idempotency-key': key }))
    expect(sent).toMatchObject({ status: 400, body: { errors: [{ code: 'bad-idempotency-key' }] } })
  })

  test('has up to 255 characters', async () => {
    expect((await send('a note', 'x'.repeat(255))).status).toBe(200)
  })

  test('the process names the door, the token and the organisation', async () => {
    const process = await app.db
      .selectFrom('audit.processes')
      .select(['door', 'actor_kind', 'actor_id', 'on_behalf_of', 'name'])
      .where('name', '=', 'POST /api/v3/notes')
      .limit(1)
      .executeTakeFirst()
    expect(process).toMatchObject({ door: 'api', actor_kind: 'api-token', on_behalf_of: organisation })
  })
})

describe('the date header', () => {
  const at = (date: string, on?: TestApp) => call('/api/v3/now', { headers: { 'x-with-server-date': date } }, on)

  test('sets the moment outside production', async () => {
    expect((await at('2027-02-01T09:30:00Z')).body.now).toBe('2027-02-01T09:30:00Z')
    expect((await at('2027-02-01')).body.now).toBe('2027-02-01T00:00:00Z')
    expect((await at('soon')).body.errors[0].code).toBe('bad-date-header')
  })

  test('is refused in production', async () => {
    const live = await testApp({ ...services, config: { environment: 'production' } })
    expect(await at('2027-02-01', live)).toMatchObject({
      ...{ status: 400, body: { errors: [{ code: 'no-date-header-here' }] } },
    })
    expect((await call('/api/v3/now', {}, live)).status).toBe(200)
    await live.close()
  })
})
