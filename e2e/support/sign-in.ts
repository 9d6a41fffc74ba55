import { emailTo, linkIn } from './mailbox.ts'
import type { Visitor } from './visitor.ts'

/** Staff come in through OpenID Connect: the local sign-in service asks only who to be. */
export async function signInAsStaff({ page, arrivesAt }: Visitor, name: string): Promise<void> {
  await page.goto('/staff-sign-in')
  await arrivesAt('Sign in as staff')
  await page.getByRole('button', { name: 'Continue to DfE Sign-in' }).click()
  await page.getByRole('button', { name }).click()
  await page.waitForURL('**/staff')
}

/** Everybody else by the link in a message to their mailbox. Where it leads is for the story to say. */
export async function signInByEmail(
  { page, arrivesAt }: Visitor,
  { url, address }: { readonly url: string; readonly address: string },
): Promise<void> {
  await page.goto('/sign-in')
  await arrivesAt('Sign in')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Continue' }).click()
  await arrivesAt('Check your email')
  await page.goto(linkIn(await emailTo(url, address, /^Sign in/), '/sign-in/link/'))
  await arrivesAt('Sign in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}
