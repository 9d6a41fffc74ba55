import { describe, expect, test } from 'vitest'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

describe.each([
  {
    ...{ javaScript: true, width: 1280, address: 'owen.prothero@teachers.example' },
    ...{ from: 'Leading teaching NPQ', provider: 'Calderwater Teacher Development' },
  },
  {
    ...{ javaScript: false, width: 320, address: 'viktor.hale@teachers.example' },
    ...{ from: 'Executive leadership NPQ', provider: 'Saltmarsh Learning' },
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, address, from, provider }) => {
  // The service before asked whoever wanted another course to register again, which made the duplicates.
  test('somebody who waits for the answer changes the course of their registration, and needs another provider for it', async () => {
    const teacher = await visit({ javaScript, width })
    const { page, arrivesAt } = teacher
    await signInByEmail(teacher, { url: platform.url, address })
    await page.goto('/npq/registrations')
    await arrivesAt(from)
    const registration = page.url()
    await page.locator('a[href$="/change-course"]').first().click()
    await arrivesAt('Change your course')
    await goOn(teacher)
    await arrivesAt('Which NPQ do you want to do?')
    await goOn(teacher)
    expect(await page.title()).toMatch(/^Error: /)
    // A course with a question of its own, and a way back from where it ends.
    await page.getByLabel('Leading primary mathematics').check()
    await goOn(teacher)
    await page.getByLabel('No', { exact: true }).check()
    await goOn(teacher)
    await arrivesAt('How can you show that you understand the Teaching for Mastery approach?')
    await page.getByLabel('I cannot show it').check()
    await goOn(teacher)
    await arrivesAt('You cannot do the leading primary mathematics NPQ yet')
    await page.getByRole('button', { name: 'Choose another course' }).click()
    await page.getByLabel('Special educational needs co-ordinator (SENCO)').check()
    await goOn(teacher)
    await arrivesAt('Are you a special educational needs co-ordinator (SENCO)?')
    await page.getByLabel('Yes', { exact: true }).check()
    await goOn(teacher)
    await arrivesAt('When did you become a SENCO?')
    await page.getByLabel('Month').fill('September')
    await page.getByLabel('Year').fill('2024')
    await goOn(teacher)
    if (javaScript) {
      await arrivesAt('Funding for your new course')
      expect(await page.getByText('Funding after this change').isVisible()).toBe(true)
      await goOn(teacher)
    }
    await arrivesAt('Which provider do you want?')
    expect(await page.getByLabel(provider).count()).toBe(0)
    await page.getByLabel('Meridian Teaching Network').check()
    await goOn(teacher)
    await arrivesAt('Check your answers and change your course')
    expect(await page.getByText('September 2024').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Change course' }).click()
    await arrivesAt(
      'Your registration is for the Special educational needs co-ordinator (SENCO) NPQ with Meridian Teaching Network',
    )
    await page.getByRole('link', { name: 'Review your registration' }).click()
    await arrivesAt('Special educational needs co-ordinator (SENCO) NPQ')
    expect(page.url()).toBe(registration)
    const email = await emailTo(platform.url, address, /^Your registration is now for/)
    expect(linkIn(email, new URL(registration).pathname)).toContain(new URL(registration).pathname)
    await teacher.leave()
  })
})

const goOn = ({ page }: Visitor) => page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
