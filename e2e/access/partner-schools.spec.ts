import { describe, expect, test } from 'vitest'
import { PARTNER_PERSONAS } from '#db/seeds/personas.ts'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { searchFor } from '../support/search-box.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'
import { schoolWithoutTutor } from '../support/world.ts'

const { platform, visit } = stage()

const [PROVIDER, TRUST] = PARTNER_PERSONAS

describe.each([
  { javaScript: true, position: 0, width: 1280 },
  { javaScript: false, position: 1, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, position, width }) => {
  const open = () => visit({ javaScript, width })

  test('a lead provider asks whether a school is registered and has its link sent to the school’s own contact', async () => {
    const school = await schoolWithoutTutor(platform, position)
    const somebody = await open()
    const { page, arrivesAt } = somebody
    await signIn(somebody, PROVIDER?.address ?? '')
    await page.goto('/partner-schools')
    await arrivesAt('Is a school registered?')
    await searchFor(page, 'no school is called this')
    await arrivesAt('Is a school registered?')
    expect(await page.getByText('No open school found').isVisible()).toBe(true)
    await searchFor(page, school.urn)
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
