import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** A school that may claim, with a mentor, and its administrator at the first question. */
async function begun(given: { name?: string } = {}) {
  const world = await aClaimingSchool(app.db, given)
  const provider = await anIttProvider(app.db)
  const mentor = await aMentor(app.db, world.school, { name: 'Ines Duarte' })
  const browser = app.newBrowser()
  await app.signInAs(world.person.accountId, browser)
  await browser.get(`/organisations/${world.school.id}/claims`)
  return { ...world, provider, mentor, browser }
}

const send = async (browser: Browser, values: Record<string, string | string[]>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

async function atCheck({ browser, provider, mentor }: Awaited<ReturnType<typeof begun>>, hours = 'all', other = '') {
  await browser.click('Start a claim')
  await browser.get(`${browser.page().path}?q=${encodeURIComponent(provider.name)}`)
  await send(browser, { provider: provider.id })
  await send(browser, { mentors: [mentor.personId] })
  await send(browser, { [`hours-${mentor.personId}`]: hours, [`other-${mentor.personId}`]: other })
  await send(browser, { confirmed: 'yes' })
}

test('from the list to the confirmation, with every question wrong once', async () => {
  const world = await begun({ name: 'Ash School' })
  const { browser, provider, mentor } = world
  expect(lintPage(browser.page().html)).toEqual([])
  expect(browser.page().text).toContain('26 days left to claim for training in 2025 to 2026')
  await browser.click('Start a claim')
  expect(lintPage(browser.page().html)).toEqual([])
  const start = browser.page().path
  expect((await browser.get(`${start}?q=nobody-at-all`)).text).toContain('No accredited provider has “nobody-at-all”')
  await browser.get(`${start}?q=${encodeURIComponent(provider.name.toUpperCase())}`)
  expect((await send(browser, {})).errors).toEqual(['Select the provider, or search for it'])
  expect((await send(browser, { provider: provider.id })).heading).toBe(`Which mentors trained with ${provider.name}?`)
  expect(browser.page().text).toContain(
    `Teacher reference number ${mentor.trn}. 16 hours left of 16 (initial training)`,
  )
  expect((await send(browser, {})).errors).toEqual(['Select the mentors who trained with the provider'])
  expect((await send(browser, { mentors: [mentor.personId] })).heading).toBe('How many hours did they train?')
  const hours = (choice: string, other = '') => ({
    [`hours-${mentor.personId}`]: choice,
    [`other-${mentor.personId}`]: other,
  })
  expect((await send(browser, {})).errors).toEqual(['Select how many hours Ines Duarte trained'])
  expect((await send(browser, hours('other', '17'))).errors).toEqual([
    'Hours of Ines Duarte must be 16 or less: that is all that is left',
  ])
  expect((await send(browser, hours('other', '10'))).heading).toBe(`Confirm the hours with ${provider.name}`)
  expect((await send(browser, {})).errors).toEqual(['Agree the hours with the provider, then confirm it here'])
  expect((await send(browser, { confirmed: 'yes' })).heading).toBe('Check your answers before you send the claim')
  expect(browser.page().text).toContain('£536.00')
  expect((await send(browser, {})).errors).toEqual(['Confirm that you agree to the declaration'])
  const sent = await send(browser, { declared: 'yes' })
  expect(sent.heading).toBe('Claim sent')
  expect(sent.text).toContain('through your local authority, expected by 29 January 2027')
  await browser.get(`/organisations/${world.school.id}/claims`)
  expect(lintPage(browser.page().html)).toEqual([])
  expect(browser.page().text).toContain('£536.00')
  expect(browser.page().text).toContain('Sent to DfE')
  const file = await browser.get(`/organisations/${world.school.id}/claims/export?year=2025`)
  expect(file.text).toContain('Ines Duarte')
})

test('twenty clicks on send are one claim, and everybody sees that it was sent', async () => {
  const world = await begun()
  await atCheck(world)
  const clicks = await Promise.all(Array.from({ length: 20 }, () => world.browser.submit({ declared: 'yes' }, MAIN)))
  expect(new Set(clicks.map(({ heading }) => heading))).toEqual(new Set(['Claim sent']))
  const rows = await app.db.selectFrom('claims.ledger').select('pence').execute()
  expect(rows.filter(({ pence }) => pence === 85_760)).toHaveLength(1)
})

test('a colleague finds the draft in the list, continues it, and the first is told that it has changed', async () => {
  const world = await begun()
  await atCheck(world)
  const colleague = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, world.school, { role: 'claims' })).accountId, colleague)
  const list = await colleague.get(`/organisations/${world.school.id}/claims`)
  expect(list.text).toContain('Bola Ade')
  const hours = world.browser.page().path.replace('check-answers', 'hours')
  await colleague.get(hours)
  await send(colleague, { [`hours-${world.mentor.personId}`]: 'other', [`other-${world.mentor.personId}`]: '3' })
  const refused = await send(world.browser, { declared: 'yes' })
  expect([refused.status, refused.heading]).toEqual([422, 'The claim has changed'])
  expect(refused.text).toContain('3 hours')
})

test('the rate changes between check and send: the new amount is shown first', async () => {
  const world = await begun()
  await atCheck(world)
  await sql`update claims.rates set pence_per_hour = 6000 where academic_year = 2025 and area = 'inner-london'`.execute(
    app.db,
  )
  const refused = await send(world.browser, { declared: 'yes' })
  expect(refused.text).toContain('has changed to £960.00')
  await world.browser.click('Change the draft')
  expect((await send(world.browser, { declared: 'yes' })).heading).toBe('Claim sent')
  await sql`update claims.rates set pence_per_hour = 5360 where academic_year = 2025 and area = 'inner-london'`.execute(
    app.db,
  )
})

test('the window closes on the way: said in words, and the draft stays', async () => {
  const world = await begun()
  await atCheck(world)
  app.clock.moveTo('2026-12-19T00:00:01Z')
  await app.signInAs(world.person.accountId, world.browser)
  await world.browser.get(world.browser.page().path)
  const refused = await send(world.browser, { declared: 'yes' })
  expect(refused.text).toContain('You cannot claim today')
  expect(refused.text).toContain('the draft is kept as it was')
  await world.browser.get(`/organisations/${world.school.id}/claims`)
  expect(world.browser.page().text).toContain('Not sent yet')
  app.clock.moveTo('2026-11-23T10:00:00Z')
})

test('mentors without hours are named with the reason; where nobody has any, the page says what to do', async () => {
  const world = await begun()
  const { browser, provider, mentor, school, windowId } = world
  await aClaim(app.db, { school, provider, windowId, mentors: [{ ...mentor, hours: 16 }] })
  await browser.click('Start a claim')
  await browser.get(`${browser.page().path}?q=${encodeURIComponent(provider.name)}`)
  expect((await send(browser, { provider: provider.id })).heading).toBe(
    `No mentor can be claimed for with ${provider.name}`,
  )
  expect(browser.page().text).toContain(`Ines Duarte (${mentor.trn}): all 16 hours of initial training`)
})

test('what stands in the way is said in the list with its way out; strangers, providers and staff who only pay begin nothing', async () => {
  const { school, person, browser, provider } = await begun()
  await app.db.deleteFrom('claims.school_mentors').where('school_id', '=', school.id).execute()
  await app.db
    .updateTable('claims.conditions_acceptances')
    .set({ taken_back_at: app.clock.now() })
    .where('organisation_id', '=', school.id)
    .execute()
  await browser.get(`/organisations/${school.id}/claims`)
  expect(browser.page().text).toContain('Accept the conditions of the grant for 2025 to 2026 first')
  expect(browser.page().text).toContain('Add the mentors who trained')
  expect((await browser.get(`/organisations/${school.id}/new-claim`)).path).toBe(`/organisations/${school.id}/claims`)
  const others = [await aPersonAt(app.db, provider), await aMemberOfStaff(app.db, { powers: ['pay'] })]
  for (const { accountId } of others) {
    const other = app.newBrowser()
    await app.signInAs(accountId, other)
    expect((await other.get(`/organisations/${school.id}/new-claim`)).status).toBe(404)
  }
  expect(person.name).toBe('Bola Ade')
})
