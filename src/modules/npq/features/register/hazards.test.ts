import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLocalAuthority, aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { composedApp } from '#test/composed-app.ts'
import { answer, ashLearning, atSchool, ended, find, heading, register, started } from '#test/registering.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { registrationsOf } from '../../registrations/registrations-queries.ts'

// What went wrong in the service before, so that it does not again. The table is in docs/rules/npq.md, "Hazards".

let app: TestApp
let school: Awaited<ReturnType<typeof aSchool>>
let independent: Awaited<ReturnType<typeof aSchool>>
let provider: { readonly id: string; readonly name: string }
beforeAll(async () => {
  app = await composedApp()
  school = await aSchool(app.db, { name: 'Fernhill Primary School' })
  independent = await aSchool(app.db, { name: 'Ashgrove School', typeCode: '11', typeName: 'Other independent school' })
  provider = await ashLearning(app)
})
afterAll(() => app.close())

/** To the check page, for headship at a school that is funded. */
async function checking() {
  const { teacher, browser } = await started(app)
  await atSchool(browser, school.urn)
  await answer(browser, { course: 'npq-headship' })
  await answer(browser)
  await ended(browser, provider)
  return { teacher, browser }
}

/** Follows the Change link of a step of the check page. */
const change = (browser: Browser, step: string) =>
  browser.get(browser.page().html(`a[href*="/${step}?from=check"]`).first().attr('href') ?? '')

test('hazard 1: another course at the end asks what it asks: the mathematics gate is not walked around', async () => {
  const { browser } = await checking()
  await change(browser, 'choose-your-npq')
  await answer(browser, { course: 'npq-leading-primary-mathematics' })
  expect(browser.page().path).toMatch(/maths-eligibility-teaching-for-mastery$/)
  await answer(browser, { mastery: 'yes' })
  expect(heading(browser)).toBe('Scholarship funding for the Leading primary mathematics NPQ')
})

test('hazard 1: another course at the end asks for SENCO in role and since when', async () => {
  const { teacher, browser } = await checking()
  await change(browser, 'choose-your-npq')
  await answer(browser, { course: 'npq-senco' })
  await answer(browser, { inRole: 'yes' })
  await answer(browser, { 'startedOn-month': '9', 'startedOn-year': '2024' })
  expect(heading(browser)).toBe('Check your answers and register')
  await register(browser)
  expect(await registrationsOf(app.db, teacher.personId)).toMatchObject([
    { course: 'npq-senco', answers: { sencoInRole: 'yes', sencoStartedOn: '2024-09-01' } },
  ])
})

test('hazard 2: another school at the end shows what it does to funding, and asks who pays', async () => {
  const { teacher, browser } = await checking()
  await change(browser, 'choose-school')
  await find(browser, independent.urn)
  expect(browser.page().path).toMatch(/funding$/)
  expect(browser.page().text).toContain('This is not what we showed you before')
  await answer(browser)
  expect(heading(browser)).toBe('How will you pay for your course?')
  expect(browser.page().html('input[value=employer]').length).toBe(0)
  await answer(browser, { payer: 'trust' })
  expect(heading(browser)).toBe('Check your answers and register')
  await register(browser)
  expect(await registrationsOf(app.db, teacher.personId)).toMatchObject([{ fundingChoice: 'trust' }])
})

test('the employer of a setting before is not registered', async () => {
  const { teacher, browser } = await started(app)
  await answer(browser, { worksInEngland: 'yes' })
  await answer(browser, { setting: 'another_setting' })
  await answer(browser, { employmentType: 'young_offender_institution' })
  await answer(browser, { employerName: 'Wethersgarth' })
  await answer(browser, { course: 'npq-headship' })
  await answer(browser)
  await ended(browser, provider)
  await change(browser, 'work-setting')
  await answer(browser, { setting: 'a_school' })
  await find(browser, school.urn)
  await answer(browser)
  expect(browser.page().text).not.toContain('Wethersgarth')
  await register(browser)
  const [registration] = await registrationsOf(app.db, teacher.personId)
  const work = await app.db
    .selectFrom('npq.work_details')
    .select(['setting', 'employer_name', 'employment_type'])
    .where('registration_id', '=', registration?.id ?? '')
    .executeTakeFirst()
  expect(work).toEqual({ setting: 'a_school', employer_name: null, employment_type: null })
})

test('hazard 3: a local authority is a workplace like any other: staff look at the schools that the person serves', async () => {
  await aLocalAuthority(app.db, '202', 'Camden')
  const { teacher, browser } = await started(app)
  await answer(browser, { worksInEngland: 'yes' })
  await answer(browser, { setting: 'a_school' })
  await browser.get(`${browser.page().path}?q=camden`)
  const option = browser
    .page()
    .html('.govuk-radios__item')
    .filter((_at, item) => browser.page().html(item).text().includes('Local authority'))
  await answer(browser, { workplace: option.find('input').attr('value') ?? '' })
  await answer(browser, { course: 'npq-headship' })
  expect(browser.page().text).toContain('we check which schools you work for')
  await answer(browser)
  await ended(browser, provider)
  await register(browser)
  expect(await registrationsOf(app.db, teacher.personId)).toMatchObject([{ reviewStatus: 'needs_review' }])
})

test('hazard 4: a nursery that is not in England stops, as a school does', async () => {
  const nursery = await aSchool(app.db, { name: 'Meithrinfa Glanrafon', laCode: '673', laName: 'Vale of Glamorgan' })
  const { browser } = await started(app)
  await answer(browser, { worksInEngland: 'yes' })
  await answer(browser, { setting: 'early_years_or_childcare' })
  await answer(browser, { nurseryKind: 'preschool_class_as_part_of_school' })
  await find(browser, nursery.urn)
  expect(heading(browser)).toBe('Meithrinfa Glanrafon is not in England')
})

test('hazard 5: the way back is the way that was taken, also for somebody who is not funded', async () => {
  const { browser } = await started(app)
  await atSchool(browser, independent.urn)
  await answer(browser, { course: 'npq-senco' })
  await answer(browser, { inRole: 'no_i_do_not_plan_to_be_a_SENCO' })
  await answer(browser)
  await answer(browser, { payer: 'self' })
  expect(heading(browser)).toBe('Which provider do you want?')
  await browser.click('Back')
  expect(heading(browser)).toBe('How will you pay for your course?')
  await browser.click('Back')
  expect(heading(browser)).toContain('Scholarship funding')
  await browser.click('Back')
  expect(browser.page().path).toMatch(/senco-in-role$/)
})

test('hazard 6: who had funding for the coaching offer before is told so, by the name of no provider and no address', async () => {
  const teacher = await aTeacher(app.db)
  const before = await anNpqProvider(app.db, 'Former Provider', { courses: ['npq-early-headship-coaching-offer'] })
  await aRegistration(app.db, {
    ...{ teacher, provider: before, course: 'npq-early-headship-coaching-offer', status: 'accepted' },
    ...{ trainingStatus: 'withdrawn', fundedPlace: true, answers: { headteacherStatus: 'yes_in_first_five_years' } },
  })
  const { browser } = await started(app, teacher)
  await answer(browser)
  await answer(browser, { course: 'npq-early-headship-coaching-offer' })
  await answer(browser, { status: 'completed_npqh' })
  await answer(browser, { headteacher: 'yes' })
  await answer(browser, { firstFiveYears: 'yes' })
  const shown = browser.page().html('main').text()
  expect(shown).toContain('You have already had scholarship funding for this course.')
  for (const named of ['Former Provider', 'Ash Learning', '@']) expect(shown).not.toContain(named)
})

test('hazard 10: the page of a registration reads nothing of what was typed, so nothing that is renamed can break it', async () => {
  const { teacher, browser } = await checking()
  await register(browser)
  const [registration] = await registrationsOf(app.db, teacher.personId)
  const path = `/npq/registrations/${registration?.id}`
  const before = (await browser.get(path)).text
  await app.db.deleteFrom('platform.journey_drafts').execute()
  // Nor does an answer that no course asks for any more.
  const course_answers = JSON.stringify({ ...registration?.answers, askedInFormerYears: 'yes' })
  await app.db
    .updateTable('npq.registrations')
    .set({ course_answers })
    .where('id', '=', registration?.id ?? '')
    .execute()
  const after = await browser.get(path)
  expect([after.status, after.text]).toEqual([200, before])
  expect(before).toContain('Fernhill Primary School')
})
