import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { CheerioAPI } from 'cheerio'
import type { Page } from 'playwright-core'

/** What axe reports on the official markup itself: conditional radios, and landmarks around the skip link. */
const OFFICIAL_MARKUP = ['aria-allowed-attr', 'region']

const OPTIONS: RunOptions = {
  runOnly: ['best-practice', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: Object.fromEntries(OFFICIAL_MARKUP.map((rule) => [rule, { enabled: false }])),
  // All rules run; only the account of what is in order, which nobody reads, is kept short.
  resultTypes: ['violations'],
}

/** What axe finds wrong with the page that is shown. None of our pages has frames, so it needs no more than this page. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const run = `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations }) => violations)`
  const violations = await page.evaluate<AxeResults['violations']>(run)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const held = new Set<string>()

/**
 * Whether this state of a page has not been held to axe in this run yet: the same elements with the same classes, roles and
 * attributes at the same width are one state, such as the pages of signing in, which every story goes through.
 */
export function isNewState(html: CheerioAPI, width: number): boolean {
  const elements = html('body *')
    .toArray()
    .map(({ tagName, attribs }) => `${tagName}.${attribs['class']} ${attribs['role']} ${Object.keys(attribs).join()}`)
  const state = [html('title').text(), width, ...elements].join('\n')
  if (held.has(state)) return false
  held.add(state)
  return true
}
