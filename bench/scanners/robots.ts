import type { Browser, Page } from 'playwright-core'
import { newVisitor, nextAddress, type Seen } from './visitor.ts'

/** The links as they stand in an e-mail, and what a mail program or filter made of it for the person who opens it. */
export type Link = { readonly url: string; readonly baseUrl: string }

export type Behaviour = {
  readonly name: string
  /** What the robot does with a link before its reader comes. */
  readonly scan: (link: Link) => Promise<unknown>
  /** The link as its reader gets it. */
  readonly delivered: (url: string, number: number) => string
}

const unchanged = (url: string): string => url

/** What mail filters are known to do, each worse than the one before. A real browser is used where scripts matter. */
export const behaviours = (chromium: Browser | null): readonly Behaviour[] => [
  { name: 'HEAD', delivered: unchanged, scan: ({ url, baseUrl }) => newVisitor(baseUrl).open(url, 'HEAD') },
  {
    name: 'GET five times',
    delivered: unchanged,
    scan: ({ url, baseUrl }) => repeat(5, newVisitor(baseUrl).open, url),
  },
  ...(chromium
    ? [
        { name: 'GET in a browser with scripts', delivered: unchanged, scan: inBrowser(chromium, look) },
        { name: 'GET and press every button', delivered: unchanged, scan: inBrowser(chromium, pressEverything) },
      ]
    : []),
  { name: 'GET and submit every form', delivered: unchanged, scan: submitEverything },
  {
    name: 'GET fifty times at once',
    delivered: unchanged,
    scan: ({ url, baseUrl }) => Promise.all(Array.from({ length: 50 }, () => newVisitor(baseUrl).open(url))),
  },
  {
    name: 'rewritten or encoded twice',
    delivered: rewritten,
    scan: ({ url, baseUrl }) => newVisitor(baseUrl).open(url),
  },
  {
    name: 'damaged at the end or in capitals',
    delivered: damaged,
    scan: ({ url, baseUrl }) => newVisitor(baseUrl).open(url),
  },
]

async function repeat(times: number, open: (url: string) => Promise<Seen>, url: string) {
  for (let time = 0; time < times; time += 1) await open(url)
}

const MOST_PAGES = 10

/** Types nonsense into every field, sends every form, and does the same with the page that follows, and so on. */
async function submitEverything({ url, baseUrl }: Link) {
  const robot = newVisitor(baseUrl)
  let page = await robot.open(url)
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const forms = page.html('main form').length
    if (forms === 0) return
    const typed = Object.fromEntries(
      page
        .html('main input[type="text"], main input[type="email"]')
        .toArray()
        .map((field) => [page.html(field).attr('name') ?? '', 'robot@filter.example']),
    )
    page = await robot.send(page, 'main form', typed)
  }
}

const inBrowser =
  (chromium: Browser, act: (page: Page) => Promise<void>) =>
  async ({ url, baseUrl }: Link) => {
    const context = await chromium.newContext({
      baseURL: baseUrl,
      extraHTTPHeaders: { 'x-forwarded-for': nextAddress() },
    })
    const page = await context.newPage()
    await page.goto(url, { waitUntil: 'load' })
    await act(page)
    await context.close()
  }

const look = async (page: Page) => {
  await page.waitForTimeout(50)
}

/** Goes back to the link before each button, so that no button is missed because another led away. */
async function pressEverything(page: Page) {
  const url = page.url()
  const buttons = await page.locator('button, [role="button"], input[type="submit"]').count()
  for (let number = 0; number < buttons; number += 1) {
    await page.goto(url, { waitUntil: 'load' })
    const button = page.locator('button, [role="button"], input[type="submit"]').nth(number)
    if (await button.isVisible()) await button.click({ timeout: 2_000, noWaitAfter: false }).catch(ignore)
    await page.waitForLoadState('load')
  }
}

/** A button that leads nowhere or vanishes is no fault of the robot's. */
const ignore = () => {}

/** Filters wrap links in their own address and unwrap them again: encoded once or twice more, as a whole or where they like. */
function rewritten(url: string, number: number): string {
  const [before, token] = atToken(url)
  const encoded = [...token].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
  return before + (number % 2 === 0 ? encoded : encoded.replaceAll('%', '%25'))
}

const ENDINGS = ['.', '>', '=20', '%3E', ')', '%20', '.%0D%0A']

function damaged(url: string, number: number): string {
  const [before, token] = atToken(url)
  if (number % 3 === 0) return before + token.toUpperCase()
  return before + token + (ENDINGS[number % ENDINGS.length] ?? '.')
}

function atToken(url: string): [string, string] {
  const start = url.lastIndexOf('/') + 1
  return [url.slice(0, start), url.slice(start)]
}
