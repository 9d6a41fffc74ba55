import { expect, test } from 'vitest'
import { emailTo, linkIn } from '../support/mailbox.ts'
import { signInByEmail } from '../support/sign-in.ts'
import { stage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

const { platform, visit } = stage()

test.each([
  { javaScript: true, width: 1280, address: 'farah.siddiqui@meridian-teaching.example' },
  { javaScript: false, width: 320, address: 'tom.whitlock@meridian-teaching.example' },
])('somebody looks after their own account: $javaScript', async ({ javaScript, width, address }) => {
  const open = () => visit({ javaScript, width })
  const [mine, forgotten] = [await open(), await open()]
  await signIn(forgotten, address)
  await forgotten.arrivesAt('Meridian Teaching Network')
  await signIn(mine, address)
  await mine.arrivesAt('Meridian Teaching Network')
  const { page, arrivesAt } = mine

  await page.goto('/account')
  await arrivesAt('Your account')
  await page.getByRole('button', { name: /^End this session/ }).click()
  await arrivesAt('Your account')
  await forgotten.page.goto('/account')
  await forgotten.arrivesAt('Sign in')

  await page.getByRole('link', { name: 'Change name' }).click()
  await arrivesAt('What is your full name?')
  await page.getByLabel('What is your full name?').fill('')
  await page.getByRole('button', { name: 'Change name' }).click()
  await arrivesAt('What is your full name?')
  await page.getByLabel('What is your full name?').fill("Mairéad O'Connor")
  await page.getByRole('button', { name: 'Change name' }).click()
  await arrivesAt('Your account')

  const second = `second.${javaScript}@own-account.example`
  await page.getByRole('link', { name: 'Add an email address' }).click()
  await arrivesAt('Add an email address')
  await page.getByLabel('Email address').fill('not an address')
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Add an email address')
  await page.getByLabel('Email address').fill(second)
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(platform.url, second, /^Confirm/), '/account/email-addresses/link/'))
  await arrivesAt('Add this email address?')
  await page.getByRole('button', { name: 'Add this address' }).click()
  await arrivesAt('Your account')
  await emailTo(platform.url, address, /^An email address was added/)

  await page.getByRole('link', { name: `Remove ${address}` }).click()
  await arrivesAt('Remove this email address?')
  await page.getByRole('button', { name: 'Remove this address' }).click()
  await arrivesAt('Your account')
  expect(await page.getByRole('link', { name: /^Remove / }).count()).toBe(0)

  await signIn(forgotten, second)
  await forgotten.arrivesAt('Meridian Teaching Network')
  await Promise.all([mine, forgotten].map(({ leave }) => leave()))
})

const signIn = (somebody: Visitor, address: string) => signInByEmail(somebody, { url: platform.url, address })
