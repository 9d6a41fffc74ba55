import { aTutorOf, newestEmailTo } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { machineClock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import type { App } from '#src/platform/http/app.ts'
import { cookieName } from '#src/platform/http/cookies.ts'
import { type Browser, openBrowser } from '#test/browser.ts'
import { ORIGIN } from '#test/security/questions.ts'
import { withService } from './enumeration/whole-app.ts'
import { type Cost, costOf, messagesTo } from './floods/evidence.ts'
import { type Flood, flood } from './floods/robot.ts'

const REQUESTS = 10_000
/** What a flood may leave on the heap: its counts by network address. */
const MOST_MEGABYTES = 32

type Ground = { readonly app: App; readonly db: Database; readonly requests: number }
type Verdict = readonly [holds: boolean, what: string]
type Kind = Pick<Flood, 'addressOf' | 'ipOf'> & {
  readonly name: string
  /** Messages to addresses that end so are the flood's, and the limits of sign-in-rules.ts let through so many at most. */
  readonly to: string
  readonly most: number
}

/** Ten thousand requests for a sign-in message, for one address and from one line: what they cost and whom they keep out. */
async function benchFloods(requests: number): Promise<boolean> {
  return withService(machineClock, async (service) => {
    const ground = { ...service, requests }
    const verdicts = [...(await oneAddress(ground)), ...(await schoolLine(ground)), ...(await strangeLine(ground))]
    for (const [holds, what] of verdicts) console.log(`${holds ? 'PASS' : 'FAIL'}: ${what}`)
    return verdicts.every(([holds]) => holds)
  })
}

/** From as many networks as requests: only the address's own limit stands in the way. */
async function oneAddress(ground: Ground): Promise<readonly Verdict[]> {
  const { app, db } = ground
  const { address } = await aTutor(db, 'owner@one.example')
  const ipOf = (number: number) => `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`
  const name = `one address, ${ground.requests} requests from as many networks`
  const verdicts = await flooded(ground, { name, to: address, most: 5, addressOf: () => address, ipOf })
  // Any of the messages that the robot had sent opens the account, in the owner's browser with the owner's address.
  const own = openBrowser(app, ORIGIN, '10.240.0.2')
  await own.get((await newestEmailTo(db, address)).path)
  await own.submit({ answer: address }, { form: 'main form' })
  return [...verdicts, [own.page().path === '/home', `${name}: its owner gets in`]]
}

/** Where somebody has signed in lately. The wall in memory does not count this machine, so that the limits behind it are seen. */
async function schoolLine(ground: Ground): Promise<readonly Verdict[]> {
  const { app, db } = ground
  const { address } = await aTutor(db)
  const browser = openBrowser(app, ORIGIN, '127.0.0.1')
  const before = await comesIn(db, address, browser)
  browser.cookies.delete(cookieName('session', true))
  const name = `a school's line, ${ground.requests} addresses`
  const addressOf = (number: number) => `pupil${number}@line.example`
  const kind = { name, to: '@line.example', most: 1_000, addressOf, ipOf: () => '127.0.0.1' }
  const verdicts = await flooded(ground, kind)
  const after = await comesIn(db, address, browser)
  return [...verdicts, [before && after, `${name}: a colleague with a browser that has signed in before gets in`]]
}

/** Where nobody has signed in, with the wall in memory. */
async function strangeLine(ground: Ground): Promise<readonly Verdict[]> {
  const name = `a strange line, ${ground.requests} addresses`
  const addressOf = (number: number) => `victim${number}@strange.example`
  return flooded(ground, { name, to: '@strange.example', most: 20, addressOf, ipOf: () => '10.250.0.1' })
}

/** The flood, with somebody at another line who signs in while it lasts. */
async function flooded({ app, db, requests }: Ground, kind: Kind): Promise<readonly Verdict[]> {
  const { address } = await aTutor(db)
  const before = await messagesTo(db, kind.to)
  const beside = { gotIn: false, milliseconds: 0 }
  const halfWay = async () => {
    const began = performance.now()
    beside.gotIn = await comesIn(db, address, openBrowser(app, ORIGIN, '10.240.0.1'))
    beside.milliseconds = performance.now() - began
  }
  const [statuses, cost] = await costOf(db, () => flood(app, { ...kind, requests, halfWay }))
  const messages = (await messagesTo(db, kind.to)) - before
  report(kind.name, { statuses, messages, cost, beside: beside.milliseconds })
  const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  const others = [...statuses.keys()].filter((status) => status !== 303 && status !== 429)
  const written = [...cost.rows.values()].reduce((sum, more) => sum + more, 0)
  // What was counted in the hour before fades, so that a flood that lasts gets a little more than the limit of an hour.
  const most = Math.floor(kind.most * (1 + cost.seconds / 3_600))
  return [
    [messages >= 1 && messages <= most, `${kind.name}: ${messages} messages (the limit is ${kind.most} an hour)`],
    [statuses.get(303) === messages, `${kind.name}: as many answers that tell of a message as messages`],
    [answered === requests && others.length === 0, `${kind.name}: all others are told to wait`],
    [beside.gotIn, `${kind.name}: somebody elsewhere gets in while it lasts`],
    [written <= MOST_ROWS_A_MESSAGE * (messages + 2) + requests, `${kind.name}: ${written} rows written`],
    [cost.heapMegabytes <= MOST_MEGABYTES, `${kind.name}: ${cost.heapMegabytes.toFixed(1)} MB more on the heap`],
  ]
}

/** A proof, a message, its event with subjects and process, and the counts of the limits. */
const MOST_ROWS_A_MESSAGE = 20

type Report = {
  readonly statuses: ReadonlyMap<number, number>
  readonly messages: number
  readonly cost: Cost
  readonly beside: number
}

function report(name: string, { statuses, messages, cost, beside }: Report) {
  const perSecond = [...statuses.values()].reduce((sum, count) => sum + count, 0) / cost.seconds
  console.log(`${name}: ${cost.seconds.toFixed(0)} s, ${perSecond.toFixed(0)} a second`)
  console.log(
    `  statuses ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}; messages ${messages}`,
  )
  console.log(`  rows ${[...cost.rows].map(([table, more]) => `${table} +${more}`).join(', ')}`)
  console.log(`  memory: heap +${cost.heapMegabytes.toFixed(1)} MB, resident +${cost.residentMegabytes.toFixed(1)} MB`)
  console.log(`  somebody elsewhere was in after ${beside.toFixed(0)} ms`)
}

let tutors = 0

/** Named an hour ago. */
async function aTutor(db: Database, address = `tutor${tutors}@school.example`) {
  tutors += 1
  return aTutorOf(db, await aSchool(db), { address, now: machineClock.now().subtract({ hours: 1 }) })
}

/** Asks for the message, opens its link and confirms. Answers whether that led to the home page. */
async function comesIn(db: Database, address: string, browser: Browser): Promise<boolean> {
  await browser.get('/sign-in')
  await browser.submit({ email: address, 'as-typed': address }, { form: 'main form' })
  if (browser.page().status !== 200) return false
  await browser.get((await newestEmailTo(db, address)).path)
  await browser.get((await newestEmailTo(db, address)).path)
  await browser.submit({}, { form: 'main form' })
  return browser.page().path === '/home'
}

process.exitCode = (await benchFloods(Number(process.argv[2] ?? REQUESTS))) ? 0 : 1
