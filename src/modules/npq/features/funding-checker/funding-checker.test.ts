import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aChildcareProvider } from '../../childcare/childcare-factories.ts'
import { aList, anNpqProvider } from '../../factories.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
  await aSchool(app.db, { name: 'Fernhill Primary School' })
  const listed = await aSchool(app.db, { name: 'Listed Primary School' })
  await aList(app.db, 'pp50-schools', [listed.urn])
  await aList(app.db, 'childminders', ['EY123456'])
  await aChildcareProvider(app.db, { urn: 'EY123456', name: 'Childminder' })
  const courses = ['npq-headship', 'npq-leading-literacy', 'npq-early-years-leadership', EHCO, 'npq-senco'] as const
  await anNpqProvider(app.db, 'Riverbank', { courses })
  await anNpqProvider(app.db, 'Hillside', { courses, cohort: '2026a' })
})
afterAll(() => app.close())

const EHCO = 'npq-early-headship-coaching-offer'
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const answer = (filled: Record<string, string>) => app.submit(filled, { form: 'main form[method=post]' })

/** From the beginning to the question after the country. */
async function begin(cohort = '2026b') {
  await app.get('/npq/funding')
  await answer({})
  await answer({ cohort })
  return answer({ worksInEngland: 'yes' })
}

async function atSchool(name = 'Fernhill') {
  await answer({ setting: 'a_school' })
  await app.get(`${app.page().path}?q=${name}`)
  const found = app.page().html('input[name=workplace]').first().attr('value') ?? ''
  return answer({ workplace: found })
}

describe('the checker', () => {
  test('says what it is, to anybody', async () => {
    expect(lintPage((await app.get('/npq/funding')).html)).toEqual([])
    expect(text()).toContain('You do not need an account')
  })

  test('tells a school that headship is funded, by which rules, and what is not known', async () => {
    await begin()
    await atSchool()
    expect(lintPage(app.page().html)).toEqual([])
    await answer({ course: 'npq-headship' })
    expect(lintPage(app.page().html)).toEqual([])
    expect(app.page().heading).toBe('Scholarship funding for the Headship NPQ')
    expect(text()).toContain('Eligible')
    expect(text()).toContain('We did not ask whether you have had scholarship funding')
    expect(text()).toContain('Rules in force from 1 June 2026')
    expect(app.page().html('a.govuk-button').attr('href')).toBe('/npq')
    expect(text()).toContain('Fernhill Primary School')
  })

  test('tells why another course is not, and takes a change to the new result', async () => {
    const result = app.page().path
    await app.get(app.page().html('a[href*="choose-your-npq"]').attr('href') ?? '')
    await answer({ course: 'npq-leading-literacy' })
    expect(app.page().path).toBe(result)
    expect(text()).toContain('at least half of the pupils')
    expect(text()).not.toContain('We did not ask')
    expect(lintPage(app.page().html)).toEqual([])
  })

  test('uses the lists that count today', async () => {
    await begin()
    await atSchool('Listed')
    await answer({ course: 'npq-leading-literacy' })
    expect(text()).toContain('Eligible')
  })

  test('asks about headship only where it decides', async () => {
    await begin()
    await atSchool()
    await answer({ course: EHCO })
    expect(app.page().heading).toBe('Are you a headteacher?')
    await answer({ headteacher: 'yes' })
    await answer({ firstFiveYears: 'yes' })
    expect(text()).toContain('Eligible')
    expect(text()).toContain('First 5 years of first headship Yes')
    await begin()
    await atSchool()
    await answer({ course: 'npq-senco' })
    expect(text()).toContain('Eligible')
    await begin('2026a')
    await atSchool()
    await answer({ course: EHCO })
    expect(text()).toContain('There is no scholarship funding for courses that start in this cohort')
  })

  test('a childminder on the list, by Ofsted’s number', async () => {
    await begin()
    await answer({ setting: 'early_years_or_childcare' })
    await answer({ nurseryKind: 'childminder' })
    await answer({ hasOfstedUrn: 'yes' })
    await app.get(`${app.page().path}?q=ey 123 456`)
    await answer({ workplace: 'EY123456' })
    await answer({ course: 'npq-early-years-leadership' })
    expect(text()).toContain('Eligible')
  })

  test('a hospital school is in review, and abroad there is no funding', async () => {
    await begin()
    await answer({ setting: 'another_setting' })
    await answer({ employmentType: 'hospital_school' })
    await answer({ employerName: 'Ward School' })
    await answer({ course: 'npq-headship' })
    expect(text()).toContain('In review')
    await app.get('/npq/funding')
    await answer({})
    await answer({ cohort: '2026b' })
    await answer({ worksInEngland: 'no' })
    await answer({ country: 'Wales' })
    await answer({ setting: 'a_school' })
    await answer({ course: 'npq-headship' })
    expect(text()).toContain('for people who work in England')
  })

  test('answers are asked for and kept in this browser alone', async () => {
    await app.get('/npq/funding')
    await answer({})
    const nothing = await answer({})
    expect(nothing.status).toBe(422)
    expect(lintPage(nothing.html)).toEqual([])
    expect(nothing.text).toContain('Select when you want to start')
    expect((await answer({ cohort: '1999a' })).text).toContain('Select when you want to start')
    const other = app.newBrowser()
    expect((await other.get(app.page().path)).status).toBe(404)
  })

  test('nothing is written but the draft', async () => {
    for (const table of ['npq.registrations', 'npq.funding_decisions', 'npq.work_details', 'audit.events'] as const) {
      expect(
        await app.db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirst(),
      ).toEqual({
        rows: 0,
      })
    }
  })
})
