import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: schoolClaimRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]:last-of-type' }

/** A school at the first question. */
async function asked(browser: Browser = app.newBrowser()) {
  const world = await aClaimingSchool(app.db)
  await aMentor(app.db, world.school)
  await app.signInAs(world.person.accountId, browser)
  const at = `/organisations/${world.school.id}/new-claim`
  const find = async (q: string) => {
    const page = await browser.get(`${at}?${new URLSearchParams({ q })}`)
    return page
      .html('.govuk-radios__label')
      .toArray()
      .map((label) => page.html(label).text().trim())
  }
  return { ...world, browser, at, find }
}

const typing = async (browser: Browser, at: string, q: string): Promise<{ id: string; name: string }[]> =>
  JSON.parse((await browser.get(`${at}/suggestions?${new URLSearchParams({ q })}`)).text)

test('by name, UKPRN, postcode and another name, with and without accents', async () => {
  const name = 'Brân and Moor Teaching'
  const provider = await anIttProvider(app.db, name, { ukprn: '10055501', postcode: 'YO1 7CI' })
  await app.db
    .insertInto('directory.organisation_aliases')
    .values({
      organisation_id: provider.id,
      name: 'Wold SCITT',
      period: sql`daterange('2020-01-01', null)`,
      source: 'a test',
    })
    .execute()
  const { browser, at, find } = await asked()
  for (const typed of ['bran moor', 'BRÂN', 'teach bran', '10055501', '100 555 01', 'yo17ci', 'YO1 7CI', 'wold sc']) {
    expect([typed, await find(typed)]).toEqual([typed, [name]])
    expect([typed, (await typing(browser, at, typed)).map((one) => one.name)]).toEqual([typed, [name]])
  }
  expect(browser.page().status).toBe(200)
  await find('bran')
  expect(browser.page().text).toContain('YO1 7CI, UKPRN 10055501, also Wold SCITT')
  expect(lintPage(browser.page().html)).toEqual([])
  // With JavaScript a suggestion that was chosen and sent as text is understood.
  expect(await find(`${name} (10055501)`)).toEqual([name])
  expect(await typing(browser, at, 'bran')).toEqual([
    { id: provider.id, name, urn: '10055501', place: 'YO1 7CI, UKPRN 10055501, also Wold SCITT' },
  ])
})

test('a suggestion that is chosen is the answer, whatever the page listed', async () => {
  const provider = await anIttProvider(app.db, 'Quayside Teacher Training')
  const { browser, at } = await asked()
  await browser.get(at)
  expect(browser.page().html(`[data-picks-into=picked-provider][data-source="${at}/suggestions"]`)).toHaveLength(1)
  expect(browser.page().html('#picked-provider').attr('name')).toBeUndefined()
  const [suggested] = await typing(browser, at, 'quayside')
  expect(suggested?.id).toBe(provider.id)
  await browser.get(at)
  const next = await browser.submit({ provider: suggested?.id ?? '' }, MAIN)
  expect(next.heading).toBe(`Which mentors trained with ${provider.name}?`)
  expect(next.path).toMatch(/^\/claims\/[0-9a-f-]{36}\/mentors$/)
})

test('nothing is found: what to do is said, and what was typed stays', async () => {
  const { browser, at, find } = await asked()
  expect(await find('no such provider')).toEqual([])
  const page = browser.page()
  expect(page.text).toContain('No accredited provider has “no such provider” in its name, postcode or UKPRN')
  expect(page.html('details[open] .govuk-details__summary-text').text().trim()).toBe('The provider is not in the list')
  expect(page.html('input[name=q]').first().attr('value')).toBe('no such provider')
  expect(lintPage(page.html)).toEqual([])
  const refused = await browser.submit({}, MAIN)
  expect([refused.status, refused.errors]).toEqual([422, ['Select the provider, or search for it']])
  expect(refused.html('.govuk-error-summary a').attr('href')).toBe('#q')
  expect(lintPage(refused.html)).toEqual([])
  expect(await typing(browser, at, 'no such provider')).toEqual([])
  expect(await typing(browser, at, '')).toEqual([])
})

test('only those who are accredited today, and were in the year of the window, are found or taken', async () => {
  const ends = async (name: string, period: string) => {
    const provider = await anIttProvider(app.db, name)
    await app.db
      .updateTable('directory.organisation_roles')
      .set({ period: sql`${period}::daterange` })
      .where('organisation_id', '=', provider.id)
      .execute()
    return provider
  }
  const lost = await ends('Zephyr Lost', '[2021-09-01,2026-11-01)')
  const recent = await ends('Zephyr New', '[2026-09-01,)')
  await ends('Zephyr Then', '[2025-12-01,)')
  const { browser, at, find } = await asked()
  expect(await find('zephyr')).toEqual(['Zephyr Then'])
  expect((await typing(browser, at, 'zephyr')).map(({ name }) => name)).toEqual(['Zephyr Then'])
  for (const { id } of [lost, recent]) {
    await browser.get(`${at}?q=zephyr`)
    expect((await browser.submit({ provider: id }, MAIN)).errors).toEqual(['Select the provider, or search for it'])
  }
})

test('the question takes as many queries for one provider as for fifty, and lists so many that fit a page', async () => {
  const { browser, at, find, school, windowId } = await asked()
  const count = async (path: string) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await browser.get(path)
    const made = queries.mock.calls.length
    queries.mockRestore()
    return made
  }
  const first = await anIttProvider(app.db, 'Yarrow 1')
  const mentor = await aMentor(app.db, school)
  await aClaim(app.db, { school, provider: first, windowId, mentors: [{ ...mentor, hours: 2 }] })
  const paths = [at, `${at}?q=yarrow`, `${at}/suggestions?q=yarrow`]
  const before = [await count(paths[0] ?? ''), await count(paths[1] ?? ''), await count(paths[2] ?? '')]
  for (let at = 2; at <= 50; at += 1) await anIttProvider(app.db, `Yarrow ${at}`)
  expect([await count(paths[0] ?? ''), await count(paths[1] ?? ''), await count(paths[2] ?? '')]).toEqual(before)
  expect(Math.max(...before)).toBeLessThanOrEqual(15)
  expect(await find('yarrow')).toHaveLength(25)
  expect(browser.page().text).toContain('There are more than are listed')
  expect(await typing(browser, at, 'yarrow')).toHaveLength(10)
  await browser.get(at)
  expect(browser.page().text).toContain('Providers that you have claimed with before')
})

test('suggestions are for who claims, and support; to others there is nothing', async () => {
  const { at, school } = await asked()
  const as = async (accountId: string) => {
    const browser = app.newBrowser()
    await app.signInAs(accountId, browser)
    return (await browser.get(`${at}/suggestions?q=abc`)).status
  }
  expect(await as((await aMemberOfStaff(app.db)).accountId)).toBe(200)
  expect(await as((await aPersonAt(app.db, school, { role: 'viewer' })).accountId)).toBe(403)
  const other = await aClaimingSchool(app.db)
  expect(await as(other.person.accountId)).toBe(404)
})
