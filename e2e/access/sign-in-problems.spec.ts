import { describe, expect, test } from 'vitest'
import { urnOf } from '#db/seeds/particular-schools.ts'
import { TUTOR_PERSONAS } from '#db/seeds/personas.ts'
import { codeIn, emailTo } from '../support/mailbox.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

/** GOV.UK Notify's own test address, which always answers that the mailbox does not exist. */
const NO_SUCH_MAILBOX = 'perm-fail@simulator.notify'

// Document 000, signing in, problem 3: the link does not arrive.
describe.each([
  { javaScript: true, width: 1280, tutor: TUTOR_PERSONAS[0] },
  { javaScript: false, width: 320, tutor: TUTOR_PERSONAS[2] },
])('with JavaScript: $javaScript', ({ javaScript, width, tutor }) => {
  test('the email bounces, the page says so, and the remedy leads in', async () => {
    const somebody = await visit({ javaScript, width })
    const { page, arrivesAt } = somebody
    await askForEmail(somebody, NO_SUCH_MAILBOX)
    await bounced(somebody)
    await arrivesAt('Check your email')

    await page.getByRole('link', { name: 'Problems signing in' }).click()
    await arrivesAt('Problems signing in')
    expect(await page.getByLabel('The email to sign in does not arrive').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt('The email does not arrive')
    expect(await page.getByRole('main').innerText()).toContain('Address does not exist')

    await page.getByRole('link', { name: 'find out which address your school gave us' }).click()
    await arrivesAt('Find out which email address to use')
    await page.locator('[name=q]').fill(`A school (${urnOf(tutor.schools[0])})`)
    await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL(`**/schools/${urnOf(tutor.schools[0])}/access`)

    await askForEmail(somebody, tutor.address)
    await page.getByLabel('Code').fill('AAAA AAAA')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await arrivesAt('Check your email')
    await page.getByLabel('Code').fill(codeIn(await emailTo(platform.url, tutor.address, /^Sign in/)))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/home*')
    await somebody.leave()
  })
})

test('each problem leads to a page with the next step', async () => {
  const somebody = await visit({ javaScript: true })
  const { page, arrivesAt } = somebody
  for (const [problem, heading] of REMEDIES) {
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Problems signing in' }).click()
    await page.getByLabel(problem).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt(heading)
  }
  await somebody.leave()
})

const REMEDIES = [
  ['Our induction tutor has left', 'The induction tutor has left'],
  ['The link in the email does not work', 'The link does not work'],
  ['My code is not accepted', 'The code is not accepted'],
  ['I get the wrong account', 'The wrong account with DfE Sign-in or GOV.UK One Login'],
  ['I have never registered', 'Get access for the first time'],
] as const

async function askForEmail({ page, arrivesAt }: Visitor, address: string) {
  await page.goto('/sign-in')
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await arrivesAt('Check your email')
}

/** The answer of the mailbox's server comes a moment after the message went out. */
async function bounced({ page }: Visitor) {
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.getByRole('main').innerText()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toContain('there is no such mailbox')
}
