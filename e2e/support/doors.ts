import type { Visitor } from './visitor.ts'

/** Goes to a door's service from the page with its button, and chooses somebody there. */
export async function chooseAt({ page }: Visitor, service: 'DfE Sign-in' | 'GOV.UK One Login', name: string) {
  await page.getByRole('button', { name: service }).click()
  await page.getByRole('heading', { level: 1, name: 'Choose who to sign in as' }).waitFor()
  await page.getByRole('button', { name, exact: true }).click()
}
