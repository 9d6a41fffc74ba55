import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInAsStaff, signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const PROVIDER = 'Beacon and Vale Education'
const ADMINISTRATOR = 'marcus.adeyemi@beacon-vale.example'
const TOKENS = `API tokens of ${PROVIDER}`

/** What a provider's system is answered. */
async function call(secret: string, path = '/api/v3/npq-applications') {
  const response = await fetch(`${platform.url}${path}`, { headers: { authorization: `Bearer ${secret}` } })
  return { status: response.status, body: JSON.stringify(await response.json()) }
}

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript', ({ javaScript, width }) => {
  const open = () => visit({ javaScript, width })
  const name = `Student records ${javaScript}`

  test('a provider reads the guidance, makes a token, calls, replaces the token without a gap, and ends the old one', async () => {
    const administrator = await open()
    await readGuidance(administrator)
    await signInByEmail(administrator, { url: platform.url, address: ADMINISTRATOR })
    await administrator.arrivesAt(PROVIDER)
    const { page, arrivesAt } = administrator
    await page.getByRole('link', { name: 'API tokens' }).click()
    await arrivesAt(TOKENS)
    const first = await makeToken(administrator, name)
    expect(await call(first)).toMatchObject({ status: 200 })
    expect((await call(first, '/api/v3/npq-changes')).body).toContain('next_after')
    await emailTo(platform.url, ADMINISTRATOR, /^A new API token for/)

    await page.getByRole('link', { name: `See the tokens of ${PROVIDER}` }).click()
    await arrivesAt(TOKENS)
    await page.getByRole('link', { name: `Replace (${name}, ends in ${first.slice(-4)})` }).click()
    await arrivesAt(`Replace the token ‘${name}’`)
    await page.getByRole('button', { name: 'Make the new token' }).click()
    await arrivesAt('Copy the token now')
    const second = await page.locator('#secret').innerText()
    expect([(await call(first)).status, (await call(second)).status]).toEqual([200, 200])

    await page.getByRole('link', { name: `See the tokens of ${PROVIDER}` }).click()
    await page.getByRole('link', { name: `End (${name}, ends in ${first.slice(-4)})` }).click()
    await arrivesAt(`End the token ‘${name}’?`)
    await page.getByRole('button', { name: 'End the token' }).click()
    await arrivesAt(TOKENS)
    expect(await page.getByText('The token stopped working at once').isVisible()).toBe(true)
    expect([(await call(first)).status, (await call(second)).status]).toEqual([401, 200])
    await administrator.leave()
  })

  test('support staff end a token that was found in public, and say why', async () => {
    const staff = await open()
    const { page, arrivesAt } = staff
    await signInAsStaff(staff, 'Priya Nair')
    await page.getByRole('link', { name: 'API tokens' }).click()
    await arrivesAt('API tokens')
    await page.getByRole('link', { name: PROVIDER }).click()
    await arrivesAt(TOKENS)
    await page.getByRole('link', { name: /^End/ }).first().click()
    await arrivesAt(/^End the token/)
    await page.getByRole('button', { name: 'End the token' }).click()
    await arrivesAt(/^End the token/)
    await page.getByLabel('Reason').fill('Found in public code. The provider was called')
    await page.getByRole('button', { name: 'End the token' }).click()
    await arrivesAt(TOKENS)
    await emailTo(platform.url, ADMINISTRATOR, /^An API token of .* was ended/)
    await staff.leave()
  })
})

/** Nobody needs to sign in to read it. */
async function readGuidance({ page, arrivesAt }: Visitor) {
  await page.goto('/api/guidance')
  await arrivesAt('API for NPQ providers')
  await page.getByRole('link', { name: 'Getting started' }).click()
  await arrivesAt('Getting started')
  for (const next of ['Tokens', 'Keep a copy up to date', 'Follow changes', 'Ids, and ids that change']) {
    await page.getByRole('link', { name: `Next: ${next}` }).click()
    await arrivesAt(next)
  }
  for (const next of ['Statuses', 'Errors', 'Try it out', 'Release notes']) {
    await page.getByRole('link', { name: `Next: ${next}` }).click()
    await arrivesAt(next)
  }
}

/** With a wrong turn: a token without a name. Answers its secret. */
async function makeToken({ page, arrivesAt }: Visitor, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Make a token' }).click()
  await arrivesAt('Make an API token')
  await page.getByRole('button', { name: 'Make the token' }).click()
  await arrivesAt('Make an API token')
  expect(await page.getByText('Enter a name for the token').first().isVisible()).toBe(true)
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make the token' }).click()
  await arrivesAt('Copy the token now')
  return page.locator('#secret').innerText()
}
