import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PARTNER_PERSONAS } from '#db/seeds/personas.ts'
import { openChromium } from '#test/chromium.ts'
import { type RunningPlatform, startPlatform } from '#test/platform.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { type Visitor, visitor } from '../support/visitor.ts'
import { schoolWithoutTutor } from '../support/world.ts'

let platform: RunningPlatform
let chromium: Browser
beforeAll(async () => {
  ;[platform, chromium] = await Promise.all([startPlatform(), openChromium()])
})
afterAll(async () => {
  await chromium.close()
  await platform.stop()
})

const [PROVIDER, TRUST] = PARTNER_PERSONAS

describe.each([
  { javaScript: true, position: 0, width: 1280 },
  { javaScript: false, position: 1, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, position, width }) => {
  const open = () => visitor(chromium, { url: platform.url, javaScript, width })

  test('a lead provider asks whether a school is registered and has its link sent to the school’s own contact', async () => {
    const school = await schoolWithoutTutor(platform, position)
    const somebody = await open()
    const { page, arrivesAt } = somebody
    await signIn(somebody, PROVIDER?.address ?? '')
    await page.goto('/partner-schools')
    await arrivesAt('Is a school registered?')
    await page.locator('[name=q]').fill('no school is called this')
    await page.getByRole('button', { name: 'Search' }).click()
    await arrivesAt('Is a school registered?')
    expect(await page.getByText('No open school found').isVisible()).toBe(true)
    await page.locator('[name=q]').fill(school.urn)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('main').getByRole('link', { name: school.name }).first().click()
    await arrivesAt(school.name)
    expect(await page.getByRole('main').innerText()).toMatch(/Registered\s+No/)
    await page.getByRole('button', { name: 'Send the link to the school’s contact' }).click()
    await arrivesAt(school.name)
    const shown = await page.getByRole('main').innerText()
    expect(shown).toContain('Sent on')
    expect(shown).not.toContain('@')
    linkIn(await emailTo(platform.url, school.contact, /^Nominate/), '/nominate-induction-tutor/link/')
    await page.getByRole('button', { name: 'Send the link to the school’s contact' }).click()
    await arrivesAt(school.name)
    expect(await page.getByText('Another one can be sent at').isVisible()).toBe(true)
    await somebody.leave()
  })

  test('a trust sees its schools and sends the link to all that are not registered', async () => {
    const somebody = await open()
    const { page, arrivesAt } = somebody
    await signIn(somebody, TRUST?.address ?? '')
    await page.goto('/partner-schools')
    await arrivesAt('Schools of Lanwinnick Education Trust')
    await page.getByRole('link', { name: 'Show only those that are not registered' }).click()
    await arrivesAt('Schools of Lanwinnick Education Trust')
    await page.getByRole('button', { name: /^Send the link to/ }).click()
    await arrivesAt(/^Send the link to|^There is nobody/)
    const send = page.getByRole('main').getByRole('button', { name: /^Send the link to/ })
    // Whoever comes second finds that all were invited a moment ago.
    if ((await send.count()) > 0) {
      await send.click()
      await arrivesAt(/Links to your schools|Sending the links/)
    }
    await somebody.leave()
  })
})

async function signIn(somebody: Visitor, address: string) {
  await signInByEmail(somebody, { url: platform.url, address })
  await somebody.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
