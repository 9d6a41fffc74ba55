import type { Page } from 'playwright-core'

/**
 * Types into the box for schools and searches with the button. With JavaScript suggestions come while typing and may lie over
 * the button, at once or when the machine is busy later: whoever wants none of them sends them away.
 */
export async function searchFor(page: Page, words: string): Promise<void> {
  // What is typed before the script has run is no question to it.
  await page.waitForLoadState()
  const box = page.locator('[name=q]:not([type=hidden])')
  await box.fill(words)
  const search = page.getByRole('button', { name: 'Search' })
  if ((await box.getAttribute('role')) === 'combobox') {
    await page.locator('.autocomplete__menu--visible').waitFor()
    // Suggestions that come late lie over the button: by the keyboard it is reached all the same.
    await search.press('Enter')
  } else await search.click()
}
