import { describe, expect, test } from 'vitest'
import { emailTo } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

const SCHOOL = 'Ysgol Tŷ Ŵyn Llundain'
const TUTOR = 'sian@ty-wyn.sch.example'

describe.each([
  { javaScript: true, width: 1280, last: 'marcus.adeyemi@beacon-vale.example', provider: 'Beacon and Vale Education' },
  {
    javaScript: false,
    width: 320,
    last: 'katya.morozova@dunsterfold.example',
    provider: 'Dunsterfold Teacher Training',
  },
])('with JavaScript: $javaScript', ({ javaScript, width, last, provider }) => {
  const open = () => visit({ javaScript, width })

  test('one sign-up serves every service: the tutor adds the business manager, who signs in and sees theirs', async () => {
    const business = {
      name: javaScript ? 'Nia Prys-Jones' : 'Nia Mair Prosser',
      email: `nia.${javaScript}@ty-wyn.sch.example`,
    }
    const tutor = await open()
    await signIn(tutor, TUTOR)
    await tutor.arrivesAt(SCHOOL)
    const home = await tutor.page.getByRole('main').innerText()
    for (const words of [
      'One sign-up serves every teacher training service',
      'What is left to do',
      'Early career training',
    ]) {
      expect(home).toContain(words)
    }
    await add(tutor, business)

    const manager = await open()
    await emailTo(platform.url, business.email, /^You have access to/)
    await signIn(manager, business.email)
    await manager.arrivesAt(SCHOOL)
    expect(await manager.page.getByText('What is left to do').count()).toBe(0)
    await manager.page.getByRole('link', { name: 'See everybody who has access' }).click()
    await manager.arrivesAt(`Who has access to ${SCHOOL}`)
    expect(await manager.page.getByRole('button', { name: 'Add a person' }).count()).toBe(0)

    await removeAndUndo(tutor, manager, business.name)
    await Promise.all([tutor, manager].map(({ leave }) => leave()))
  })

  test('the last administrator leaves with a successor, not without', async () => {
    const leaver = await open()
    const successor = { name: 'Zofia Lis', email: `zofia.${javaScript}@successor.example` }
    await signIn(leaver, last)
    await leaver.arrivesAt(provider)
    await leaver.page.getByRole('link', { name: 'People and roles' }).click()
    await leaver.arrivesAt(`Who has access to ${provider}`)
    await leaver.page.getByRole('link', { name: /^Leave/ }).click()
    await leaver.arrivesAt(`Leave ${provider}`)
    await leaver.page.getByRole('button', { name: 'Leave' }).click()
    await leaver.arrivesAt(`Leave ${provider}`)
    expect(await leaver.page.getByText('Select who takes over as administrator').first().isVisible()).toBe(true)
    await leaver.page.getByLabel('Somebody new').check()
    await leaver.page.getByLabel('Full name').fill(successor.name)
    await leaver.page.getByLabel('Email address').fill(successor.email)
    await leaver.page.getByRole('button', { name: 'Leave' }).click()
    await leaver.arrivesAt('Sign in')
    expect(await leaver.page.getByText('Your access to an organisation has changed').isVisible()).toBe(true)

    const next = await open()
    await signIn(next, successor.email)
    await next.arrivesAt(provider)
    await Promise.all([leaver, next].map(({ leave }) => leave()))
  })

  test('the tutor corrects where we write to the school, and takes it back', async () => {
    const { page, arrivesAt, leave } = await signedIn(await open(), TUTOR)
    await page.getByRole('link', { name: 'Correct these email addresses' }).click()
    await arrivesAt(`How we reach ${SCHOOL}`)
    await page.getByRole('link', { name: /^(Correct|Add) main email address/ }).click()
    await arrivesAt('Correct the main email address')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await arrivesAt('Correct the main email address')
    const address = `swyddfa.${javaScript}@ty-wyn.sch.example`
    await page.getByLabel('Email address').fill(address)
    await page.getByRole('button', { name: 'Use this address' }).click()
    await arrivesAt(`How we reach ${SCHOOL}`)
    await emailTo(platform.url, address, /^We write to this address/)
    await page.getByRole('link', { name: /^Take back/ }).click()
    await arrivesAt(/^Use what Get Information about Schools says/)
    await page.getByRole('button', { name: 'Take the correction back' }).click()
    await arrivesAt(`How we reach ${SCHOOL}`)
    expect(await page.getByText(address).count()).toBe(0)
    await leave()
  })

  test('somebody with two organisations chooses, and acts for a school of the trust', async () => {
    const { page, arrivesAt, leave } = await signedIn(await open(), 'ruth.okonjo@candlemere.example')
    await arrivesAt('Who are you acting for?')
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt('Who are you acting for?')
    await page.getByLabel('Candlemere Teaching School Hub').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt('Candlemere Teaching School Hub')
    await page.getByRole('link', { name: 'Change organisation' }).click()
    await arrivesAt('Who are you acting for?')
    await page.getByLabel('Candlemere Schools Trust').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrivesAt('Candlemere Schools Trust')
    const school = await page.locator('main table tbody a').first().innerText()
    await page.getByLabel('Name or URN of the school').fill(school)
    await page.getByRole('button', { name: 'Search' }).click()
    await arrivesAt('Candlemere Schools Trust')
    await page
      .getByRole('button', { name: `Act for ${school}` })
      .first()
      .click()
    await arrivesAt(school)
    await page.getByRole('button', { name: 'Back to Candlemere Schools Trust' }).click()
    await arrivesAt('Candlemere Schools Trust')
    await leave()
  })
})

/** With a wrong turn. */
async function add({ page, arrivesAt }: Visitor, person: { readonly name: string; readonly email: string }) {
  await page.getByRole('link', { name: 'Add, change or remove people' }).click()
  await arrivesAt(`Who has access to ${SCHOOL}`)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await arrivesAt('Add a person')
  await page.getByLabel('Full name').fill(person.name)
  await page.getByLabel('Email address').fill(person.email)
  await page.getByRole('button', { name: 'Add this person' }).click()
  await arrivesAt('Add a person')
  expect(await page.getByLabel('Full name').inputValue()).toBe(person.name)
  await page.getByLabel('Claims').check()
  await page.getByRole('button', { name: 'Add this person' }).click()
  await arrivesAt(`Who has access to ${SCHOOL}`)
}

/** The person is signed out with the removal, reads why, and has the role again after the undo. */
async function removeAndUndo(tutor: Visitor, removed: Visitor, name: string) {
  const { page, arrivesAt } = tutor
  await page.getByRole('link', { name: `Change role (${name})` }).click()
  await arrivesAt(`Change the role of ${name}`)
  await page.getByLabel('Viewer').check()
  await page.getByRole('button', { name: 'Change role' }).click()
  await arrivesAt(`Who has access to ${SCHOOL}`)
  await page.getByRole('link', { name: `Remove (${name})` }).click()
  await arrivesAt(/^Remove Nia/)
  await page.getByRole('button', { name: 'Remove this person' }).click()
  await arrivesAt(/^Remove Nia/)
  await page.getByLabel('Reason').fill('Has left the school')
  await page.getByRole('button', { name: 'Remove this person' }).click()
  await arrivesAt(`Who has access to ${SCHOOL}`)
  await removed.page.goto('/home')
  await removed.arrivesAt('Sign in')
  expect(await removed.page.getByText('Your access to an organisation has changed').isVisible()).toBe(true)
  await page.getByRole('link', { name: `Undo for ${name}` }).click()
  await arrivesAt(/^Give Nia/)
  await page.getByRole('button', { name: 'Give the role back' }).click()
  await arrivesAt(`Who has access to ${SCHOOL}`)
  expect(await page.getByRole('link', { name: `Remove (${name})` }).count()).toBe(1)
}

const signIn = (somebody: Visitor, address: string) => signInByEmail(somebody, { url: platform.url, address })

async function signedIn(somebody: Visitor, address: string): Promise<Visitor> {
  await signIn(somebody, address)
  return somebody
}
