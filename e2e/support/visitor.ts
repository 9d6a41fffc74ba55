import { load } from 'cheerio'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { lintPage } from '#test/page-lint.ts'
import { axeFaults, isNewState } from './accessibility.ts'

export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** Waits for the page with this heading, and holds it to axe and to the rules of our own. */
  readonly arrivesAt: (heading: string | RegExp) => Promise<void>
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
  return {
    page,
    context,
    async arrivesAt(heading) {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      // The heading may be there before the rest of the page.
      await page.waitForLoadState('domcontentloaded')
      const html = load(await page.content())
      expect(lintPage(html)).toEqual([])
      if (javaScript && isNewState(html, width)) expect(await axeFaults(page)).toEqual([])
      expect(faults).toEqual([])
    },
    leave: () => context.close(),
  }
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
