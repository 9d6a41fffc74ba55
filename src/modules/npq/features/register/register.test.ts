import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { composedApp } from '#test/composed-app.ts'
import {
  answer,
  ashLearning,
  atSchool,
  begun,
  ended,
  find,
  heading,
  register,
  started,
  whole,
} from '#test/registering.ts'
import { aList, aRegistration } from '../../factories.ts'
import { registrationsOf } from '../../registrations/registrations-queries.ts'
import { workDetailsOf } from '../../work-details/work-details-queries.ts'

let app: TestApp
let school: Awaited<ReturnType<typeof aSchool>>
let provider: { readonly id: string; readonly name: string }
beforeAll(async () => {
  app = await composedApp()
  school = await aSchool(app.db, { name: 'Fernhill Primary School' })
  provider = await ashLearning(app)
  await app.db
    .insertInto('npq.childcare_providers')
    .values({
      ...{ urn: 'EY123456', name: 'Little Acorns Nursery', status: 'open', town: 'Hull', postcode: 'HU1 9ZZ' },
      ...{ search_text: 'little acorns nursery hull hu1 hu19zz', updated_at: app.clock.now() },
    })
    .execute()
})
afterAll(() => app.close())

const summary = (browser: Browser) =>
  browser
    .page()
    .html('.govuk-summary-list__row')
    .toArray()
    .map((row) => browser.page().html(row).find('dt, .govuk-summary-list__value').text().replace(/\s+/g, ' ').trim())

const emailsTo = (address: string) =>
  app.db.selectFrom('platform.messages').select(['subject', 'body']).where('recipient', '=', address).execute()

describe('registering', () => {
  test('at a school, funded: every question once, and one registration, with its history and one email', async () => {
    const { teacher, browser } = await started(app)
    await atSchool(browser, school.urn)
    expect(heading(browser)).toBe('Which NPQ do you want to do?')
    await answer(browser, { course: 'npq-headship' })
    expect(browser.page().text).toContain('Eligible Your workplace and course')
    await answer(browser)
    await ended(browser, provider)
    expect(heading(browser)).toBe('Check your answers and register')
    expect(summary(browser)).toContain('Workplace Fernhill Primary School')
    await register(browser)
    whole(browser)
    expect(heading(browser)).toBe('You have registered for the Headship NPQ')
    expect(browser.page().text).toContain('Ash Learning sees your registration now')
    const [registration, another] = await registrationsOf(app.db, teacher.personId)
    expect(another).toBeUndefined()
    expect(registration).toMatchObject({
      ...{ course: 'npq-headship', cohort: '2026b', providerId: provider.id, status: 'pending' },
      ...{ fundingChoice: null, fundedPlace: null, reviewStatus: null, accountId: teacher.accountId },
    })
    const [work] = await workDetailsOf(app.db, registration?.id ?? '')
    expect(work).toMatchObject({ changeKind: 'registered', employer: { name: 'Fernhill Primary School' } })
    const messages = await emailsTo(teacher.address)
    expect(messages.map(({ subject }) => subject)).toEqual(['You have registered for Headship NPQ'])
    await browser.get(`/npq/registrations/${registration?.id}/registered`)
    expect(browser.page().status).toBe(200)
  })

  test('in private childcare, by Ofsted URN', async () => {
    const { browser } = await started(app)
    await answer(browser, { worksInEngland: 'yes' })
    await answer(browser, { setting: 'early_years_or_childcare' })
    await answer(browser, { nurseryKind: 'private_nursery' })
    await answer(browser, { hasOfstedUrn: 'yes' })
    await find(browser, 'ey 123456')
    await answer(browser, { course: 'npq-early-years-leadership' })
    await answer(browser)
    await ended(browser, provider)
    expect(summary(browser)).toContain('Ofsted URN Yes, EY123456')
    await register(browser)
    expect(heading(browser)).toBe('You have registered for the Early years leadership NPQ')
  })

  test('in a hospital school: staff look at it, and a task is opened', async () => {
    const { teacher, browser } = await started(app)
    await answer(browser, { worksInEngland: 'yes' })
    await answer(browser, { setting: 'another_setting' })
    await answer(browser, { employmentType: 'hospital_school' })
    await answer(browser, { employerName: 'Camden Hospital School' })
    await answer(browser, { course: 'npq-senior-leadership' })
    expect(browser.page().text).toContain('In review')
    await answer(browser)
    await ended(browser, provider)
    await register(browser)
    const [registration] = await registrationsOf(app.db, teacher.personId)
    expect(registration).toMatchObject({ reviewStatus: 'needs_review', fundingChoice: null })
    const task = await app.db
      .selectFrom('npq.tasks')
      .select(['kind'])
      .where('registration_id', '=', registration?.id ?? '')
      .executeTakeFirst()
    expect(task).toEqual({ kind: 'funding-review' })
  })

  test('outside England: not funded, so who pays is asked, without school and trust', async () => {
    const { teacher, browser } = await started(app)
    await answer(browser, { worksInEngland: 'no' })
    await answer(browser, { country: 'Wales' })
    await answer(browser, { setting: 'a_school' })
    await answer(browser, { course: 'npq-headship' })
    expect(browser.page().text).toContain('Not eligible')
    await answer(browser)
    expect(heading(browser)).toBe('How will you pay for your course?')
    expect(browser.page().html('input[name=payer]').length).toBe(2)
    await answer(browser, { payer: 'self' })
    await ended(browser, provider)
    await register(browser)
    expect(await registrationsOf(app.db, teacher.personId)).toMatchObject([{ fundingChoice: 'self' }])
  })

  test('sent twice, also from another tab, is one registration and the same confirmation', async () => {
    const { teacher, browser } = await started(app)
    await atSchool(browser, school.urn)
    await answer(browser, { course: 'npq-headship' })
    await answer(browser)
    await ended(browser, provider)
    const check = browser.page().path
    const tab = app.newBrowser()
    await app.signInAs(teacher.accountId, tab)
    await tab.get(check)
    await register(browser)
    await register(tab)
    expect([tab.page().status, tab.page().path]).toEqual([200, browser.page().path])
    expect(await registrationsOf(app.db, teacher.personId)).toHaveLength(1)
  })
})

test('a list that changes on the way shows the funding again, and says that it has changed', async () => {
  const { teacher, browser } = await started(app)
  await atSchool(browser, school.urn)
  await answer(browser, { course: 'npq-leading-primary-mathematics' })
  await answer(browser, { mastery: 'yes' })
  expect(browser.page().text).toContain('Not eligible')
  await answer(browser)
  await answer(browser, { payer: 'school' })
  await ended(browser, provider)
  await aList(app.db, 'rise', [school.urn])
  await register(browser)
  expect(browser.page().path).toMatch(/funding$/)
  expect(browser.page().text).toContain('This is not what we showed you before')
  expect(await registrationsOf(app.db, teacher.personId)).toEqual([])
  await answer(browser)
  expect(heading(browser)).toBe('Check your answers and register')
  await register(browser)
  expect(await registrationsOf(app.db, teacher.personId)).toMatchObject([{ fundingChoice: null }])
  await app.db.updateTable('npq.list_versions').set({ status: 'taken-back', taken_back_at: app.clock.now() }).execute()
})

test('somebody else’s confirmation is not there', async () => {
  const registration = await aRegistration(app.db, { provider })
  const { browser } = await begun(app)
  await browser.get(`/npq/registrations/${registration.id}/registered`)
  expect(browser.page().status).toBe(404)
})
