import { expect, test } from 'vitest'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { visit } = stage()

const AUTHOR = 'Devika Chowdhury'
const SECOND = 'Tobias Lund'
const HEADER = 'cohort,works_in_england,work_setting,course,previously_funded,rise,pp50,expected'

/** A date of three fields. */
async function enter({ page }: Visitor, legend: string, [day, month, year]: readonly [string, string, string]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

test('a data manager adds a cohort with schedules of an earlier one, and moves its days', async () => {
  const officer = await visit({ javaScript: false, width: 320 })
  const { page, arrivesAt } = officer
  await signInAsStaff(officer, AUTHOR)
  await page.goto('/staff/npq')
  await page.getByRole('link', { name: 'Cohorts and schedules' }).click()
  await arrivesAt('Cohorts')
  await page.getByRole('button', { name: 'Add a cohort' }).click()
  await arrivesAt('Add a cohort')
  await page.getByLabel('Identifier').fill('2031a')
  await page.getByLabel('Name', { exact: true }).fill('Autumn 2026')
  await page.getByLabel('Scholarships with a cap').check()
  await enter(officer, 'First day of registration', ['10', '1', '2031'])
  await enter(officer, 'Last day of registration', ['31', '5', '2031'])
  await enter(officer, 'First day of courses', ['1', '2', '2031'])
  await page.getByLabel('Source').fill('Letter to providers')
  await page.getByRole('button', { name: 'Add the cohort' }).click()
  await arrivesAt('Add a cohort')
  expect(await page.getByRole('alert').textContent()).toContain('there is a cohort with this one')
  await page.getByLabel('Name', { exact: true }).fill('Spring 2031')
  await page.getByRole('button', { name: 'Add the cohort' }).click()
  await arrivesAt('Spring 2031')
  await page.getByRole('link', { name: 'Schedules to accept people on' }).click()
  await arrivesAt('Copy the schedules of an earlier cohort')
  await page.getByRole('button', { name: 'Copy' }).click()
  await arrivesAt('Spring 2031')
  expect(await page.getByText('4 schedules copied from Spring 2026').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Change the last day' }).click()
  await arrivesAt('Change Spring 2031')
  await enter(officer, 'Last day of registration', ['15', '6', '2031'])
  await page.getByLabel('Reason').fill('Two weeks more')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await arrivesAt('Spring 2031')
  expect(await page.getByText('from 31 May 2031 to 15 June 2031').isVisible()).toBe(true)
  await officer.leave()
})

test('one officer writes rules that the table of cases agrees with, and another approves them', async () => {
  const author = await visit({ javaScript: true })
  const { page, arrivesAt } = author
  await signInAsStaff(author, AUTHOR)
  await page.goto('/staff/npq/scenarios')
  const rows = ['2026b,yes,school,npq-leading-literacy,,,,yes', '2026b,yes,school,npq-headship,,,,yes']
  const buffer = Buffer.from([HEADER, ...rows].join('\r\n'))
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'wanted.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Run the table' }).click()
  await arrivesAt('wanted.csv')
  expect(await page.getByText('2 rows: 1 as expected, 1 different').isVisible()).toBe(true)
  await page.goto('/staff/npq/funding-policies')
  await arrivesAt('Rules of NPQ funding')
  await page.getByRole('link', { name: 'Autumn 2026, 2026-06' }).click()
  await arrivesAt('Rules 2026-06 of cohort 2026b')
  await page.getByRole('button', { name: 'Write new rules from this version' }).click()
  await arrivesAt('Write new rules')
  await page.getByRole('button', { name: 'Make a copy to change' }).click()
  await arrivesAt('New rules for Autumn 2026')
  expect(await page.getByText('1 case does not come out as the table expects').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Change courses for disadvantaged schools' }).click()
  await arrivesAt('Courses for disadvantaged schools')
  await page.getByLabel('Leading literacy NPQ').uncheck()
  await page.getByRole('button', { name: 'Save the rule' }).click()
  await page.getByText('1 of 2 cases of this cohort change').waitFor()
  await page.getByRole('button', { name: 'Propose these rules' }).click()
  await arrivesAt('Propose these rules')
  await page.getByLabel('As soon as they are approved').check()
  await page.getByLabel('Source').fill('Funding guidance of the winter')
  await page.getByLabel('Reason').fill('Decided by ministers')
  await page.getByRole('button', { name: 'Propose' }).click()
  await page.getByText('You wrote these rules, so somebody else').waitFor()
  await approve(new URL(page.url()).pathname)
  await page.reload()
  expect(await page.getByText(`by ${SECOND}`).isVisible()).toBe(true)
  await author.leave()
})

/** The second person, without JavaScript and on a phone. */
async function approve(path: string): Promise<void> {
  const second = await visit({ javaScript: false, width: 320 })
  const { page, arrivesAt } = second
  await signInAsStaff(second, SECOND)
  await page.getByRole('link', { name: 'Rules of NPQ funding' }).click()
  await arrivesAt('Rules of NPQ funding')
  await page.locator(`a[href="${path}"]`).click()
  await arrivesAt('New rules for Autumn 2026')
  expect(await page.getByText('Courses for disadvantaged schools: courses').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Approve or refuse' }).click()
  await arrivesAt('Approve or refuse these rules')
  await page.getByLabel('Approve', { exact: true }).check()
  await page.getByRole('button', { name: 'Save decision' }).click()
  await arrivesAt('Approve or refuse these rules')
  expect(await page.getByRole('link', { name: 'Enter the reason' }).isVisible()).toBe(true)
  await page.getByLabel('Reason').fill('As in the guidance')
  await page.getByRole('button', { name: 'Save decision' }).click()
  await arrivesAt('New rules for Autumn 2026')
  expect(await page.getByText('They count from').isVisible()).toBe(true)
  await second.leave()
}

test('what people agree to is looked at before it is kept', async () => {
  const officer = await visit({ javaScript: true, width: 320 })
  const { page, arrivesAt } = officer
  await signInAsStaff(officer, SECOND)
  await page.goto('/staff/npq/consent-texts')
  await arrivesAt('Consent texts')
  await page.getByRole('button', { name: 'Add a text' }).click()
  await arrivesAt('Add a consent text')
  await page.getByLabel('Text', { exact: true }).fill('I agree that my details are shared with my provider.')
  await page.getByLabel('Now').check()
  await page.getByLabel('Reason').fill('Shorter')
  await page.getByRole('button', { name: 'Preview' }).click()
  await arrivesAt('Check the consent text')
  await page.getByRole('button', { name: 'Add the text' }).click()
  await arrivesAt(/^Consent text /)
  expect(await page.getByText('Counts now').isVisible()).toBe(true)
  await officer.leave()
})
