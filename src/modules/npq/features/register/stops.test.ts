import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aLink, aPartner, aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import {
  answer,
  ashLearning,
  atSchool,
  begun,
  find,
  heading,
  leaveBlank,
  register,
  started,
  whole,
} from '#test/registering.ts'
import { aRegistration, aTeacher } from '../../factories.ts'

let app: TestApp
let school: Awaited<ReturnType<typeof aSchool>>
let provider: { readonly id: string; readonly name: string }
beforeAll(async () => {
  app = await composedApp()
  school = await aSchool(app.db, { name: 'Fernhill Primary School' })
  provider = await ashLearning(app)
})
afterAll(() => app.close())

describe('a wrong turn', () => {
  test('every question says what to do when it is left unanswered', async () => {
    const { browser } = await begun(app)
    const blank = (message: string) => leaveBlank(browser, message)
    await blank('Select when you want to start')
    await answer(browser, { cohort: '2026b' })
    await blank('Select yes if you have chosen an NPQ and a provider')
    await answer(browser, { hasChosen: 'no' })
    expect(heading(browser)).toBe('Choose an NPQ and a provider first')
    await browser.click('I have chosen')
    await answer(browser, { hasChosen: 'yes' })
    await answer(browser)
    await blank('Select yes if you work in England')
    await answer(browser, { worksInEngland: 'yes' })
    await blank('Select the setting you work in')
    await answer(browser, { setting: 'a_school' })
    await browser.get(`${browser.page().path}?q=fernhill`)
    await blank('Select your workplace')
    expect(browser.page().text).toContain('Fernhill Primary School')
    await browser.get(`${browser.page().path.replace(/\?.*/, '')}?q=zzzz%20nowhere`)
    whole(browser)
    expect(browser.page().text).toContain('Nothing is like “zzzz nowhere”')
    await find(browser, school.urn)
    await blank('Select which NPQ you want to do')
    await answer(browser, { course: 'npq-leading-primary-mathematics' })
    await answer(browser, { mastery: 'no' })
    await answer(browser, { approach: 'cannot_show' })
    expect(heading(browser)).toBe('You cannot do the leading primary mathematics NPQ yet')
    await browser.click('Choose another course')
    await answer(browser, { course: 'npq-headship' })
    await answer(browser)
    await blank('Select a provider')
    await answer(browser, { provider: provider.id })
    await blank('Select that you agree, to register')
  })

  test('a cohort that is not open is not taken, whatever is sent', async () => {
    const { browser } = await begun(app)
    await browser.submit({ cohort: '2025b' }, { form: 'main form[method=post]' })
    expect(browser.page().errors).toEqual(['Select when you want to start'])
  })

  test('a school that has closed leads to the one that took over', async () => {
    const closed = await aSchool(app.db, { name: 'Old Orchard School', statusCode: '2' })
    const next = await aSchool(app.db, { name: 'New Orchard Academy' })
    await aLink(app.db, { urn: closed.urn, linkedUrn: next.urn, linkedName: next.name, type: 'Successor' })
    const { browser } = await started(app)
    await atSchool(browser, closed.urn)
    expect(heading(browser)).toBe('Old Orchard School has closed')
    await browser.click('New Orchard Academy')
    whole(browser)
    await answer(browser, { workplace: next.id })
    expect(heading(browser)).toBe('Which NPQ do you want to do?')
  })

  test('a Welsh school stops, with a way on', async () => {
    const welsh = await aSchool(app.db, { name: 'Ysgol Glanrafon', typeCode: '30', typeName: 'Welsh establishment' })
    const { browser } = await started(app)
    await atSchool(browser, welsh.urn)
    expect(heading(browser)).toBe('Ysgol Glanrafon is not in England')
    await browser.click('change that answer')
    expect(heading(browser)).toBe('Do you work in England?')
  })

  test('a provider of teacher training that is not accredited any more is refused, with why', async () => {
    const accredited = await aPartner(app.db, 'Ash Teacher Training', ['accredited-itt-provider'])
    const { browser } = await started(app)
    await answer(browser, { worksInEngland: 'yes' })
    await answer(browser, { setting: 'another_setting' })
    await answer(browser, { employmentType: 'lead_mentor_for_accredited_itt_provider' })
    expect(browser.page().html('select option').text()).toContain('Ash Teacher Training')
    await answer(browser, { ittProvider: accredited })
    await app.db
      .updateTable('directory.organisation_roles')
      .set({ period: '[2021-09-01,2026-01-01)' })
      .where('organisation_id', '=', accredited)
      .execute()
    await browser.get(browser.page().path)
    expect(heading(browser)).toBe('Ash Teacher Training is not an accredited provider any more')
    whole(browser)
    await browser.click('Choose another provider')
    await browser.submit({ ittProvider: accredited }, { form: 'main form[method=post]' })
    expect(browser.page().errors[0]).toContain('no longer accredited')
  })
})

describe('somebody who has registered before', () => {
  test('sees it first, and is stopped when they choose the course again', async () => {
    const teacher = await aTeacher(app.db)
    const held = await aRegistration(app.db, { teacher, provider })
    const { browser } = await begun(app, teacher)
    await browser.get('/npq')
    whole(browser)
    expect(browser.page().text).toContain('You have registered already')
    await browser.get('/npq/register')
    await register(browser)
    await answer(browser, { cohort: '2026b' })
    await answer(browser, { hasChosen: 'yes' })
    await answer(browser)
    expect(heading(browser)).toBe('Check where you work')
    await answer(browser)
    await answer(browser, { course: 'npq-headship' })
    expect(heading(browser)).toBe('You have already registered for the Headship NPQ')
    const links = browser
      .page()
      .html('main ul a')
      .toArray()
      .map((link) => browser.page().html(link).attr('href'))
    expect(links).toEqual(
      ['', '/change-provider', '/change-work-details', '/withdrawal'].map(
        (path) => `/npq/registrations/${held.id}${path}`,
      ),
    )
  })

  test('says whether another course is instead or as well', async () => {
    const teacher = await aTeacher(app.db)
    const held = await aRegistration(app.db, { teacher, provider })
    const { browser } = await begun(app, teacher)
    await answer(browser, { cohort: '2026b' })
    await answer(browser, { hasChosen: 'yes' })
    await answer(browser)
    await answer(browser)
    await answer(browser, { course: 'npq-senior-leadership' })
    expect(heading(browser)).toContain('instead of a course that you have registered for')
    await answer(browser, { instead: held.id })
    expect(browser.page().html('main a.govuk-button').attr('href')).toBe(
      `/npq/registrations/${held.id}/change-course?course=npq-senior-leadership`,
    )
    await browser.click('Back')
    await answer(browser, { instead: 'as-well' })
    expect(heading(browser)).toContain('Scholarship funding')
  })

  test('goes on with what they had begun, on another device', async () => {
    const { teacher, browser } = await started(app)
    await answer(browser, { worksInEngland: 'yes' })
    const device = app.newBrowser()
    await app.signInAs(teacher.accountId, device)
    await device.get('/npq')
    whole(device)
    await device.click('Go on with your registration')
    expect(heading(device)).toBe('What setting do you work in?')
  })
})

test('whoever is not signed in is asked to, and comes back', async () => {
  const visitor = app.newBrowser()
  await visitor.get('/npq')
  whole(visitor)
  await visitor.get('/npq/register')
  expect(visitor.page().path).toBe('/sign-in?return=%2Fnpq%2Fregister')
})

test('when no cohort is open, the first page says so', async () => {
  app.clock.moveTo('2027-03-01T10:00:00Z')
  const { accountId } = await aTeacher(app.db)
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  await browser.get('/npq/register')
  whole(browser)
  expect(browser.page().text).toContain('Registration is closed at the moment')
  app.clock.moveTo(Temporal.Instant.from('2026-11-23T10:00:00Z'))
})
