import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { events } from '../../npq-events.ts'
import { aTableOfCases } from '../../policies/policy-factories.ts'
import { policyRoutes } from '../../routes/policy-routes.ts'

let app: TestApp
let author: Browser
let second: Browser
beforeAll(async () => {
  app = await testApp({ routes: policyRoutes, loadActor, eventDefinitions: events })
  author = await officer('Devika Chowdhury')
  second = await officer('Tobias Lund')
})
afterAll(() => app.close())

async function officer(name: string, power: 'manage-reference-data' | 'support' = 'manage-reference-data') {
  const browser = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db, { name, powers: [power] })).accountId, browser)
  return browser
}

const POLICIES = '/staff/npq/funding-policies'
const MAIN = { form: 'main form[method=post]' }
const whole = (browser: Browser) => expect(lintPage(browser.page().html)).toEqual([])
const LITERACY = 'npq-leading-literacy'
const expecting = (expected: 'yes' | 'no') =>
  aTableOfCases(app.db, [
    ['2026b', 'school', LITERACY, 'no', expected],
    ['2026b', 'school', 'npq-headship', 'no', 'yes'],
    ['2026a', 'school', LITERACY, 'no', 'no'],
  ])

/** A copy of the rules of autumn 2026. */
async function begun(browser: Browser, cohort = '2026b') {
  await browser.get(`${POLICIES}/new?copy=2026b.2026-06`)
  await browser.submit({ cohort }, MAIN)
  return browser.page().path
}

/** The same, in which leading literacy does not depend on the PP50 lists. */
async function changed(browser: Browser) {
  const address = await begun(browser)
  await browser.get(`${address}/rules/pp50-courses`)
  const ticked = browser
    .page()
    .html('input[name=courses]:checked')
    .toArray()
    .map((input) => browser.page().html(input).attr('value') ?? '')
  await browser.submit({ courses: ticked.filter((course) => course !== LITERACY) }, MAIN)
  return address
}

describe('a version', () => {
  test('is listed with its moment, status and source, and read in plain words', async () => {
    await author.get(POLICIES)
    whole(author)
    expect(author.page().text).toContain('Counts now')
    await author.click('Autumn 2026, 2026-06')
    whole(author)
    expect(author.page().heading).toBe('Rules 2026-06 of cohort 2026b')
    const { text } = author.page()
    expect(text).toContain('Staff of schools and colleges of these types can be funded')
    expect(text).toContain('Community school')
    expect(text).toContain('Local authority 673')
    expect(text).toContain('Leading literacy NPQ')
    expect(author.page().html('main h3').length).toBe(11)
    await author.get(`${POLICIES}/versions/2026a/2026-06`)
    expect(author.page().text).toContain('This cohort has no scholarships')
  })

  test('is compared with another', async () => {
    await author.get(`${POLICIES}/comparison?one=2026a.2026-06&other=2026b.2026-06`)
    whole(author)
    expect(author.page().text).toContain('They say the same')
    expect((await author.get(`${POLICIES}/comparison?one=x&other=y`)).path).toBe(POLICIES)
  })

  test.each([`${POLICIES}/versions/2026b/2031-01`, `${POLICIES}/proposals/${newId()}`])(
    '%s is not found',
    async (at) => {
      expect((await author.get(at)).status).toBe(404)
    },
  )
})

describe('a draft', () => {
  test('begins as a copy, and each rule has a form', async () => {
    const address = await begun(author)
    whole(author)
    expect(author.page().text).toContain('They say the same as 2026-06')
    expect(author.page().text).toContain('Nobody has run a table yet')
    const forms = author
      .page()
      .html('main a[href*="/rules/"]')
      .toArray()
      .map((link) => author.page().html(link).attr('href') ?? '')
    expect(forms).toHaveLength(11)
    for (const form of forms) {
      await author.get(form)
      whole(author)
      expect((await author.submit({}, MAIN)).errors).toEqual(['Change something, or go back'])
    }
    expect((await second.get(`${address}/rules/pp50-courses`)).path).toBe(address)
  })

  test.each([
    ['eligible-types', { types: [] }, 'Select types'],
    ['open-statuses', { statuses: [] }, 'Select statuses'],
    ['not-in-england', { areas: '673, Wales' }, 'Enter codes of 3 digits, separated by commas'],
    ['same-course', { group2: ['npq-headship'] }, 'Select 2 courses or more, or none'],
    [
      'same-course',
      { group2: ['npq-headship', 'npq-additional-support-offer'] },
      'Select courses that are in no other group',
    ],
  ])('%s: what cannot be is said and what was chosen stays', async (rule, filled, told) => {
    const address = await begun(author)
    await author.get(`${address}/rules/${rule}`)
    const shown = await author.submit(filled, MAIN)
    expect([shown.status, shown.errors]).toEqual([422, [told]])
    whole(author)
  })

  test('shows what changes and what the newest table makes of it, and cannot be proposed before that agrees', async () => {
    await expecting('no')
    const address = await changed(author)
    whole(author)
    const text = () => author.page().html('main').text().replaceAll(/\s+/g, ' ')
    expect(text()).toContain('What changes against 2026-06, which counts then')
    expect(text()).toContain('1 of 2 cases of this cohort change')
    expect(text()).toContain('1 case does not come out as the table expects')
    await author.get(`${address}/proposing`)
    whole(author)
    const nothing = await author.submit({}, MAIN)
    expect(nothing.errors).toEqual([
      ...['Select when they start to count', 'Enter where the rules are published or were decided', 'Enter the reason'],
    ])
    const given = { when: 'now', source: 'Funding guidance, January 2027', reason: 'Decided by ministers' }
    const refused = await author.submit(given, MAIN)
    expect(refused.errors.join()).toContain('Some cases of the newest table do not come out as it expects')
    expect(refused.html('#source').attr('value')).toBe(given.source)
    await expecting('yes')
    await author.get(address)
    expect(text()).toContain('Every case comes out as the table expects')
  })

  test('is thrown away by its author', async () => {
    const address = await begun(author)
    await author.submit({}, { form: 'form[action$="/discard"]' })
    expect(author.page().text).toContain('Thrown away')
    expect((await author.get(POLICIES)).html(`a[href="${address}"]`).length).toBe(0)
  })
})

describe('a proposal', () => {
  let address = ''
  test('waits for another than its author, who can take it back', async () => {
    await expecting('yes')
    address = await changed(author)
    await author.get(`${address}/proposing`)
    await author.submit({ when: 'later', source: 'Guidance', reason: 'Decided' }, MAIN)
    expect(author.page().errors).toEqual(['Enter the day from which they count'])
    const given = { when: 'later', 'from-day': '4', 'from-month': '1', 'from-year': '2027' }
    await author.submit({ ...given, source: 'Guidance of January', reason: 'Decided by ministers' }, MAIN)
    expect(author.page().path).toBe(address)
    whole(author)
    expect(author.page().text).toContain('You wrote these rules, so somebody else has to approve or refuse them')
    expect((await author.get(`${address}/decision`)).path).toBe(address)
    await author.submit({}, { form: 'form[action$="/taking-back"]' })
    expect(author.page().text).toContain('Proposal for 2026b taken back by its author')
    await author.get(`${address}/proposing`)
    await author.submit({ ...given, source: 'Guidance of January', reason: 'Decided by ministers' }, MAIN)
  })

  test('is approved by a second officer with a reason, and comes next', async () => {
    await second.get(POLICIES)
    expect(second.page().text).toContain('A colleague')
    await second.get(address)
    whole(second)
    await second.click('Approve or refuse')
    whole(second)
    expect((await second.submit({}, MAIN)).errors).toEqual([
      ...['Select whether you approve or refuse the rules', 'Enter the reason'],
    ])
    await second.submit({ decision: 'approve', reason: 'As in the letter' }, MAIN)
    expect(second.page().path).toBe(address)
    whole(second)
    expect(second.page().text).toContain('Rules 2027-01 for 2026b approved. They count from midnight on 4 January 2027')
    expect(second.page().text).toContain('by Tobias Lund')
    await second.get(POLICIES)
    expect(second.page().text).toContain('Autumn 2026, 2027-01 midnight on 4 January 2027 Coming Guidance of January')
    await second.get(`${POLICIES}/comparison?one=2026b.2026-06&other=2026b.2027-01`)
    whole(second)
    expect(second.page().text).toContain('Courses for disadvantaged schools: courses Nothing Leading literacy NPQ')
  })

  test('is refused with a reason that its author reads', async () => {
    await expecting('no')
    const other = await begun(author)
    await author.get(`${other}/rules/review-courses`)
    await author.submit({ courses: ['npq-senco'] }, MAIN)
    await author.get(`${other}/proposing`)
    await author.submit({ when: 'now', source: 'None', reason: 'A wish' }, MAIN)
    await second.get(`${other}/decision`)
    await second.submit({ decision: 'refuse', reason: 'Nobody has decided it' }, MAIN)
    await author.get(other)
    expect(author.page().text).toContain('Decided because Nobody has decided it')
  })
})

test('pages of the rules take few queries', async () => {
  const address = await begun(author)
  for (const at of [POLICIES, address, `${POLICIES}/versions/2026b/2026-06`]) {
    expect([at, (await queriesOf(app, () => author.get(at))) <= 15]).toEqual([at, true])
  }
})

test('support staff read the rules and change nothing', async () => {
  const address = await begun(author)
  const support = await officer('Priya Nair', 'support')
  expect((await support.get(address)).html('main form').length).toBe(0)
  whole(support)
  for (const at of [
    `${POLICIES}/new`,
    `${address}/proposing`,
    `${address}/decision`,
    `${address}/rules/pp50-courses`,
  ]) {
    expect([at, (await support.get(at)).status]).toEqual([at, 404])
  }
})
