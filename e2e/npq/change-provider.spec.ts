import { describe, expect, test } from 'vitest'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const BEACON = { name: 'Beacon and Vale Education', colleague: 'marcus.adeyemi@beacon-vale.example' }
const ALDERBROOK = { name: 'Alderbrook Institute of Teaching', colleague: 'lindiwe.mercer@alderbrook.example' }

describe.each([
  {
    ...{ javaScript: true, width: 1280, pending: 'tobias.lindqvist@teachers.example', to: ALDERBROOK.name },
    ...{ accepted: 'callum.reid@teachers.example', name: 'Callum Reid', from: BEACON, next: ALDERBROOK.name },
  },
  {
    ...{ javaScript: false, width: 320, pending: 'edith.marlowe@teachers.example' },
    ...{ to: 'Calderwater Teacher Development', accepted: 'bronwen.hughes@teachers.example', name: 'Bronwen Hughes' },
    ...{ from: ALDERBROOK, next: BEACON.name },
  },
] as const)('with JavaScript: $javaScript', ({ javaScript, width, pending, to, accepted, name, from, next }) => {
  const open = () => visit({ javaScript, width })

  test('before a provider has accepted, at once', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await signInByEmail(teacher, { url: platform.url, address: pending })
    await page.goto('/npq/registrations')
    await arrivesAt('Early years leadership NPQ')
    await page.locator('a[href$="/change-provider"]').first().click()
    await arrivesAt('Change your provider')
    await goOn(teacher)
    await arrivesAt('Which provider do you want instead?')
    await goOn(teacher)
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel(to).check()
    await goOn(teacher)
    await arrivesAt('Check your answer and change your provider')
    await page.getByRole('button', { name: 'Change provider' }).click()
    await arrivesAt(`Your registration is for the Early years leadership NPQ with ${to}`)
    await emailTo(platform.url, pending, /^Your provider for Early years leadership NPQ is now/)
    await teacher.leave()
  })

  test('once accepted, when the provider lets them go: refused first, then asked again, taken back, and released', async () => {
    const teacher = await open()
    const { page, arrivesAt } = teacher
    await signInByEmail(teacher, { url: platform.url, address: accepted })
    await ask(teacher, name === 'Callum Reid' ? 'Leading behaviour and culture NPQ' : 'Headship NPQ')
    const colleague = await open()
    await signInByEmail(colleague, { url: platform.url, address: from.colleague })
    await colleague.page.waitForURL('**/home')
    await openRequest(colleague)
    await colleague.page.getByLabel('No', { exact: true }).check()
    await colleague.page.getByLabel('Why not?').fill('Your course begins on Monday')
    await colleague.page.getByRole('button', { name: 'Send your answer' }).click()
    await colleague.arrivesAt('You did not let them go')
    expect((await emailTo(platform.url, accepted, /has answered your request$/)).text).toContain('begins on Monday')

    const start = page.url().replace(/\/change-provider.*/, '/change-provider')
    await page.goto(start)
    await arrivesAt('Change your provider')
    expect(await page.getByText('It says: Your course begins on Monday').isVisible()).toBe(true)
    await choose(teacher)
    await page.getByRole('button', { name: 'Take the request back' }).click()
    await arrivesAt('Take the request back')
    await page.getByRole('button', { name: 'Take the request back' }).click()
    await page.waitForURL((url) => !url.pathname.includes('change-provider'))
    await emailTo(platform.url, from.colleague, new RegExp(`^${name} stays on`))

    await page.goto(start)
    await choose(teacher)
    await openRequest(colleague)
    await colleague.page.getByLabel('Yes, let them go').check()
    await colleague.page.getByRole('button', { name: 'Send your answer' }).click()
    await colleague.arrivesAt('You let them go')
    await emailTo(platform.url, from.colleague, new RegExp(`^${name} has moved to another provider`))
    await page.goto(`${start}/done`)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(`with ${next}`)
    await Promise.all([teacher, colleague].map(({ leave }) => leave()))
  })

  async function ask(teacher: Visitor, course: string) {
    const { page, arrivesAt } = teacher
    await page.goto('/npq/registrations?all=yes')
    await page.getByRole('link', { name: course }).first().click()
    await arrivesAt(course)
    await page.locator('a[href$="/change-provider"]').first().click()
    await arrivesAt('Change your provider')
    await choose(teacher)
  }

  async function choose(teacher: Visitor) {
    const { page, arrivesAt } = teacher
    await goOn(teacher)
    await arrivesAt('Which provider do you want instead?')
    await page.getByLabel(next).check()
    await goOn(teacher)
    await arrivesAt('Check your answer and ask your provider')
    expect(await page.getByText('You give up the funded place that you have now').isVisible()).toBe(true)
    await page.getByRole('button', { name: `Ask ${from.name}` }).click()
    await arrivesAt('You have asked your provider')
  }

  /** By the link in the newest message; its reader is signed in. */
  async function openRequest({ page, arrivesAt }: Visitor) {
    const asked = await emailTo(platform.url, from.colleague, new RegExp(`^${name} asks to leave`))
    await page.goto(linkIn(asked, '/organisations/'))
    await arrivesAt(`${name} asks you to let them go`)
  }
})

const goOn = ({ page }: Visitor) => page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
