import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { statusRoutes } from '../../routes/status-routes.ts'
import { changeWork } from '../../work-change/work-change-factories.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: statusRoutes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

async function aSignedIn() {
  const teacher = await aTeacher(app.db)
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  return { teacher, browser }
}

const whole = ({ html }: ReturnType<TestApp['page']>) => expect(lintPage(html.html())).toEqual([])

describe('the list', () => {
  test('of nobody says where to register', async () => {
    const { browser } = await aSignedIn()
    const shown = await browser.get('/npq/registrations')
    expect(shown.heading).toBe('Your NPQ registrations')
    expect(shown.html('main .govuk-button').attr('href')).toBe('/npq/register')
    whole(shown)
  })

  test('of one goes straight to it, and is there when asked for', async () => {
    const { teacher, browser } = await aSignedIn()
    const { id } = await aRegistration(app.db, { teacher })
    expect((await browser.get('/npq/registrations')).path).toBe(`/npq/registrations/${id}`)
    expect((await browser.get('/npq/registrations?all=yes')).heading).toBe('Your NPQ registrations')
  })

  test('of several has what is over apart', async () => {
    const { teacher, browser } = await aSignedIn()
    await aRegistration(app.db, { teacher })
    await aRegistration(app.db, { teacher, course: 'npq-leading-teaching', status: 'rejected' })
    const shown = await browser.get('/npq/registrations')
    expect(shown.text.indexOf('Headship NPQ')).toBeLessThan(shown.text.indexOf('Past registrations'))
    expect(shown.text.indexOf('Past registrations')).toBeLessThan(shown.text.indexOf('Leading teaching NPQ'))
    expect(shown.text).toContain('Not accepted')
    whole(shown)
  })

  test('asks whoever is not signed in to do so', async () => {
    expect((await app.newBrowser().get('/npq/registrations')).path).toContain('/sign-in')
  })

  test('makes no more queries for more registrations', async () => {
    const counts = []
    for (const size of [1, 6]) {
      const { teacher, browser } = await aSignedIn()
      for (let at = 0; at < size; at += 1) await aRegistration(app.db, { teacher, status: 'rejected' })
      await browser.get('/npq/registrations?all=yes')
      counts.push(await queriesOf(app, () => browser.get('/npq/registrations?all=yes')))
    }
    expect(counts[0]).toBe(counts[1])
    expect(Math.max(...counts)).toBeLessThanOrEqual(15)
  })
})

describe('a registration', () => {
  test('says where it stands, what is next and by when, and what can be changed', async () => {
    const { teacher, browser } = await aSignedIn()
    const provider = await anNpqProvider(app.db, 'Teach First')
    const school = await aSchool(app.db, { name: 'Hill Primary School' })
    const work = { worksInEngland: true, setting: 'a_school', organisationId: school.id } as const
    const { id } = await aRegistration(app.db, { teacher, provider, work })
    const shown = await browser.get(`/npq/registrations/${id}`)
    whole(shown)
    expect(shown.heading).toBe('Headship NPQ')
    for (const words of [
      'You hear from Teach First by 30 November 2026.',
      'Provider’s decision Waiting for provider',
      'Your workplace and course meet the conditions for scholarship funding.',
      'Rules in force from 1 June 2026.',
      'Hill Primary School',
      'TRN Not given',
    ]) {
      expect(shown.text).toContain(words)
    }
    const changes = shown.html('main a[href*="/change-"], main a[href$="/withdrawal"]').toArray()
    expect(changes.map((link) => shown.html(link).attr('href'))).toEqual(
      ['change-course', 'change-provider', 'change-work-details', 'withdrawal'].map(
        (place) => `/npq/registrations/${id}/${place}`,
      ),
    )
  })

  test('that is over says why nothing of it can be changed, and what can be done instead', async () => {
    const { teacher, browser } = await aSignedIn()
    const { id } = await aRegistration(app.db, { teacher, status: 'withdrawn' })
    const shown = await browser.get(`/npq/registrations/${id}`)
    whole(shown)
    expect(shown.text).toContain('the course or the provider because this registration was withdrawn.')
    expect(shown.html('main a[href="/npq/register"]')).toHaveLength(1)
    expect(shown.html('main a[href*="/change-"]')).toHaveLength(0)
  })

  test('6: shows the work details before as they were, and who changed them', async () => {
    const { teacher, browser } = await aSignedIn()
    const old = await aSchool(app.db, { name: 'Hill Primary School' })
    const next = await aSchool(app.db, { name: 'Dale Primary School' })
    const at = ({ id }: { id: string }) => ({ worksInEngland: true, setting: 'a_school', organisationId: id }) as const
    const { id } = await aRegistration(app.db, { teacher, work: at(old) })
    const { accountId } = await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })
    await changeWork(app.db, id, at(next), { accountId, reason: 'Asked by telephone' })
    await app.db.updateTable('directory.schools').set({ name: 'Hill Academy' }).where('urn', '=', old.urn).execute()
    const shown = await browser.get(`/npq/registrations/${id}`)
    whole(shown)
    expect(shown.html('.govuk-details__summary-text').text().trim()).toBe(
      'Hill Primary School, from 23 November 2026 to 30 November 2026',
    )
    expect(shown.text).toContain('by support')
    expect(shown.text).not.toContain('Sam Ortiz')
    expect(shown.text).not.toContain('Asked by telephone')
    expect(shown.text).toContain('Work details changed: Dale Primary School from 1 December 2026')
    const staff = app.newBrowser()
    await app.signInAs(accountId, staff)
    const seen = await staff.get(`/npq/registrations/${id}`)
    expect(seen.text).toContain('by Sam Ortiz')
    expect(seen.text).toContain('Reason: Asked by telephone')
    expect(seen.html('main a[href$="/change-work-details"]')).toHaveLength(1)
  })

  test('1: is not there for anybody else', async () => {
    const { id } = await aRegistration(app.db)
    const { browser } = await aSignedIn()
    expect((await browser.get(`/npq/registrations/${id}`)).status).toBe(404)
    expect((await browser.get('/npq/registrations/no-id')).status).toBe(404)
    expect((await app.newBrowser().get(`/npq/registrations/${id}`)).path).toContain('/sign-in')
  })

  test('makes at most 15 queries, and no more for more history', async () => {
    const { teacher, browser } = await aSignedIn()
    const { id } = await aRegistration(app.db, { teacher, status: 'accepted', fundedPlace: true })
    await browser.get(`/npq/registrations/${id}`)
    const first = await queriesOf(app, () => browser.get(`/npq/registrations/${id}`))
    for (const name of ['One', 'Two', 'Three']) {
      const { id: organisationId } = await aSchool(app.db, { name })
      await changeWork(app.db, id, { worksInEngland: true, setting: 'a_school', organisationId })
    }
    expect(await queriesOf(app, () => browser.get(`/npq/registrations/${id}`))).toBe(first)
    expect(first).toBeLessThanOrEqual(15)
  })
})
