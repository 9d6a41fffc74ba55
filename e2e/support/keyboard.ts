import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const MOST_STEPS = 60

/** Goes on with Tab, as somebody without a mouse does, until the control has the focus, and sees that the focus shows. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab')
    if ((await control.and(page.locator(':focus')).count()) === 1) {
      expect(await page.evaluate(IS_FOCUS_SHOWN)).toBe(true)
      return
    }
  }
  throw new Error('The control cannot be reached with the keyboard')
}

// Run in the browser, so it is a text: the program itself knows no document.
const IS_FOCUS_SHOWN = `(() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement)
  return outlineStyle !== 'none' || boxShadow !== 'none'
})()`
