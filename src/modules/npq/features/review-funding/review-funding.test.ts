import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aRegistration, aTeacher } from '../../factories.ts'
import type { Registration } from '../../registrations/registration.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
  await app.signInAs((await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })).accountId)
})
afterAll(() => app.close())

const PATH = '/staff/npq/reviews'
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const hospital = {
  worksInEngland: true,
  setting: 'another_setting',
  employmentType: 'hospital_school',
  employerName: 'Ward School',
} as const
const referred = { worksInEngland: true, setting: 'other', referredByReturnToTeachingAdviser: true } as const

async function aReview(name: string, given: { work?: typeof hospital | typeof referred; daysAgo?: number } = {}) {
  const now = app.clock.now().subtract({ hours: 24 * (given.daysAgo ?? 0) })
  return aRegistration(app.db, { teacher: await aTeacher(app.db, { name }), work: given.work ?? hospital, now })
}
const names = () =>
  app
    .page()
    .html('tbody th, tbody td:first-child')
    .toArray()
    .map((cell) => app.page().html(cell).text().trim())

let old: Registration

describe('the queue', () => {
  test('is empty, and says so', async () => {
    expect(lintPage((await app.get(PATH)).html)).toEqual([])
    expect(text()).toContain('Nothing waits here')
    expect(lintPage((await app.get(`${PATH}/funded-places`)).html)).toEqual([])
    expect(text()).toContain('No funded place is in doubt')
  })

  test('has the longest waiting first, with what is looked at', async () => {
    await aReview('Young Review')
    old = await aReview('Old Review', { daysAgo: 12, work: referred })
    await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'Nothing To Review' }) })
    expect(lintPage((await app.get(PATH)).html)).toEqual([])
    expect(names()).toEqual(['Old Review', 'Young Review'])
    expect(text()).toContain('12 days')
    expect(text()).not.toContain('Nothing To Review')
  })

  test.each([
    ['age=10', ['Old Review']],
    ['employment=hospital_school', ['Young Review']],
    ['employment=other', ['Old Review']],
    ['cohort=2026b', ['Old Review', 'Young Review']],
    ['cohort=2026a', []],
    ['status=decision_made', []],
    ['taken=me', []],
    ['taken=nobody', ['Old Review', 'Young Review']],
    ['status=nonsense&cohort=x&age=3', ['Old Review', 'Young Review']],
  ])('?%s', async (query, expected) => {
    await app.get(`${PATH}?${query}`)
    expect(names()).toEqual(expected)
  })

  test('a page too far leads to the first', async () => {
    expect((await app.get(`${PATH}?page=9`)).path).toBe(PATH)
  })
})

describe('a review', () => {
  const at = () => `${PATH}/${old.id}`

  test('is taken and given back', async () => {
    expect(lintPage((await app.get(at())).html)).toEqual([])
    expect(text()).toContain('Nobody has taken it')
    await app.submit({}, { form: 'form[action$="/assignment"]' })
    expect(text()).toContain('You have taken it')
    await app.get(`${PATH}?taken=me`)
    expect(names()).toEqual(['Old Review'])
    const colleague = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db, { name: 'Ann Lee' })).accountId, colleague)
    expect((await colleague.get(at())).text).toContain('Taken by Sam Ortiz')
    await app.get(at())
    await app.submit({}, { form: 'form[action$="/assignment"]' })
    expect(text()).toContain('Nobody has taken it')
  })

  test('gets notes, and moves with them', async () => {
    await app.get(at())
    const nothing = await app.submit({ note: ' ' }, { form: 'form[action$="/notes"]' })
    expect(nothing.status).toBe(422)
    expect(lintPage(nothing.html)).toEqual([])
    expect(nothing.text).toContain('Enter a note')
    await app.submit({ note: 'Asked the adviser', move: 'awaitInformation' }, { form: 'form[action$="/notes"]' })
    expect(text()).toContain('Awaiting information')
    expect(text()).toContain('Asked the adviserSam Ortiz')
    expect((await app.get(`${PATH}?status=awaiting_information`)).text).toContain('Old Review')
  })

  test('is decided with a reason, and then leaves the queue', async () => {
    await app.get(at())
    await app.get(`/staff/npq/registrations/${old.id}/funding`)
    expect(lintPage(app.page().html)).toEqual([])
    const nothing = await app.submit({}, { form: 'main form' })
    expect(nothing.status).toBe(422)
    expect(lintPage(nothing.html)).toEqual([])
    expect(nothing.text).toContain('Select what you decide')
    expect(nothing.text).toContain('Enter why you decide this')
    await app.submit({ decision: 'funded', reason: 'The adviser confirmed it' }, { form: 'main form' })
    expect(app.page().path).toBe(`${at()}?done=funding`)
    expect(lintPage(app.page().html)).toEqual([])
    expect(text()).toContain('The person has been told')
    expect(text()).toContain('The adviser confirmed it')
    expect(app.page().html('form[action$="/notes"]').length).toBe(0)
    await app.get(PATH)
    expect(names()).toEqual(['Young Review'])
  })

  test('of a registration that was never in one has nothing to do, and of none there is none', async () => {
    const other = await aRegistration(app.db)
    const shown = await app.get(`${PATH}/${other.id}`)
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('Its funding was never in review')
    expect(shown.html('main form').length).toBe(0)
    expect((await app.get(`${PATH}/0190f3a4-0000-7000-8000-000000000009`)).status).toBe(404)
  })
})

describe('a funded place', () => {
  test('in doubt is listed, and settled where the funding is decided', async () => {
    const teacher = await aTeacher(app.db, { name: 'Placed Person' })
    const registration = await aRegistration(app.db, { teacher, status: 'accepted', fundedPlace: true })
    const path = `/staff/npq/registrations/${registration.id}/funding`
    await app.get(path)
    await app.submit({ decision: 'not-funded', reason: 'The school is private' }, { form: 'main form' })
    expect(app.page().path).toBe(`${path}?done=put-in-doubt`)
    expect(lintPage(app.page().html)).toEqual([])
    expect(text()).toContain('Nothing was taken away')
    await app.get(`${PATH}/funded-places`)
    expect(lintPage(app.page().html)).toEqual([])
    expect(names()).toEqual(['Placed Person'])
    await app.get(path)
    await app.submit({ decision: 'take-place', reason: 'Agreed with the provider' }, { form: 'main form' })
    expect(text()).toContain('The funded place is taken away')
    await app.submit({ decision: 'not-funded', reason: 'The school is private' }, { form: 'main form' })
    expect(app.page().path).toBe(`/staff/npq/registrations/${registration.id}?done=funding`)
    expect((await app.get(`${PATH}/funded-places`)).text).toContain('No funded place is in doubt')
  })

  test('decided on an old page is asked again', async () => {
    const registration = await aRegistration(app.db)
    const path = `/staff/npq/registrations/${registration.id}/funding`
    await app.get(path)
    await app.db.updateTable('npq.registrations').set({ revision: 9 }).where('id', '=', registration.id).execute()
    const again = await app.submit({ decision: 'not-funded', reason: 'Late' }, { form: 'main form' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('has changed since you opened the page')
    await app.submit({ decision: 'not-funded', reason: 'Late' }, { form: 'main form' })
    expect(app.page().path).toContain('?done=funding')
  })

  test('nobody but support comes here', async () => {
    const browser = app.newBrowser()
    const teacher = await aTeacher(app.db)
    await app.signInAs(teacher.accountId, browser)
    expect((await browser.get(PATH)).status).toBe(404)
    expect((await browser.get(`${PATH}/${old.id}`)).status).toBe(404)
  })
})
