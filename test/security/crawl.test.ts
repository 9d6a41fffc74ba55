import { type CheerioAPI, load } from 'cheerio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#src/main/config.ts'
import { openSignInDoors } from '#src/main/sign-in-doors.ts'
import { silentLog } from '#src/platform/log.ts'
import { TEST_BASE_URL, type TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { checksums } from './checksums.ts'
import { visitorFor } from './door.ts'
import { type SecurityWorld, securityWorld } from './people.ts'

// Everybody follows every link from their home: each leads somewhere, each page is well made, and reading changes nothing.

let app: TestApp
let world: SecurityWorld
beforeAll(async () => {
  const config = readConfig({ APP_ENV: 'test', BASE_URL: TEST_BASE_URL })
  app = await composedApp({ doors: await openSignInDoors({ config, log: silentLog, timeoutSeconds: 2 }) })
  world = await securityWorld(app.db)
})
afterAll(() => app.close())

const MOST_PAGES = 80
/** Pages of one shape are alike: two of each are looked at. */
const MOST_OF_A_SHAPE = 2
const MOST_REDIRECTS = 5

const shapeOf = (path: string): string =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/[0-9]{5,6}(?=\/|\?|$)/g, '/:urn')
    .replace(/=[^&]*/g, '=')

async function shown(
  cookie: string,
  path: string,
  redirects = 0,
): Promise<{ status: number; html: CheerioAPI | null }> {
  const { statusCode, headers, body } = await app.app.inject({
    url: path,
    headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' },
  })
  const to = headers.location
  if (typeof to === 'string' && to.startsWith('/') && redirects < MOST_REDIRECTS)
    return shown(cookie, to, redirects + 1)
  const isPage = String(headers['content-type']).startsWith('text/html')
  return { status: statusCode, html: isPage ? load(body) : null }
}

const linksOf = (html: CheerioAPI): readonly string[] =>
  html('a[href^="/"]')
    .toArray()
    .map((link) => (html(link).attr('href') ?? '').split('#', 1)[0] ?? '')
    .filter((href) => href !== '' && !href.startsWith('//') && !href.startsWith('/assets/'))

/** What to look at next: what nobody has seen yet, and no more of a shape than needed. */
function* unseen(home: string, found: string[][]): Generator<string> {
  const seen = new Set<string>()
  const shapes = new Map<string, number>()
  const waiting = [home]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const times = shapes.get(shapeOf(path)) ?? 0
    shapes.set(shapeOf(path), times + 1)
    if (seen.has(path) || times >= MOST_OF_A_SHAPE) continue
    seen.add(path)
    yield path
    waiting.push(...(found.shift() ?? []))
  }
}

/** Follows links breadth first. Answers what is wrong, and how many pages were seen. */
async function crawl(cookie: string, home: string) {
  const found: string[][] = []
  const faults: string[] = []
  let pages = 0
  for (const path of unseen(home, found)) {
    pages += 1
    const { status, html } = await shown(cookie, path)
    faults.push(...(status === 200 ? [] : [`${path}: ${status}`]))
    faults.push(...(html === null ? [] : lintPage(html).map((fault) => `${path}: ${fault}`)))
    found.push(html === null || pages >= MOST_PAGES ? [] : [...linksOf(html)])
  }
  return { faults, pages }
}

test.each([
  ['nobody', '/', 5],
  ['viewer of ours', '/home', 5],
  ['claims of ours', '/home', 5],
  ['administrator of ours', '/home', 8],
  ['tutor of ours', '/home', 8],
  ['trust of ours', '/home', 8],
  ['replaced of ours', '/home', 3],
  ['lead-provider', '/home', 5],
  ['accredited-itt-provider', '/home', 3],
  ['support', '/staff', 20],
  ['data', '/staff', 10],
  ['operate', '/staff', 10],
])('%s follows every link from %s, finds a good page behind each, and changes nothing', async (name, home, least) => {
  const person = world.people.find((one) => one.name === name)
  const visitor = await visitorFor(app, person?.accountId ?? null)
  const before = await checksums(app.ownerDb)
  const { faults, pages } = await crawl(visitor.cookies, home)
  expect(faults).toEqual([])
  expect(pages).toBeGreaterThanOrEqual(least)
  expect(await checksums(app.ownerDb)).toEqual(before)
})
