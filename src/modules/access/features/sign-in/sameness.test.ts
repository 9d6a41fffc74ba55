import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser, Shown } from '#test/browser.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

// Who is known must show nowhere: not in the page, its headers, its cookies, nor in the work that it takes.

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const CODE_FORM = 'form[action="/sign-in/code"]'

/** All addresses have the same length, so that not even a length tells. */
const addresses = async (): Promise<Readonly<Record<string, string>>> => {
  const known = await aTutorOf(app.db, await aSchool(app.db), { address: 'known.person@same.example' })
  const disabled = await aTutorOf(app.db, await aSchool(app.db), { address: 'ended.person@same.example' })
  await app.db
    .updateTable('access.accounts')
    .set({ disabled_at: app.clock.now() })
    .where('id', '=', disabled.accountId)
    .execute()
  const staff = await aMemberOfStaff(app.db, { address: 'staff.person@same.example' })
  return {
    known: known.address,
    disabled: disabled.address,
    staff: staff.address,
    unknown: 'other.person@same.example',
  }
}

/** A whole visit: ask, look, wrong code, ask until there is no more. Every answer, and every statement that it took. */
async function visit(address: string) {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const browser = app.newBrowser()
  const answers: string[] = []
  const keep = (shown: Shown) => answers.push(masked(shown, address, browser))
  keep(await browser.get('/sign-in'))
  keep(await browser.submit({ email: address }, { follow: false }))
  keep(await browser.get('/sign-in/check-your-email'))
  keep(await browser.submit({ code: '' }, { form: CODE_FORM }))
  for (let wrong = 0; wrong < 6; wrong += 1) keep(await browser.submit({ code: 'AAAA-AAAA' }, { form: CODE_FORM }))
  for (let sent = 0; sent < 5; sent += 1) {
    await browser.get('/sign-in')
    keep(await browser.submit({ email: address }))
  }
  const statements = queries.mock.calls.map(([query]) => textOf(query))
  queries.mockRestore()
  return { answers, statements }
}

const textOf = (query: unknown): string =>
  typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query)

/** Without what differs from visit to visit by chance: tokens, keys, nonces, ids. */
function masked(shown: Shown, address: string, browser: Browser): string {
  const secrets = [...browser.cookies.values()].filter((value) => value.length > 20)
  const headers = Object.entries(shown.headers).filter(([name]) => !['date', 'x-request-id'].includes(name))
  const whole = JSON.stringify([shown.status, shown.redirects, headers, shown.html.html()])
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, 'SECRET'), whole)
    .replaceAll(address, 'ADDRESS')
    .replace(/nonce-?[='\\"]*[A-Za-z0-9+/_=-]{16,}/g, 'NONCE')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/[A-Za-z0-9_-]{43,}/g, 'SECRET')
}

test('known, unknown, disabled and staff addresses are answered byte for byte alike, by the same statements', {
  timeout: 60_000,
}, async () => {
  const all = await addresses()
  const visits: Record<string, Awaited<ReturnType<typeof visit>>> = {}
  for (const [who, address] of Object.entries(all)) {
    // The same time of another day: what one internet address may ask for in an hour is shared by all four.
    app.clock.moveOn({ hours: 24 })
    visits[who] = await visit(address)
  }
  const { known, ...others } = visits
  expect(known?.answers.length).toBe(15)
  for (const [who, other] of Object.entries(others)) {
    expect(other.answers, who).toEqual(known?.answers)
    expect(other.statements, who).toEqual(known?.statements)
  }
})
