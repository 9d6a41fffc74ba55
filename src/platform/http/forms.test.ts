import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TEST_BASE_URL, type TestApp, testApp } from '#test/app.ts'
import { noteKept, sampleRoutes } from '#test/sample-routes.ts'
import { newId } from '../ids.ts'
import { FORM_LIMITS } from './http-rules.ts'
import { FORM_FIELDS } from './route.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: sampleRoutes, eventDefinitions: [noteKept] })
})
afterAll(() => app.close())
beforeEach(() => app.cookies.clear())

const eventCount = async () =>
  Number(
    (
      await app.db
        .selectFrom('audit.events')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

describe('a form is accepted only from a page of ours in the same browser and session', () => {
  test('as it was shown', async () => {
    await app.get('/form')
    const shown = await app.submit({ note: 'kept' })
    expect(shown.heading).toMatch(/^Note /)
  })

  const refusals: Record<string, () => Promise<{ status: number; heading: string }>> = {
    'without a token': () => app.submit({ note: 'kept', [FORM_FIELDS.csrf]: null }),
    'with a made-up token': () => app.submit({ note: 'kept', [FORM_FIELDS.csrf]: 'A'.repeat(86) }),
    'with the token twice': () => app.submit({ note: 'kept', [FORM_FIELDS.csrf]: ['a', 'b'] }),
    'with the token of another browser': async () => {
      const other = app.newBrowser()
      const token = (await other.get('/form')).html(`[name=${FORM_FIELDS.csrf}]`).val()
      return app.submit({ note: 'kept', [FORM_FIELDS.csrf]: String(token) })
    },
    'in a browser that has lost its secret': () => {
      app.cookies.clear()
      return app.submit({ note: 'kept' })
    },
    'after the session has changed': async () => {
      await app.signInAs(newId())
      return app.submit({ note: 'kept' })
    },
    'from another site': () => app.submit({ note: 'kept' }, { headers: { 'sec-fetch-site': 'cross-site' } }),
    'from a sister site': () => app.submit({ note: 'kept' }, { headers: { 'sec-fetch-site': 'same-site' } }),
    'with a foreign origin': () => app.submit({ note: 'kept' }, { headers: { origin: 'https://elsewhere.test' } }),
    'with no origin to speak of, by an old browser': () =>
      app.submit({ note: 'kept' }, { headers: { origin: 'null', 'sec-fetch-site': '' } }),
  }
  for (const [name, send] of Object.entries(refusals)) {
    test(`not ${name}`, async () => {
      await app.get('/form')
      const before = await eventCount()
      const shown = await send()
      expect([shown.status, shown.heading]).toEqual([403, 'expired'])
      expect(await eventCount()).toBe(before)
    })
  }

  test('with no referrer, when the browser says that it is ours', async () => {
    await app.get('/form')
    expect((await app.submit({ note: 'kept' }, { headers: { origin: 'null' } })).heading).toMatch(/^Note /)
  })

  test('every POST route refuses a form without a token', async () => {
    for (const { at } of sampleRoutes.filter((route) => route.at.startsWith('POST '))) {
      const response = await app.app.inject({
        method: 'POST',
        url: at.slice(5),
        payload: 'note=kept',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect([at, response.statusCode]).toEqual([at, 403])
    }
  })
})

describe('an expired form can be sent again', () => {
  const resends: unknown[] = []
  let told: TestApp
  beforeAll(async () => {
    told = await testApp({
      routes: sampleRoutes,
      errorPages: (problem) => {
        resends.push(problem)
        return { render: () => '<h1>expired</h1>' }
      },
    })
  })
  afterAll(() => told.close())

  test('when the browser says that it came from a page of ours', async () => {
    await told.get('/form')
    await told.signInAs(newId())
    await told.submit({ note: 'typed' })
    expect(resends.pop()).toMatchObject({ kind: 'expired', resend: { to: '/notes', fields: { note: 'typed' } } })
  })

  test('but not when another site sent it', async () => {
    await told.get('/form')
    await told.submit({ note: 'typed', [FORM_FIELDS.csrf]: null }, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(resends.pop()).toEqual({ kind: 'expired', resend: null })
  })
})

describe('a form that is sent again acts once', () => {
  test('twenty times at the same moment', async () => {
    await app.get('/form')
    const before = await eventCount()
    const shown = await Promise.all(Array.from({ length: 20 }, () => app.submit({ note: 'once' }, { follow: false })))
    expect(new Set(shown.map((one) => `${one.status} ${one.headers['location']}`)).size).toBe(1)
    expect(shown[0]?.status).toBe(303)
    expect(await eventCount()).toBe(before + 1)
  })

  test('and with a new key acts again', async () => {
    const before = await eventCount()
    for (let visit = 0; visit < 2; visit += 1) {
      await app.get('/form')
      await app.submit({ note: 'again' })
    }
    expect(await eventCount()).toBe(before + 2)
  })

  test('and so does one with another answer: back, changed, sent again', async () => {
    await app.get('/form')
    const key = String(app.page().html(`[name=${FORM_FIELDS.idempotencyKey}]`).val())
    const first = await app.submit({ note: 'one thing' })
    await app.get('/form')
    const second = await app.submit({ note: 'another', [FORM_FIELDS.idempotencyKey]: key })
    await app.get('/form')
    const again = await app.submit({ note: 'one thing', [FORM_FIELDS.idempotencyKey]: key })
    expect(second.heading).toMatch(/^Note /)
    expect([second.heading === first.heading, again.heading === first.heading]).toEqual([false, true])
  })

  test('a refused form can be put right and sent', async () => {
    await app.get('/form')
    const refused = await app.submit({ note: 'no' })
    expect([refused.status, refused.heading]).toEqual([422, 'Error: Form'])
    expect((await app.submit({ note: 'longer' })).status).toBe(200)
  })

  test('the key of one browser finds nothing in another', async () => {
    await app.get('/form')
    const key = String(app.page().html(`[name=${FORM_FIELDS.idempotencyKey}]`).val())
    const mine = await app.submit({ note: 'mine' })
    const other = app.newBrowser()
    await other.get('/form')
    const theirs = await other.submit({ note: 'mine', [FORM_FIELDS.idempotencyKey]: key })
    expect(theirs.heading).not.toBe(mine.heading)
  })
})

describe('limits', () => {
  test('a body that is too large', async () => {
    await app.get('/form')
    expect((await app.submit({ note: 'x'.repeat(FORM_LIMITS.bytes) })).status).toBe(413)
  })

  test('too many fields', async () => {
    await app.get('/form')
    const fields = Object.fromEntries(
      Array.from({ length: FORM_LIMITS.fields }, (_, position) => [`f${position}`, 'x']),
    )
    expect((await app.submit(fields)).status).toBe(400)
  })

  test('a field named like a part of every object is only a field', async () => {
    await app.get('/form')
    expect((await app.submit({ note: 'kept', __proto__x: 'x', constructor: 'x' })).status).toBe(200)
  })

  test('JSON is not a form', async () => {
    const response = await app.app.inject({
      method: 'POST',
      url: '/notes',
      payload: { note: 'x' },
      headers: { origin: TEST_BASE_URL },
    })
    expect(response.statusCode).toBe(403)
  })
})

describe('files', () => {
  const file = { name: '../../etc/passwd.csv', content: 'URN,Name\n1,2\n' }

  test('are read into a place of ours under a name of ours, and are gone afterwards', async () => {
    await app.get('/upload')
    const shown = await app.submit({ label: 'mine' }, { action: '/uploads', files: { file } })
    expect(shown.status).toBe(200)
    expect(shown.heading).toMatch(/^mine passwd.csv 13 URN,Name\s1,2\s* .*\/[0-9a-f-]{36}$/)
    expect(existsSync(shown.heading.split(' ').at(-1) ?? '')).toBe(false)
  })

  test('a field left empty is no file', async () => {
    await app.get('/upload')
    const shown = await app.submit(
      { label: 'mine' },
      { action: '/uploads', files: { file: { name: '', content: '' } } },
    )
    expect(shown.heading).toBe('mine undefined undefined none undefined')
  })

  test('may be larger than a form without files', async () => {
    await app.get('/upload')
    const large = { name: 'large.csv', content: 'x'.repeat(1024 * 1024) }
    const shown = await app.submit({ label: 'mine' }, { action: '/uploads', files: { file: large } })
    expect(shown.heading).toContain(' 1048576 ')
  })

  test('that are too large are refused', async () => {
    await app.get('/upload')
    const big = { name: 'big.csv', content: 'x'.repeat(1024 * 1024 + 1) }
    expect((await app.submit({}, { action: '/uploads', files: { file: big } })).status).toBe(413)
  })

  test('are not read without a token that comes first', async () => {
    await app.get('/upload')
    const shown = await app.submit({ [FORM_FIELDS.csrf]: null }, { action: '/uploads', files: { file } })
    expect([shown.status, shown.heading]).toEqual([403, 'expired'])
  })

  test('are refused where no file is asked for', async () => {
    await app.get('/upload')
    expect((await app.submit({ note: 'kept' }, { action: '/notes', files: { file } })).status).toBe(403)
  })
})
