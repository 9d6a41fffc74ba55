import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { SENDS_FROM_KNOWN_BROWSER } from '../../proofs/sign-in-rules.ts'
import { routes } from '../../routes.ts'

// A robot on a school's own line: everybody there shares one internet address with it. `bin/bench floods` sends 10,000 requests.

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const ROBOT_REQUESTS = 600
const ROBOT_ADDRESSES = 200
const AT_ONCE = 8

async function ask(address: string, browser = app.newBrowser()) {
  await browser.get('/sign-in')
  await browser.submit({ email: address, 'as-typed': address }, { form: 'main form' })
  return browser
}

/** Many requests from one browser that sends the same form again with another key: as fast as the server answers. */
async function hammer(requests: number, addressOf: (number: number) => string) {
  const robot = app.newBrowser()
  await robot.get('/sign-in')
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < requests; sent += AT_ONCE) {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, position) => {
        const number = sent + position
        return robot.submit({ email: addressOf(number), _key: `robot-${number}` }, { form: 'main form', follow: false })
      }),
    )
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    await robot.get('/sign-in')
  }
  return statuses
}

const sentTo = async (address: string) =>
  await app.db.selectFrom('platform.messages').select('id').where('recipient', '=', address).execute()

async function comeIn(address: string, browser = app.newBrowser()) {
  await ask(address, browser)
  await browser.get((await newestEmailTo(app.db, address)).path)
  await browser.submit({}, { form: 'main form' })
  return browser
}

test('600 requests for one address send its owner five messages and take nothing from the others on the line', {
  timeout: 120_000,
}, async () => {
  const now = app.clock.now()
  const owner = await aTutorOf(app.db, await aSchool(app.db), { now })
  const before = (await sentTo(owner.address)).length
  const statuses = await hammer(ROBOT_REQUESTS, () => owner.address)
  expect([statuses.get(303), statuses.get(429)]).toEqual([5, ROBOT_REQUESTS - 5])
  expect((await sentTo(owner.address)).length - before).toBe(5)
  const colleagues = await Promise.all(
    Array.from({ length: 14 }, async () => aTutorOf(app.db, await aSchool(app.db), { now })),
  )
  for (const { address } of colleagues) expect((await comeIn(address)).page().path).toBe('/home')
  // The owner too: any of the five messages opens the account, in their own browser with their address.
  const own = app.newBrowser()
  await own.get((await newestEmailTo(app.db, owner.address)).path)
  await own.submit({ answer: owner.address }, { form: 'main form' })
  expect(own.page().path).toBe('/home')
})

test('200 requests for as many addresses use the line up; whoever has signed in with their browser still gets in', {
  timeout: 120_000,
}, async () => {
  app.clock.moveOn({ hours: 72 })
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
  const known = await comeIn(tutor.address)
  // So long that the line is a stranger's again, as it is on the first of September.
  app.clock.moveOn({ hours: 72 })
  const statuses = await hammer(ROBOT_ADDRESSES, (number) => `victim${number}@line.example`)
  expect([statuses.get(303), statuses.get(429)]).toEqual([20, ROBOT_ADDRESSES - 20])
  const stranger = await ask('stranger@line.example')
  expect(stranger.page().status).toBe(429)
  expect(stranger.page().text).toContain('You can ask for an email in')
  expect(lintPage(stranger.page().html)).toEqual([])
  expect((await comeIn(tutor.address, known)).page().path).toBe('/home')
  const robotWithCookies = []
  for (let sent = 0; sent < SENDS_FROM_KNOWN_BROWSER.limit; sent += 1) {
    robotWithCookies.push((await ask(`other${sent}@line.example`, app.newBrowser())).page().status)
  }
  // Once somebody has come in again, the line counts as a school's.
  expect(new Set(robotWithCookies)).toEqual(new Set([200]))
})
