import { describe, expect, test } from 'vitest'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { visit } = stage()

describe.each([
  { javaScript: true, width: 1280, name: 'Leila Haddad', answer: 'Eligible for scholarship funding' },
  { javaScript: false, width: 320, name: 'Niamh Gallagher', answer: 'Not eligible for scholarship funding' },
])('with JavaScript: $javaScript', ({ javaScript, width, name, answer }) => {
  test('support staff take a review, ask, decide it with a reason, and find it among the decided', async () => {
    const staff = await visit({ javaScript, width })
    const { page, arrivesAt } = staff
    await signInAsStaff(staff, 'Priya Nair')
    await page.goto('/staff/npq/reviews')
    await arrivesAt('Funding reviews')
    await page.getByRole('link', { name }).click()
    await arrivesAt(name)
    await page.getByRole('button', { name: 'Take it' }).click()
    await arrivesAt(name)
    expect(await page.getByText('You have taken it.').isVisible()).toBe(true)

    await page.getByRole('button', { name: 'Save the note' }).click()
    await arrivesAt(name)
    expect(await page.getByRole('alert').textContent()).toContain('Enter a note')
    await page.getByLabel('Note', { exact: true }).fill('Asked the employer what the role is')
    await page.getByLabel('Wait for information').check()
    await page.getByRole('button', { name: 'Save the note' }).click()
    await arrivesAt(name)
    expect(await page.getByText('Awaiting information').isVisible()).toBe(true)

    await page.getByRole('link', { name: 'Decide the funding' }).click()
    await arrivesAt('Decide the funding')
    await page.getByLabel(answer, { exact: true }).check()
    await page.getByLabel('Why?').fill('The employer answered by phone')
    await page.getByRole('button', { name: 'Decide' }).click()
    await arrivesAt(name)
    expect(await page.getByText('The person has been told').isVisible()).toBe(true)
    expect(await page.getByText('The employer answered by phone').isVisible()).toBe(true)

    await page.goto('/staff/npq/reviews?status=decision_made')
    await arrivesAt('Funding reviews')
    expect(await page.getByRole('link', { name }).isVisible()).toBe(true)
    await page.getByRole('link', { name: /^Funded places in doubt/ }).click()
    await arrivesAt('Funded places in doubt')
    await staff.leave()
  })
})
