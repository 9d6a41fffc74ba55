import type { Visitor } from './visitor.ts'

/** Staff come in through OpenID Connect: the local sign-in service asks only who to be. */
export async function signInAsStaff({ page, arrivesAt }: Visitor, name: string): Promise<void> {
  await page.goto('/staff-sign-in')
  await arrivesAt('Sign in as staff')
  await page.getByRole('button', { name: 'Continue to DfE Sign-in' }).click()
  await page.getByRole('button', { name }).click()
  await page.waitForURL('**/staff')
}
