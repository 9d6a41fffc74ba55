import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from '#src/kit/dates.ts'
import { STAND_IN_KEY, STAND_IN_TEMPLATE, type StandIn, startNotifyStandIn } from '#src/main/dev/notify-stand-in.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { migrate } from '#src/platform/db/migrate.ts'
import { repository } from '#src/ui/repository.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, onDatabase } from '#test/template.ts'
import { invitations } from './faults/invitations.ts'
import { badDay, type Misbehaving } from './faults/misbehaviour.ts'
import { nominations } from './faults/nominations.ts'
import { type Program, startProgram } from './faults/program.ts'
import { emails, type Scenario, type Stage } from './faults/scenario.ts'
import { faultsFound } from './faults/verify.ts'

export type Faults = {
  /** How many e-mails are asked for. */
  readonly messages: number
  readonly kills: number
  readonly scenario: Scenario
}

/** The worst that one ambiguous send needs (75 s), twice, and what a slow machine adds. */
const SETTLE_MILLISECONDS = 240_000
/** And what each message may take besides: the provider's pace is 40 a second for mail that nobody waits for. */
const EACH_MILLISECONDS = 50
/** Look-ups for lost callbacks begin after 5 minutes: the platform's clock is moved instead of waiting. */
const MOVED_SECONDS = 900
const TOKEN = 'callback-token-of-the-fault-bench'

/**
 * Kills the whole platform with SIGKILL at random points while e-mails go out to a misbehaving GOV.UK Notify, restarts it,
 * and checks that every acknowledged e-mail was accepted exactly once and settled. Answers whether all held.
 */
export async function benchFaults({ messages, kills, scenario }: Faults): Promise<boolean> {
  const server = await testServer()
  const name = databaseName('test')
  await asAdministrator(server.url, (client) => client.query(`create database ${name}`))
  const url = onDatabase(server.url, name)
  await migrate({ url, directory: join(repository, 'db/migrations') })
  const pool = openPool({ url, size: 10, statementTimeout: 10_000, onError: () => {}, as: 'application' })
  const db = openDatabase(pool)
  try {
    return await run({ messages, kills, scenario }, { db, url })
  } finally {
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database if exists ${name} with (force)`))
    await server.release()
  }
}

async function run(faults: Faults, { db, url }: { readonly db: Database; readonly url: string }): Promise<boolean> {
  const baseUrl = `http://127.0.0.1:${await freePort()}`
  const day = badDay()
  const standIn = await startNotifyStandIn({
    apiKey: STAND_IN_KEY,
    templateId: STAND_IN_TEMPLATE,
    deliverAfter: 500,
    lateBy: 20_000,
    latency: () => 20 + Math.random() * 400,
    // Two sevenths of the callbacks are lost on a bad day, the others come up to three times.
    callbacks: { url: `${baseUrl}/notify/callbacks`, token: TOKEN, copies: () => copies(faults.scenario) },
  })
  standIn.misbehave = day.misbehave
  if (faults.scenario.isCalm) day.calm()
  try {
    const start = () => startProgram({ baseUrl, environment: environmentFor(url, standIn) })
    const before = await seedWorld(db, () =>
      startProgram({ baseUrl, environment: { ...environmentFor(url, standIn), EMAIL_TRANSPORT: 'development' } }),
    )
    const stage = await faults.scenario.open({ db, baseUrl, messages: faults.messages })
    const figures = await drive(faults, { db, standIn, stage, start, day, before })
    const { intents } = figures
    const found = [...(await faultsFound({ db, standIn, intents, before })), ...(await stage.verify())]
    report(faults, { figures, standIn, day, found })
    return found.length === 0
  } finally {
    await standIn.close()
  }
}

/** The first start makes the world of development. Its e-mails go out before anything is killed; they are answered, to be left out. */
async function seedWorld(db: Database, start: () => Promise<Program>): Promise<readonly string[]> {
  const program = await start()
  await untilNone(db, ['queued', 'sending'], [])
  await program.stop()
  return (await db.selectFrom('platform.messages').select('id').execute()).map(({ id }) => id)
}

const environmentFor = (databaseUrl: string, standIn: StandIn) => ({
  APP_ENV: 'test',
  ROLE: 'all',
  DATABASE_URL: databaseUrl,
  EMAIL_TRANSPORT: 'notify',
  NOTIFY_API_KEY: STAND_IN_KEY,
  NOTIFY_TEMPLATE_ID: STAND_IN_TEMPLATE,
  NOTIFY_BASE_URL: standIn.url,
  NOTIFY_CALLBACK_TOKEN: TOKEN,
})

type Scene = {
  readonly db: Database
  readonly standIn: StandIn
  readonly stage: Stage
  readonly start: () => Promise<Program>
  readonly day: Misbehaving
  readonly before: readonly string[]
}

type Figures = {
  readonly intents: readonly string[]
  readonly leasesCut: number
  readonly acceptedUnrecorded: number
  readonly longestGap: number
  readonly settledAfter: number
  readonly stoppedIn: number
}

/** Lives of random length, each ended by SIGKILL, then one that may finish. */
async function drive({ messages, kills, scenario }: Faults, scene: Scene): Promise<Figures> {
  const acts: Promise<string>[] = []
  const cuts: Cut[] = []
  for (let life = 0; life < kills; life++) {
    const program = await scene.start()
    const until = Math.round(((life + 1) * messages) / kills)
    while (acts.length < until) acts.push(actUntilDone(scene.stage, acts.length))
    if (scenario.isCalm) await untilAccepted(scene.standIn, ((life + 0.5) * messages) / kills)
    await sleep(Math.random() * 1_500)
    await program.kill()
    cuts.push(await cutNow(scene))
    process.stdout.write('.')
  }
  scene.day.calm()
  const program = await scene.start()
  const began = performance.now()
  const intents = await Promise.all(acts)
  await untilNone(scene.db, ['queued', 'sending'], scene.before)
  const settledAfter = performance.now() - began
  await scene.db.updateTable('platform.clock').set({ offset_seconds: MOVED_SECONDS }).execute()
  await untilNone(scene.db, ['queued', 'sending', 'sent'], scene.before)
  process.stdout.write('\n')
  return {
    intents,
    leasesCut: sum(cuts.map(({ leased }) => leased)),
    acceptedUnrecorded: sum(cuts.map(({ unrecorded }) => unrecorded)),
    longestGap: Math.max(...cuts.map(({ at }) => gapAfter(scene.standIn, at))),
    settledAfter,
    stoppedIn: await program.stop(),
  }
}

const copies = ({ isCalm }: Scenario): number => (isCalm ? 1 : 0) + Math.floor(Math.random() * (isCalm ? 2 : 3.5))

async function untilAccepted({ book }: StandIn, count: number): Promise<void> {
  while (book.notifications.length < count) await sleep(100)
}

/** As a person does: tries again until it is acknowledged. */
async function actUntilDone(stage: Stage, number: number): Promise<string> {
  await sleep(Math.random() * 800)
  for (;;) {
    try {
      return await stage.act(number)
    } catch {
      await sleep(200)
    }
  }
}

type Cut = { readonly at: number; readonly leased: number; readonly unrecorded: number }

/** What a kill left behind: messages on their way, and those that Notify has without our knowing. */
async function cutNow({ db, standIn }: Scene): Promise<Cut> {
  const leased = await db.selectFrom('platform.messages').select('id').where('status', '=', 'sending').execute()
  const unrecorded = leased.filter(({ id }) => standIn.book.byReference(id).length > 0)
  return { at: Temporal.Now.instant().epochMilliseconds, leased: leased.length, unrecorded: unrecorded.length }
}

/** Milliseconds from a kill until Notify accepted the next message. */
function gapAfter(standIn: StandIn, at: number): number {
  const later = standIn.book.notifications
    .map(({ createdAt }) => createdAt.epochMilliseconds - at)
    .filter((gap) => gap > 0)
  return later.length === 0 ? 0 : Math.min(...later)
}

async function untilNone(db: Database, statuses: readonly string[], before: readonly string[]): Promise<void> {
  const known = new Set(before)
  const { count } = await db
    .selectFrom('platform.messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const deadline = performance.now() + SETTLE_MILLISECONDS + count * EACH_MILLISECONDS
  while (performance.now() < deadline) {
    const open = await db.selectFrom('platform.messages').select('id').where('status', 'in', statuses).execute()
    if (open.every(({ id }) => known.has(id))) return
    await sleep(500)
  }
}

type Report = {
  readonly figures: Figures
  readonly standIn: StandIn
  readonly day: Misbehaving
  readonly found: readonly string[]
}

function report({ messages, kills, scenario }: Faults, { figures, standIn, day, found }: Report): void {
  const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`
  const faults = [...day.counts].map(([fault, count]) => `${fault} ${count}`).join(', ')
  console.log(`Scenario "${scenario.name}": ${messages} e-mails, ${kills} times kill -9 of web and worker
Notify stand-in misbehaved: ${faults || 'never'}
Messages on their way or in doubt, summed over the kills: ${figures.leasesCut}; of those already accepted by Notify: ${figures.acceptedUnrecorded}
Accepted: ${standIn.book.notifications.length}, more than once: ${standIn.book.repeated().length}, ${paceText(standIn)}
Longest time from a kill to the next accepted message: ${seconds(figures.longestGap)}
All accepted after the last start: ${seconds(figures.settledAfter)}
Graceful stop: ${seconds(figures.stoppedIn)}
${found.length === 0 ? 'PASS: every acknowledged e-mail was accepted exactly once and settled' : `FAIL:\n- ${found.join('\n- ')}`}`)
}

/** From the first to the last that was accepted, the time during which the platform was dead included. */
function paceText({ book: { notifications } }: StandIn): string {
  const times = notifications.map(({ createdAt }) => createdAt.epochMilliseconds)
  const seconds = times.reduce((last, time) => Math.max(last, time), 0) / 1_000 - (times[0] ?? 0) / 1_000
  return `in ${seconds.toFixed(0)} s, ${(times.length / Math.max(1, seconds)).toFixed(1)} a second`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

const SCENARIOS: Readonly<Record<string, Scenario>> = { emails, nominations, invitations }

/** bin/bench faults [scenario] [messages] [kills] */
async function main([name = 'emails', messages = '200', kills = '20']: readonly string[]): Promise<void> {
  const scenario = SCENARIOS[name]
  if (!scenario) throw new Error(`Say one of: ${Object.keys(SCENARIOS).join(', ')}`)
  const held = await benchFaults({ messages: Number(messages), kills: Number(kills), scenario })
  if (!held) process.exitCode = 1
}

await main(process.argv.slice(2))
