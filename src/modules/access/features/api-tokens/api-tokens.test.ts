import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPartner, aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { MOST_LIVE_TOKENS } from '../../api-tokens/api-token-rules.ts'
import { aMemberOfStaff, anApiToken, aPersonAt, newestEmailTo } from '../../factories.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const CALL = '/api/v3/npq-applications'

async function aProvider(name: string) {
  const id = await aPartner(app.db, name, ['npq-provider'])
  const administrator = await aPersonAt(app.db, { id }, { now: app.clock.now() })
  const browser = await browserOf(administrator.accountId)
  return { id, name, administrator, browser, path: `/organisations/${id}/api-tokens` }
}

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

const statusOf = async (secret: string) =>
  (await app.app.inject({ url: CALL, headers: { authorization: `Bearer ${secret}` } })).statusCode

const secretIn = (shown: Awaited<ReturnType<Awaited<ReturnType<typeof browserOf>>['get']>>) =>
  shown.html('#secret').text().trim()

describe('an administrator of the provider', () => {
  test('makes a token, sees its secret once, and the administrators are told', async () => {
    const { browser, path, administrator, name } = await aProvider('Making Provider')
    const home = await browser.get('/home')
    expect(home.text).toContain('API tokens')
    const empty = await browser.click('API tokens')
    expect(lintPage(empty.html)).toEqual([])
    expect(empty.text).toContain('There are no tokens yet')
    const asked = await browser.click('Make a token')
    expect(lintPage(asked.html)).toEqual([])
    const wrong = await browser.submit({ name: '' }, MAIN)
    expect([wrong.status, wrong.errors]).toEqual([422, ['Enter a name for the token']])
    expect(lintPage(wrong.html)).toEqual([])
    expect((await browser.submit({ name: 'x'.repeat(61) }, MAIN)).errors).toEqual([
      'Name must be 60 characters or less',
    ])
    const made = await browser.submit({ name: 'Student records' }, MAIN)
    expect([made.status, made.heading]).toEqual([200, 'Copy the token now'])
    expect(lintPage(made.html)).toEqual([])
    const secret = secretIn(made)
    expect(await statusOf(secret)).toBe(200)
    const listed = await browser.get(path)
    expect(lintPage(listed.html)).toEqual([])
    expect(listed.text).toContain(`Student records Ends in ${secret.slice(-4)}`)
    expect(listed.html.html()).not.toContain(secret)
    expect(listed.text).toContain('10am on 23 November 2026')
    const email = await newestEmailTo(app.db, administrator.address)
    expect(email.subject).toBe(`A new API token for ${name}`)
    expect(email.text).toContain('23 November 2027')
    expect(email.text).not.toContain(secret)
  })

  test('who sends the form twice makes one token and reads its secret both times', async () => {
    const { browser, path } = await aProvider('Twice Provider')
    await browser.get(`${path}/new`)
    const form = browser.page()
    const first = await browser.submit({ name: 'Live' }, MAIN)
    const fields = Object.fromEntries(
      form
        .html('main form input')
        .toArray()
        .map((input) => [form.html(input).attr('name') ?? '', form.html(input).attr('value') ?? '']),
    )
    const again = await app.app.inject({
      method: 'POST',
      url: `${path}/new`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams({ ...fields, name: 'Live' }).toString(),
    })
    expect(again.body).toContain(secretIn(first))
    expect((await browser.get(path)).html('main tbody tr').length).toBe(1)
  })

  test('in two tabs makes two tokens with two secrets', async () => {
    const { browser, path } = await aProvider('Tabs Provider')
    await browser.get(`${path}/new`)
    const first = secretIn(await browser.submit({ name: 'One' }, MAIN))
    // The other tab was opened before, so the browser holds the secret that is used.
    const kept = browser.cookies.get('__Host-api-token-next') ?? ''
    await browser.get(`${path}/new`)
    browser.cookies.set('__Host-api-token-next', kept)
    const second = secretIn(await browser.submit({ name: 'Two' }, MAIN))
    expect(second).not.toBe(first)
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200])
  })

  test('replaces a token without a gap: both work for two weeks, then the new one alone', async () => {
    const { id, browser, path, administrator } = await aProvider('Rotating Provider')
    const old = await anApiToken(app.db, { id }, { now: app.clock.now() })
    const asked = await browser.get(`${path}/${old.tokenId}/rotation`)
    expect(lintPage(asked.html)).toEqual([])
    const made = await browser.submit({}, MAIN)
    expect(made.text).toContain('The old token works until 7 December 2026')
    const secret = secretIn(made)
    expect([await statusOf(old.secret), await statusOf(secret)]).toEqual([200, 200])
    expect((await newestEmailTo(app.db, administrator.address)).subject).toBe(
      'An API token of Rotating Provider was replaced',
    )
    const listed = await browser.get(path)
    expect(lintPage(listed.html)).toEqual([])
    expect(listed.html('main tbody tr').length).toBe(2)
    // Once replaced it is not replaced again.
    expect((await browser.get(`${path}/${old.tokenId}/rotation`)).path).toBe(`${path}/${old.tokenId}/rotation`)
    expect((await browser.submit({}, MAIN)).path).toBe(path)
    const before = app.clock.now()
    app.clock.moveOn({ hours: 14 * 24 })
    expect([await statusOf(old.secret), await statusOf(secret)]).toEqual([401, 200])
    app.clock.moveTo(before)
  })

  test('ends a token at once', async () => {
    const { id, browser, path, administrator } = await aProvider('Ending Provider')
    const token = await anApiToken(app.db, { id }, { now: app.clock.now() })
    expect(await statusOf(token.secret)).toBe(200)
    const asked = await browser.get(`${path}/${token.tokenId}/revocation`)
    expect(lintPage(asked.html)).toEqual([])
    const done = await browser.submit({}, MAIN)
    expect(done.text).toContain('The token stopped working at once')
    expect(lintPage(done.html)).toEqual([])
    expect(await statusOf(token.secret)).toBe(401)
    expect((await newestEmailTo(app.db, administrator.address)).subject).toBe(
      'An API token of Ending Provider was ended',
    )
    const again = await browser.get(`${path}/${token.tokenId}/revocation`)
    expect(again.status).toBe(200)
    expect((await browser.submit({}, MAIN)).text).not.toContain('stopped working at once')
  })

  test('is stopped at the most', async () => {
    const { id, browser, path } = await aProvider('Full Provider')
    for (let made = 0; made < MOST_LIVE_TOKENS; made += 1) await anApiToken(app.db, { id }, { now: app.clock.now() })
    const full = await browser.get(path)
    expect(full.text).toContain('10 tokens work now, which is the most')
    expect(lintPage(full.html)).toEqual([])
    await browser.get(`${path}/new`)
    expect((await browser.submit({ name: 'One more' }, MAIN)).path).toBe(path)
    expect((await browser.get(path)).html('main tbody tr').length).toBe(MOST_LIVE_TOKENS)
  })
})

describe('who else', () => {
  test('viewers of the provider, other providers and schools find nothing', async () => {
    const { id, path } = await aProvider('Own Provider')
    const token = await anApiToken(app.db, { id }, { now: app.clock.now() })
    const viewer = await browserOf(
      (await aPersonAt(app.db, { id }, { role: 'viewer', now: app.clock.now() })).accountId,
    )
    const other = await aProvider('Other Provider')
    for (const browser of [viewer, other.browser]) {
      for (const step of ['', '/new', `/${token.tokenId}/rotation`, `/${token.tokenId}/revocation`]) {
        expect((await browser.get(`${path}${step}`)).status).toBe(404)
      }
    }
    expect((await other.browser.get(`${other.path}/${token.tokenId}/rotation`)).status).toBe(404)
    const school = await aSchool(app.db)
    const head = await browserOf((await aPersonAt(app.db, school, { now: app.clock.now() })).accountId)
    expect((await head.get(`/organisations/${school.id}/api-tokens`)).status).toBe(404)
    expect((await head.get(`/organisations/${school.id}/api-tokens/new`)).status).toBe(404)
  })

  test('support staff do it with a reason, from the list of providers', async () => {
    const { id, path } = await aProvider('Helped Provider')
    const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
    await staff.get('/staff')
    const list = await staff.click('API tokens')
    expect(lintPage(list.html)).toEqual([])
    expect(list.text).toContain('Helped Provider')
    await staff.click('Helped Provider')
    await staff.click('Make a token')
    expect((await staff.submit({ name: 'Live' }, MAIN)).errors).toEqual(['Enter the reason'])
    expect((await staff.submit({ name: 'Live', reason: 'Asked by telephone' }, MAIN)).heading).toBe(
      'Copy the token now',
    )
    const token = await anApiToken(app.db, { id }, { now: app.clock.now() })
    await staff.get(`${path}/${token.tokenId}/revocation`)
    expect((await staff.submit({ reason: '' }, MAIN)).errors).toEqual(['Enter the reason'])
    await staff.submit({ reason: 'Found in public code' }, MAIN)
    expect(await statusOf(token.secret)).toBe(401)
    const reasons = await app.db
      .selectFrom('audit.processes')
      .select('reason')
      .where('reason', 'is not', null)
      .execute()
    expect(reasons.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['Asked by telephone', 'Found in public code']),
    )
    const operator = await browserOf((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId)
    expect((await operator.get('/staff/api-tokens')).status).toBe(404)
  })

  test('an organisation that is no provider any more has no new tokens, and none that opens anything', async () => {
    const { id, browser, path } = await aProvider('Past Provider')
    const token = await anApiToken(app.db, { id }, { now: app.clock.now() })
    await app.db.deleteFrom('directory.organisation_roles').where('organisation_id', '=', id).execute()
    expect(await statusOf(token.secret)).toBe(403)
    const listed = await browser.get(path)
    expect(listed.text).toContain('not an NPQ provider today')
    expect(lintPage(listed.html)).toEqual([])
    expect((await browser.get(`${path}/new`)).status).toBe(404)
    const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
    expect((await staff.get('/staff/api-tokens')).text).toContain('Past Provider Not an NPQ provider today')
    await browser.get(`${path}/${token.tokenId}/revocation`)
    await browser.submit({}, MAIN)
    expect(await statusOf(token.secret)).toBe(401)
  })
})
