import { sql } from 'kysely'
import { paying, sameBatchTrial } from '#src/modules/claims/at-once/batch-factories.ts'
import { deciding, sameClawbackTrial, sameRequestTrial } from '#src/modules/claims/at-once/decision-factories.ts'
import { lastHoursTrial, sameButtonTrial, type Trial, twoSchools } from '#src/modules/claims/at-once/hours-factories.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'

// bin/bench claims-trials [TRIALS]: people at the same moment at the same hours, button, batch, clawback and question. Each trial is
// a race of its own, and after each everything is looked at. Ends with 1 when anything was not as it must be.

const TRIALS = Number(process.argv[2] ?? 1_000)
/** Twenty presses and a colleague at once, as a small pool of connections serves them. */
const CONNECTIONS = 22
const MOST_SHOWN = 10

let faults = 0

async function benchTrials(): Promise<void> {
  const server = await testServer()
  const name = databaseName('test')
  const template = await ensureTemplate(server.url)
  await asAdministrator(server.url, (client) => client.query(`create database ${name} template ${template}`))
  const db = openDatabase(
    openPool({
      ...{ url: onDatabase(server.url, name), size: CONNECTIONS, statementTimeout: 30_000, as: 'application' },
      // Nobody is told to try again: what is counted is who wins, not how long the others wait.
      ...{ waits: { connection: 30_000, lock: 20_000, idleInTransaction: 30_000 }, onError: () => {} },
    }),
  )
  try {
    await allTrials(db)
    const { rows } = await sql<{ over: number; held: number }>`
      select count(*) filter (where held > cap) as over, count(*) as held from claims.allowances`.execute(db)
    report('mentors with more hours than the cap, of all', rows[0]?.over === 0, `${rows[0]?.over} of ${rows[0]?.held}`)
  } finally {
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database ${name} with (force)`))
    await server.release()
  }
}

async function allTrials(db: Database): Promise<void> {
  const schools = await twoSchools(db)
  await trials('last 16 hours: two schools save, then send', () => lastHoursTrial(schools))
  await trials('same button 2 to 20 times, and a colleague', (at) => sameButtonTrial(schools, 2 + (at % 19)))
  const officers = await paying(db)
  await trials('same batch: two prepare, two send, one claims', () => sameBatchTrial(officers))
  const decisions = await deciding(db)
  await trials('same clawback: one says yes, one says no', () => sameClawbackTrial(decisions))
  await trials('same question: two people answer', () => sameRequestTrial(decisions))
}

async function trials(what: string, trial: (at: number) => Promise<Trial>): Promise<void> {
  const began = performance.now()
  const won = new Map<string, number>()
  const wrong: string[] = []
  let clean = 0
  for (let at = 0; at < TRIALS; at += 1) {
    const result = await trial(at).catch((error: unknown) => ({ won: 'nobody', wrong: [String(error)] }))
    won.set(result.won, (won.get(result.won) ?? 0) + 1)
    wrong.push(...result.wrong.map((fault) => `trial ${at + 1}: ${fault}`))
    if (result.wrong.length === 0) clean += 1
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  const winners = [...won].map(([who, times]) => `${who} ${times}`).join(', ')
  report(what, clean === TRIALS, `${clean} of ${TRIALS} clean in ${seconds} s; won: ${winners}`)
  for (const fault of wrong.slice(0, MOST_SHOWN)) console.log(`      ${fault}`)
}

function report(what: string, isRight: boolean, found: string): void {
  console.log(`${isRight ? 'PASS' : 'FAIL'}: ${what}: ${found}`)
  if (!isRight) faults += 1
}

await benchTrials()
if (faults > 0) process.exitCode = 1
