import type { Visitor } from './visitor.ts'

/** To the next page of a journey. */
export const goOn = ({ page }: Visitor) =>
  page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).click()

/** An answer to one question, on whatever page asks it. */
export type Answer = (teacher: Visitor) => Promise<void>

/** What the page has already. */
export const keep: Answer = (teacher) => goOn(teacher)
export const choose =
  (label: string): Answer =>
  async (teacher) => {
    await teacher.page.getByLabel(label, { exact: true }).check()
    await goOn(teacher)
  }
export const write =
  (label: string, words: string): Answer =>
  async (teacher) => {
    await teacher.page.getByLabel(label).fill(words)
    await goOn(teacher)
  }
/** With JavaScript a suggestion is chosen while typing; without it the search leads to a list. */
export const find =
  (words: () => string): Answer =>
  async (teacher) => {
    const { page } = teacher
    // What is typed before the script has run is no question to it.
    await page.waitForLoadState()
    await page.locator('[name=q]').fill(words())
    if (await page.evaluate('Boolean(document.querySelector("[role=combobox]"))')) {
      await page.locator('[role=option]:not([aria-disabled])').first().click()
      return goOn(teacher)
    }
    await page.getByRole('button', { name: 'Search' }).click()
    await page.locator('.govuk-radios__label').first().click()
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
  }
