import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { everyone } from '#src/kit/policy.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { keepNote, noteKept, SUBJECT, sampleRoutes } from '#test/sample-routes.ts'
import { historyOf } from '../audit/history-queries.ts'
import { newId } from '../ids.ts'
import { openLog } from '../log.ts'
import { arrival, redirectTo } from './route.ts'

const lines: string[] = []
let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: sampleRoutes, eventDefinitions: [noteKept], log: openLog((line) => lines.push(line)) })
})
afterAll(() => app.close())
beforeEach(() => app.cookies.clear())

describe('the policy of the row decides', () => {
  test('whoever must sign in is sent there, and back to the page that they wanted', async () => {
    const shown = await app.get('/mine?tab=2', { follow: false })
    expect([shown.status, shown.headers['location']]).toEqual([303, '/sign-in?return=%2Fmine%3Ftab%3D2'])
  })

  test('staff are sent to their own door', async () => {
    const shown = await app.get('/staff-only', { follow: false })
    expect(shown.headers['location']).toBe('/staff-sign-in?return=%2Fstaff-only')
  })

  test('a page that needs a fresh proof sends them to prove anew, and then lets them in', async () => {
    const provedAt = { now: false }
    const fresh = await testApp({
      routes: sampleRoutes,
      loadActor: async (_db, { accountId: id }) =>
        new Actor({ identity: { kind: 'account', id }, name: 'Priya', door: 'staff', isFresh: provedAt.now }),
    })
    await fresh.signInAs(newId())
    const shown = await fresh.get('/fresh-only?pay=1', { follow: false })
    expect(shown.headers['location']).toBe('/staff-sign-in/again?return=%2Ffresh-only%3Fpay%3D1')
    provedAt.now = true
    expect((await fresh.get('/fresh-only')).heading).toBe('Money')
    await fresh.close()
  })

  test('a form goes back to the page that held it', async () => {
    await app.get('/form')
    const shown = await app.submit({}, { action: '/mine', follow: false })
    expect(shown.headers['location']).toBe('/sign-in?return=%2Fform')
  })

  test('what is not yours and what is not there look the same', async () => {
    const [notYours, nowhere, unknown] = [
      await app.get('/not-yours'),
      await app.get('/nowhere'),
      await app.get('/no-such-page'),
    ]
    for (const shown of [notYours, nowhere, unknown]) expect([shown.status, shown.heading]).toEqual([404, 'not-found'])
  })

  test('any other reason is explained', async () => {
    expect([(await app.get('/shut')).status, app.page().heading]).toEqual([403, 'not-allowed'])
  })
})

describe('parameters', () => {
  test('that cannot name anything of ours are not found', async () => {
    for (const path of [
      '/schools/12',
      '/schools/1234567',
      '/schools/abcdef',
      '/schools/123456%00',
      '/notes/1',
      '/notes/..%2f..%2fx',
    ]) {
      expect([path, (await app.get(path)).status]).toEqual([path, 404])
    }
    expect((await app.get('/schools/123456')).status).toBe(200)
  })

  test('twice the same name, too many or too long are refused', async () => {
    const many = Array.from({ length: 31 }, (_, position) => `p${position}=1`).join('&')
    for (const query of ['q=1&q=2', many, `q=${'x'.repeat(501)}`, 'q=%00', `${'n'.repeat(51)}=1`]) {
      expect((await app.get(`/schools/123456?${query}`)).status).toBe(400)
    }
  })

  test('broken encoding is refused without a fault', async () => {
    expect((await app.get('/schools/%ff')).status).toBe(400)
    expect((await app.get('/schools/123456?q=%ff')).status).toBe(200)
  })
})

test('HEAD cannot stand in for a GET that may write', async () => {
  const arriving = await testApp({
    routes: [
      arrival('GET /back', {
        feature: 'x',
        policy: everyone,
        commands: [keepNote],
        handle: () => redirectTo('/plain'),
      }),
    ],
  })
  expect((await arriving.app.inject({ method: 'HEAD', url: '/back' })).statusCode).toBe(404)
  expect((await arriving.app.inject('/back')).statusCode).toBe(303)
  await arriving.close()
})

describe('redirects', () => {
  test('lead to paths of ours only', async () => {
    for (const to of ['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
      await app.get('/form')
      expect((await app.submit({ to }, { action: '/onward', follow: false })).status).toBe(500)
    }
  })

  test('lead away only to services of the configuration', async () => {
    const away = await testApp({ routes: sampleRoutes, config: { otherOrigins: ['https://sign-in.test'] } })
    await away.get('/form')
    const known = await away.submit({ to: 'https://sign-in.test/auth?x=1' }, { action: '/away', follow: false })
    expect([known.status, known.headers['location']]).toEqual([303, 'https://sign-in.test/auth?x=1'])
    await away.get('/form')
    expect((await away.submit({ to: 'https://evil.test' }, { action: '/away', follow: false })).status).toBe(500)
    await away.close()
  })
})

describe('addresses of visitors', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }

  test('nobody is believed without a proxy of ours', async () => {
    expect((await app.get('/address', { headers: forwarded })).heading).toBe('127.0.0.1')
  })

  test('exactly as many proxies as there are are believed', async () => {
    for (const [trustedProxies, address] of [
      [1, '198.51.100.7'],
      [2, '203.0.113.9'],
    ] as const) {
      const proxied = await testApp({ routes: sampleRoutes, config: { trustedProxies } })
      expect((await proxied.get('/address', { headers: forwarded })).heading).toBe(address)
      await proxied.close()
    }
  })

  test('proxies can be named by address', async () => {
    const proxied = await testApp({ routes: sampleRoutes, config: { trustedProxies: ['127.0.0.0/8'] } })
    expect((await proxied.get('/address', { headers: forwarded })).heading).toBe('198.51.100.7')
    await proxied.close()
  })
})

describe('logs', () => {
  const CANARIES = [
    'canary-token',
    'canary-query',
    'canary-name',
    'canary@example.org',
    'QQ123456C',
    'ada@example.org',
    'Lovelace',
  ]

  test('hold no token, query, name, address, cookie or body', async () => {
    lines.length = 0
    await app.get('/enter/link/canary-token')
    await app.get('/schools/123456?q=canary-query')
    await app.get('/broken')
    await app.get('/canary-name')
    await app.get('/form')
    await app.submit({ note: 'canary@example.org QQ123456C' })
    expect(lines.length).toBeGreaterThan(5)
    for (const canary of [...CANARIES, ...app.cookies.values()]) expect(lines.join('')).not.toContain(canary)
  })

  test('say what happened, in one JSON object a line', async () => {
    lines.length = 0
    await app.get('/schools/123456')
    const [line = ''] = lines
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      event: 'request',
      method: 'GET',
      route: '/schools/:urn',
      status: 200,
    })
    expect(JSON.parse(line).requestId).toBe(app.page().headers['x-request-id'])
  })

  test('cannot be forged by line ends', () => {
    openLog((line) => lines.push(line)).info('x\n{"event":"forged"}', { note: 'a\r\nb' })
    expect(lines.pop()?.split('\n')).toHaveLength(2)
  })
})

test('a request may name its own moment outside production, and its session is judged by it', async () => {
  const account = newId()
  await app.signInAs(account)
  const ahead = app.clock.now().add({ hours: 3 }).toString()
  expect((await app.get('/mine', { follow: false, headers: { 'x-platform-date': ahead } })).status).toBe(303)
  expect((await app.get('/mine', { follow: false, headers: { 'x-platform-date': 'rubbish' } })).status).toBe(200)
})

test('a GET writes nothing', async () => {
  const size = async () => {
    const tables = await app.ownerDb.introspection.getTables()
    const counts = tables.map(async ({ schema, name }) => {
      const { count } = await app.ownerDb
        .selectFrom(`${schema}.${name}` as 'audit.events')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return `${schema}.${name} ${count}`
    })
    return Promise.all(counts)
  }
  const before = await size()
  const paths = sampleRoutes
    .filter(({ at }) => at.startsWith('GET '))
    .map(({ at }) => at.slice(4).replace(':urn', '123456').replace(':noteId', newId()).replace(':token', 'x'))
  for (const path of paths) await app.get(path, { follow: false })
  expect(await size()).toEqual(before)
})

test('history is told in plain words, newest first, page by page', async () => {
  for (const note of ['first', 'second', 'third']) {
    await app.get('/form')
    await app.submit({ note })
  }
  const [newest, ...older] = await historyOf(app.db, [noteKept], { subject: SUBJECT })
  expect([newest?.sentence, newest?.by]).toEqual(['Kept the note "third"', 'Someone not signed in'])
  const next = await historyOf(app.db, [noteKept], { subject: SUBJECT, before: newest?.id })
  expect(next).toEqual(older)
  const [unnamed] = await historyOf(app.db, [], { subject: SUBJECT })
  expect(unnamed?.sentence).toBe('note kept')
})

test('the backstop turns floods from one address away with the time to wait', async () => {
  const flooded = await testApp({ routes: sampleRoutes, config: { trustedProxies: 1 } })
  const from = (address: string) => flooded.get('/plain', { headers: { 'x-forwarded-for': address } })
  const statuses = new Set<number>()
  for (let request = 0; request < 1_501; request += 1) statuses.add((await from('203.0.113.9')).status)
  expect([...statuses]).toEqual([200, 429])
  const refused = await from('203.0.113.9')
  expect([refused.heading, Number(refused.headers['retry-after']) > 0]).toEqual(['too-many', true])
  expect((await from('203.0.113.10')).status).toBe(200)
  // The rest of a school behind the robot's address still gets in, and the robot's own requests there are no wall's to count.
  const wayIn = () => flooded.get('/way-in', { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect((await wayIn()).status).toBe(200)
  await flooded.close()
})

test('in development, a browser that comes under another name of this machine goes on under the usual one', async () => {
  const local = await testApp({ routes: sampleRoutes, config: { baseUrl: 'http://127.0.0.1:3000' } })
  const accept = 'text/html,application/xhtml+xml'
  const asked = (host: string, more: Record<string, string> = { accept }) =>
    local.app.inject({ url: '/plain?x=1', headers: { host, ...more } })
  const answer = await asked('localhost:3000')
  expect([answer.statusCode, answer.headers.location]).toEqual([307, 'http://127.0.0.1:3000/plain?x=1'])
  for (const host of ['127.0.0.1:3000', 'localhost:8080', 'training.test:3000']) {
    expect((await asked(host)).statusCode).toBe(200)
  }
  expect((await asked('localhost:3000', {})).statusCode).toBe(200)
  await local.close()
})
