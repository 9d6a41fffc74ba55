import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { lintPage } from '#test/page-lint.ts'

/** What axe reports on the official markup itself: conditional radios, and landmarks around the skip link. */
const OFFICIAL_MARKUP = ['aria-allowed-attr', 'region']

export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** Waits for the page with this heading, and holds it to axe and to the rules of our own. */
  readonly arrivesAt: (heading: string | RegExp) => Promise<void>
  /** Every page state that was held to axe so far. */
  readonly seen: readonly string[]
  readonly leave: () => Promise<void>
}

export type VisitorOptions = { readonly url: string; readonly javaScript: boolean; readonly width?: number }

/** Somebody with a browser of their own: no cookies, English, with or without JavaScript. */
export async function visitor(browser: Browser, { url, javaScript, width = 1280 }: VisitorOptions): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    locale: 'en-GB',
  })
  const page = await context.newPage()
  const faults = watchFaults(page)
  const seen: string[] = []
  return {
    page,
    context,
    seen,
    async arrivesAt(heading) {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 10_000 })
      expect(lintPage(await page.content())).toEqual([])
      if (javaScript && (await isNewState(page))) expect(await axeFaults(page)).toEqual([])
      expect(faults).toEqual([])
      seen.push(`${await page.title()} at ${width} pixels`)
    },
    leave: () => context.close(),
  }
}

const held = new Set<string>()

/**
 * Whether this state of a page has not been held to axe in this file yet: the same elements with the same classes at the same
 * width are one state, such as the pages of signing in, which every story goes through.
 */
async function isNewState(page: Page): Promise<boolean> {
  const elements = await page
    .locator('body *')
    .evaluateAll((all) => all.map(({ tagName, className }) => `${tagName}.${String(className)}`).join(' '))
  const state = `${await page.title()} ${page.viewportSize()?.width} ${elements}`
  if (held.has(state)) return false
  held.add(state)
  return true
}

/** Errors in the console and blocked content are faults of the page, whether or not somebody notices. */
function watchFaults(page: Page): readonly string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (403|404|422|429)/.test(message.text())) faults.push(message.text())
  })
  return faults
}

async function axeFaults(page: Page): Promise<readonly string[]> {
  const tags = ['best-practice', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(OFFICIAL_MARKUP).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
