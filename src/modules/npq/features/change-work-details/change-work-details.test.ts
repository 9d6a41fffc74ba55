import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { aMemberOfStaff, newestEmailTo } from '#src/modules/access/factories.ts'
import { aPartner, aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { aRegistered, begin, rows, send, toSchool } from '#test/work-walk.ts'
import { anNpqProvider } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { statusRoutes } from '../../routes/status-routes.ts'
import { workDetailsOf } from '../../work-details/work-details-queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: statusRoutes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MOVE = { kind: 'move' }
const FIRST_DAY = { 'firstDay-day': '1', 'firstDay-month': '12', 'firstDay-year': '2026' }

describe('the journey', () => {
  test('2, 4 and 5: asks with what we know, checks, confirms, and leads back; the same draft never acts again', async () => {
    const old = await aSchool(app.db, { name: 'Hill Primary School' })
    const next = await aSchool(app.db, { name: 'Dale Primary School', town: 'Dale' })
    const provider = await anNpqProvider(app.db, 'Teach First')
    const work = { worksInEngland: true, setting: 'a_school', organisationId: old.id } as const
    const { browser, start, registration } = await aRegistered(app, { provider, work })
    await browser.get(`/npq/registrations/${registration.id}`)
    await browser.get(browser.page().html('a[href$="/change-work-details"]').attr('href') ?? '')
    expect(browser.page().text).toContain('We have Hill Primary School as where you work.')
    await send(browser)
    expect(browser.page().html('input[name=worksInEngland][checked]').attr('value')).toBe('yes')
    await send(browser)
    expect(browser.page().html('input[name=setting][checked]').attr('value')).toBe('a_school')
    await send(browser)
    expect(browser.page().text).toContain('Continue with Hill Primary School')
    await browser.get(`${browser.page().path}?q=Dale+Primary`)
    await browser.submit({ workplace: next.id }, { form: 'form:has(input[type=radio])' })
    expect(browser.page().heading).toBe('Have you changed jobs, or are you correcting a mistake?')
    expect((await send(browser)).errors).toEqual(['Select whether you have changed jobs or are correcting a mistake'])
    await send(browser, MOVE)
    const early = await send(browser, { ...FIRST_DAY, 'firstDay-month': '11' })
    expect(early.errors[0]).toContain('First day must be on or after 23 November 2026')
    const check = await send(browser, FIRST_DAY)
    expect(check.heading).toBe('Check your answers and confirm')
    expect(rows(check)).toEqual([
      'Works in England Yes Change whether you work in England (Work details)',
      'Work setting A school Change the setting you work in (Work details)',
      'Workplace Dale Primary School Change your workplace (Work details)',
      'What this is A change of job Change whether you have changed jobs (Work details)',
      'First day 1 December 2026 Change the first day of your new job (Work details)',
      'Course Headship NPQ',
      'Provider Teach First',
      expect.stringContaining('Before and after Eligible'),
      'What this change does Nothing: the decision is the same',
    ])
    const done = await send(browser)
    expect(done).toMatchObject({ heading: 'Work details changed', path: `${start}/changed` })
    expect(done.text).toContain('Your registration for Headship NPQ with Teach First has new work details.')
    expect((await browser.get(check.path)).path).toBe(`${start}/changed`)
    await browser.click('Review your registration')
    expect(browser.page().text).toContain('Dale Primary School')
    expect(await workDetailsOf(app.db, registration.id)).toHaveLength(2)
  })

  test('15: with nothing changed says so, and there is nothing to confirm', async () => {
    const { browser, start, registration } = await aRegistered(app)
    await begin(browser, start)
    await send(browser)
    await send(browser)
    const shown = await browser.submit({}, { form: 'form:has(button:contains("Continue with"))' })
    expect(shown.heading).toBe('You have not changed anything')
    expect(lintPage(shown.html.html())).toEqual([])
    const check = shown.path.replace('nothing-changed', 'check-answers')
    expect((await browser.get(check)).heading).toBe('You have not changed anything')
    expect(await workDetailsOf(app.db, registration.id)).toHaveLength(1)
  })

  test('1: is not there for somebody else, and its draft is theirs alone', async () => {
    const { browser, start } = await aRegistered(app)
    await begin(browser, start)
    const other = await aRegistered(app)
    expect((await other.browser.get(start)).status).toBe(404)
    expect((await other.browser.get(browser.page().path)).status).toBe(404)
  })

  test('goes on at another device', async () => {
    const { browser, start, teacher } = await aRegistered(app)
    await begin(browser, start)
    await send(browser, { worksInEngland: 'no' })
    const phone = app.newBrowser()
    await app.signInAs(teacher.accountId, phone)
    await phone.get(browser.page().path)
    await send(phone, { country: 'Wales' })
    await phone.get(phone.page().path.replace('work-setting', 'country'))
    expect(phone.page().html('input[name=country]').attr('value')).toBe('Wales')
  })
})

test('no page makes more than 15 queries', async () => {
  const school = await aSchool(app.db, { typeCode: '11' })
  const { browser, start } = await aRegistered(app)
  await toSchool(browser, start, school.id)
  await send(browser, { kind: 'correction' })
  const outcome = browser.page().path
  await send(browser)
  await send(browser, { payer: 'self' })
  const check = browser.page().path
  const search = `${check.replace('check-answers', 'choose-school')}?q=Dale`
  for (const path of [start, search, outcome, check]) {
    expect(await queriesOf(app, () => browser.get(path)), path).toBeLessThanOrEqual(15)
  }
})

test('2: another setting asks only what is missing, and lead mentors choose among accredited providers', async () => {
  const accredited = await aPartner(app.db, 'Vale Teacher Training', ['accredited-itt-provider'])
  const facts = { course: 'npq-leading-teaching-development' } as const
  const { browser, start, registration } = await aRegistered(app, facts)
  await toSchool(browser, start, (await aSchool(app.db)).id)
  await send(browser, { kind: 'correction' })
  const change = browser.page().html('a:contains("the setting you work in")').attr('href') ?? ''
  await browser.get(change)
  await send(browser, { setting: 'another_setting' })
  await send(browser, { employmentType: 'lead_mentor_for_accredited_itt_provider' })
  expect(browser.page().text).toContain('Vale Teacher Training')
  const shown = await send(browser, { ittProvider: accredited })
  expect(shown.heading).toBe('Your scholarship funding would change')
  const check = await send(browser)
  expect(rows(check)).toContainEqual(expect.stringContaining('Initial teacher training provider Vale Teacher Training'))
  await send(browser)
  expect((await workDetailsOf(app.db, registration.id))[0]?.employer?.name).toBe('Vale Teacher Training')
})

test('10: staff change it for somebody, with a reason that is kept', async () => {
  const { start, registration, teacher } = await aRegistered(app)
  const school = await aSchool(app.db, { name: 'Dale Primary School' })
  const { accountId } = await aMemberOfStaff(app.db)
  const staff = app.newBrowser()
  await app.signInAs(accountId, staff)
  await toSchool(staff, start, school.id)
  await send(staff, { kind: 'correction' })
  expect((await send(staff)).errors).toEqual(['Enter the reason'])
  await send(staff, { reason: 'Asked by telephone' })
  expect((await send(staff)).heading).toBe('Work details changed')
  expect((await workDetailsOf(app.db, registration.id))[0]).toMatchObject({ byStaff: true, recordedBy: accountId })
  expect((await newestEmailTo(app.db, teacher.address)).text).toContain('Our support team has changed')
})
