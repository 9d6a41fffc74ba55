import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { givenFacts } from '#src/kit/journey.ts'
import { walkJourney } from '#src/kit/journey-walk.ts'
import { aMemberOfStaff, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { acceptRegistration } from '../../acceptance/accept-registration.ts'
import { acting, asProvider } from '../../acceptance/factories.ts'
import type { CourseIdentifier } from '../../courses/course.ts'
import { aDeclaration, anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { changeRoutes } from '../../routes/change-routes.ts'
import { type ChangeCourseFacts, changeCourseJourney } from './journey.ts'

const COURSES: readonly CourseIdentifier[] = [
  'npq-headship',
  'npq-leading-teaching',
  'npq-senco',
  'npq-leading-primary-mathematics',
  'npq-early-headship-coaching-offer',
]

let app: TestApp
let ash: { id: string; name: string }
let beech: { id: string; name: string }
beforeAll(async () => {
  app = await testApp({ routes: changeRoutes, loadActor, eventDefinitions: events, errorPages })
  ash = await anNpqProvider(app.db, 'Ash Teaching', { courses: COURSES })
  beech = await anNpqProvider(app.db, 'Beech Teaching', { courses: ['npq-senior-leadership'] })
})
afterAll(() => app.close())

async function registered(given: Parameters<typeof aRegistration>[1] = {}) {
  const teacher = await aTeacher(app.db)
  const registration = await aRegistration(app.db, { teacher, provider: ash, ...given })
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  return { teacher, registration, browser, start: `/npq/registrations/${registration.id}/change-course` }
}

const whole = (browser: Browser) => expect(lintPage(browser.page().html)).toEqual([])
const send = async (browser: Browser, answer: Record<string, string> = {}) => {
  const shown = await browser.submit(answer, { form: 'main form' })
  whole(browser)
  return shown
}
const now = ({ id }: Registration) => registrationById(app.db, id)

test('every page of the journey is reached', async () => {
  const registration = await aRegistration(app.db, { provider: ash })
  const course = (identifier: CourseIdentifier) =>
    ({ identifier, shortCode: identifier, name: identifier, kind: 'leadership', hasOutcome: true }) as const
  const outcome = (result: 'funded' | 'not-funded') =>
    ({ result, reason: result === 'funded' ? 'funded' : 'not_in_england' }) as const
  const work = [
    { worksInEngland: true, setting: 'a_school' },
    { worksInEngland: false, setting: 'other' },
  ] as const
  const base = { registration, courses: COURSES.map(course), providers: [], otherId: null, isOwn: false }
  const facts = [
    ...work.map((place) => ({
      ...base,
      funding: { before: outcome('funded'), after: outcome('not-funded'), work: place },
    })),
    { ...base, funding: null },
    { ...base, otherId: 'one', funding: null },
  ]
  const samples = {
    'choose-your-npq': COURSES.map((course) => ({ course })),
    'choose-your-provider': [{ provider: beech.id }],
    'senco-start-date': [{ 'startedOn-month': '9', 'startedOn-year': '2024' }],
    'funding-outcome': [{ seen: 'not_in_england' }],
    reason: [{ reason: 'They asked' }],
  }
  const reached = facts.flatMap((each) => [
    ...walkJourney(
      givenFacts({ ...changeCourseJourney, askAgain: () => [] }, () => each as unknown as ChangeCourseFacts),
      samples,
    ).reached,
  ])
  expect([...new Set(reached)].sort()).toEqual([...Object.keys(changeCourseJourney.steps), 'check-answers'].sort())
})

describe('while pending', () => {
  test('shows funding lost, asks who pays, and changes the course with the same provider', async () => {
    const { registration, browser, start, teacher } = await registered()
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await browser.get(start)
    expect(browser.page().heading).toBe('Change your course')
    whole(browser)
    await send(browser)
    expect(browser.page().heading).toBe('Which NPQ do you want to do?')
    expect(browser.page().text).not.toContain('Headship\n')
    expect((await send(browser)).errors).toEqual(['Select which NPQ you want to do'])
    await send(browser, { course: 'npq-leading-teaching' })
    expect(browser.page().heading).toBe('Funding for your new course')
    expect(browser.page().text).toContain('at least half of the pupils')
    await send(browser)
    expect((await send(browser)).errors).toEqual(['Select who pays for your course'])
    await send(browser, { payer: 'school' })
    const check = browser.page().path
    queries.mockClear()
    await browser.get(check)
    expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
    queries.mockRestore()
    expect(browser.page().heading).toBe('Check your answers and change your course')
    expect(browser.page().text).toContain('Your provider stays Ash Teaching')
    expect(browser.page().text).toContain('Funding after this change')
    const done = await send(browser)
    expect(done.heading).toBe('Your registration is for the Leading teaching NPQ with Ash Teaching')
    expect(await now(registration)).toMatchObject({ course: 'npq-leading-teaching', fundingChoice: 'school' })
    expect((await newestEmailTo(app.db, teacher.address)).text).toContain('Leading teaching NPQ')
    expect((await browser.get(check)).path).toBe(`${start}/done`)
  })

  test('asks the questions of the new course; another provider where theirs does not deliver it', async () => {
    const { registration, browser, start } = await registered()
    await browser.get(start)
    await send(browser)
    await send(browser, { course: 'npq-senco' })
    await send(browser, { inRole: 'yes' })
    const late = await send(browser, { 'startedOn-month': '12', 'startedOn-year': '2026' })
    expect(late.errors).toEqual(['Date you became a SENCO must be this month or in the past'])
    await send(browser, { 'startedOn-month': 'sept', 'startedOn-year': '2024' })
    expect(browser.page().text).toContain('What was decided of your funding does not change')
    expect(browser.page().text).toContain('September 2024')
    await browser.get(browser.page().html('a:contains(your NPQ)').attr('href') ?? '')
    await send(browser, { course: 'npq-leading-primary-mathematics' })
    expect(browser.page().heading).toContain('Teaching for Mastery')
    await send(browser, { mastery: 'no' })
    await send(browser, { approach: 'cannot_show' })
    expect(browser.page().heading).toBe('You cannot do the leading primary mathematics NPQ yet')
    await browser.click('Choose another course')
    await send(browser, { course: 'npq-senior-leadership' })
    expect(browser.page().heading).toBe('Which provider do you want?')
    await send(browser, { provider: beech.id })
    expect((await send(browser)).heading).toContain('Senior leadership NPQ with Beech Teaching')
    expect(await now(registration)).toMatchObject({ providerId: beech.id, answers: {} })
  })

  test('begins with the course that was wanted instead when registering', async () => {
    const { browser, start } = await registered()
    await browser.get(`${start}?course=npq-senco`)
    expect((await send(browser)).heading).toContain('Are you a special educational needs co-ordinator')
  })

  test('leads to another live registration instead of making a second', async () => {
    const { browser, start, teacher } = await registered()
    const other = await aRegistration(app.db, { teacher, provider: ash, course: 'npq-leading-teaching' })
    await browser.get(start)
    await send(browser)
    await send(browser, { course: 'npq-leading-teaching' })
    expect(browser.page().heading).toBe('You have registered for this course already')
    expect(browser.page().html('a[role=button]').attr('href')).toBe(`/npq/registrations/${other.id}`)
  })

  test('in two tabs, twenty clicks, and with a provider that stops meanwhile: done once, and the other is told', async () => {
    const { registration, browser, start } = await registered()
    const atCheck = async (course: CourseIdentifier) => {
      await browser.get(`${start}?course=${course}`)
      await send(browser)
      if (course === 'npq-senco') await send(browser, { inRole: 'no_but_i_plan_to_become_one' })
      if (course === 'npq-senior-leadership') await send(browser, { provider: beech.id })
      return browser.page()
    }
    const [first, second] = [await atCheck('npq-senior-leadership'), await atCheck('npq-senco')]
    const clicks = await Promise.all(Array.from({ length: 20 }, () => browser.submit({}, { form: 'main form' })))
    expect(new Set(clicks.map(({ path }) => path))).toEqual(new Set([`${start}/done`]))
    expect(await now(registration)).toMatchObject({ course: 'npq-senco', revision: 2 })
    await app.db
      .updateTable('npq.course_offers')
      .set({ withdrawn_at: app.clock.now() })
      .where('provider_id', '=', beech.id)
      .execute()
    expect(second.heading).toBe(first.heading)
    const late = await browser.submit(fieldsOf(first), { form: 'form', action: first.path })
    expect(late.heading).toMatch(/Which NPQ|Which provider|has changed/)
    whole(browser)
    expect(await now(registration)).toMatchObject({ course: 'npq-senco', revision: 2 })
    await app.db
      .updateTable('npq.course_offers')
      .set({ withdrawn_at: null })
      .where('provider_id', '=', beech.id)
      .execute()
  })
})

const fieldsOf = (shown: Awaited<ReturnType<Browser['get']>>): Record<string, string> =>
  Object.fromEntries(
    shown
      .html('main form input[type=hidden]')
      .toArray()
      .map((input) => [shown.html(input).attr('name') ?? '', shown.html(input).attr('value') ?? '']),
  )

describe('once a provider has accepted', () => {
  test('between check and confirm, nothing is sent, and the rules of the new state are shown', async () => {
    const { registration, browser, start } = await registered()
    await browser.get(`${start}?course=npq-senco`)
    await send(browser)
    await send(browser, { inRole: 'no_but_i_plan_to_become_one' })
    const accepted = await execute(acting(app.db, asProvider(ash.id)), acceptRegistration, {
      ...{ registrationId: RegistrationId.parse(registration.id), fundedPlace: true, scheduleIdentifier: null },
    })
    expect(accepted.ok).toBe(true)
    const refused = await send(browser)
    expect([refused.status, refused.heading]).toEqual([422, 'Your registration has changed'])
    expect(refused.text).toContain('Ash Teaching has accepted it')
    await browser.click('Look again')
    expect(browser.page().heading).toBe('Check your answers and ask your provider')
    expect(browser.page().text).toContain('You give up the funded place that you have now')
    const asked = await send(browser)
    expect(asked.heading).toBe('You have asked your provider')
    expect(await now(registration)).toMatchObject({ status: 'accepted', course: 'npq-headship', fundedPlace: true })
    await browser.click('Take the request back')
    whole(browser)
    await browser.submit({}, { form: 'main form', follow: false })
    expect((await browser.get(`${start}/take-back`)).heading).toBe('The request has been answered')
    expect((await browser.get(start)).heading).toBe('Change your course')
  })

  test.each([
    ['started', { status: 'accepted' }, true],
    ['rejected', { status: 'rejected' }, false],
    ['withdrawn', { status: 'withdrawn' }, false],
  ] as const)('and %s: says why it cannot be changed and what to do', async (_state, given, hasBegun) => {
    const { registration, browser, start } = await registered(given)
    if (hasBegun) await aDeclaration(app.db, registration)
    expect((await browser.get(start)).heading).toBe('You cannot change the course')
    whole(browser)
  })
})

describe('who', () => {
  test('strangers find nothing; staff say why, and it is kept', async () => {
    const { registration, start } = await registered()
    const stranger = app.newBrowser()
    expect((await stranger.get(start)).path).toContain('/sign-in')
    await app.signInAs((await aTeacher(app.db)).accountId, stranger)
    expect((await stranger.get(start)).status).toBe(404)
    const staff = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
    await staff.get(`${start}?course=npq-senco`)
    await send(staff)
    await send(staff, { inRole: 'no_but_i_plan_to_become_one' })
    expect((await send(staff)).errors).toEqual(['Enter the reason'])
    await send(staff, { reason: 'They telephoned' })
    await send(staff)
    expect(await now(registration)).toMatchObject({ course: 'npq-senco' })
    const { reason } = await app.db
      .selectFrom('audit.processes')
      .select('reason')
      .where('reason', '=', 'They telephoned')
      .executeTakeFirstOrThrow()
    expect(reason).toBe('They telephoned')
  })
})
