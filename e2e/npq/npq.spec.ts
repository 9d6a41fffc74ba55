import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signInAsStaff } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'

const { visit } = stage()

describe.each([
  { javaScript: true, width: 1280, accepted: 'Callum Reid', waiting: 'Viktor Hale' },
  { javaScript: false, width: 320, accepted: 'Bronwen Hughes', waiting: 'Owen Prothero' },
])('with JavaScript: $javaScript', ({ javaScript, width, accepted, waiting }) => {
  const open = () => visit({ javaScript, width })

  test('support staff find a registration, see what is told of it, and make it pending again with a reason', async () => {
    const staff = await open()
    const { page, arrivesAt } = staff
    await signInAsStaff(staff, 'Priya Nair')
    await page.goto('/staff/npq')
    await arrivesAt('NPQ registrations')
    await page.getByLabel('Search', { exact: true }).fill(accepted)
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await arrivesAt('NPQ registrations')
    await page.getByLabel('Status').selectOption('accepted')
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await page.getByRole('link', { name: accepted, exact: true }).click()
    await arrivesAt(accepted)
    await page.getByRole('link', { name: 'Make it pending again' }).click()
    await arrivesAt('Make this registration pending again')
    await page.getByRole('button', { name: 'Make it pending' }).click()
    await arrivesAt('Make this registration pending again')
    expect(await page.getByRole('link', { name: 'Enter the reason' }).isVisible()).toBe(true)
    await page.getByLabel('Reason').fill('The provider accepted the wrong person')
    await page.getByRole('button', { name: 'Make it pending' }).click()
    await arrivesAt(accepted)
    expect(await page.getByText('The registration is pending again').isVisible()).toBe(true)
    await staff.leave()
  })

  test('they move several to another provider by a file that is tried first', async () => {
    const staff = await open()
    const { page, arrivesAt } = staff
    await signInAsStaff(staff, 'Priya Nair')
    await page.goto(`/staff/npq?q=${encodeURIComponent(waiting)}`)
    await page.getByRole('link', { name: waiting, exact: true }).click()
    await arrivesAt(waiting)
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.goto('/staff/npq/bulk')
    await arrivesAt('Change many registrations by a file')
    await page.getByLabel('Move registrations to another provider').check()
    await page.getByLabel('Reason').fill('Agreed with both providers')
    const text = `registration_id,provider\n${id},Meridian Teaching Network\nnothing,Meridian Teaching Network\n`
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'move.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Upload and try' }).click()
    await lookUntil(page, 'Tried, waiting for your decision')
    await arrivesAt('move.csv')
    await page.getByRole('button', { name: 'Make 1 change' }).click()
    await lookUntil(page, '1 row changed a registration')
    await arrivesAt('move.csv')
    await page.goto(`/staff/npq/registrations/${id}`)
    expect(await page.getByText('Meridian Teaching Network').first().isVisible()).toBe(true)
    await staff.leave()
  })

  test('they see which registrations repeat earlier ones, and who offers which course', async () => {
    const staff = await open()
    const { page, arrivesAt } = staff
    await signInAsStaff(staff, 'Devika Chowdhury')
    await page.goto('/staff/npq/duplicates')
    await arrivesAt('Repeated registrations')
    await page.goto('/staff/npq/offers')
    await arrivesAt('Who offers which course')
    await page.getByRole('link', { name: 'Change who offers Leading literacy NPQ' }).click()
    await arrivesAt('Who offers Leading literacy NPQ')
    const meridian = page.getByLabel('Meridian Teaching Network')
    await meridian.setChecked(!(await meridian.isChecked()))
    await page.getByLabel('Reason').fill('Notice of the provider')
    await page.getByRole('button', { name: 'Save providers' }).click()
    await arrivesAt('Who offers which course')
    expect(await page.getByText('Saved: providers of Leading literacy NPQ').isVisible()).toBe(true)
    await staff.leave()
  })
})

/** The worker does it: looked at again until it has, as somebody without JavaScript would. */
const lookUntil = (page: Page, text: string) =>
  expect
    .poll(
      async () => {
        await page.reload()
        return page.getByText(text).isVisible()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(true)
