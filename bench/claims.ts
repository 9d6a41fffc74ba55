import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '#src/platform/db/database.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { auditsAnswered, penceOfAnswers, sampled } from './claims/audits.ts'
import { agreed, penceTakenBack, reported, sentAndAnswered } from './claims/clawbacks.ts'
import { addClaims, GROUND } from './claims/national-year.ts'
import {
  applied,
  approved,
  type Officers,
  officersOf,
  penceOf,
  prepared,
  rowsOfFile,
  uploaded,
  value,
} from './claims/officers.ts'
import { comparePages } from './claims/pages.ts'
import { openSteps, type Steps } from './claims/steps.ts'
import { startWorker } from './claims/worker.ts'
import { yearEnd } from './claims/year-end.ts'

// bin/bench claims [SCHOOLS] [TRIALS]: a national year of claims: payment, sample, audit answers and clawbacks, with the worker killed
// on the way; two officers at the same batch; the pages of those who claim, answer and pay, at two sizes. With `pages` only those.

const SCHOOLS = Number(process.argv[2] ?? 12_000)
const TRIALS = Number(process.argv[3] ?? 1_000)
const KILLS = 5
/** Claims whose schools tell of a mistake themselves. */
const REPORTED = 200

const failures: string[] = []
const check = (isRight: boolean, what: string) => {
  console.log(`${isRight ? 'PASS' : 'FAIL'}: ${what}`)
  if (!isRight) failures.push(what)
}

async function benchClaims(): Promise<void> {
  const server = await testServer()
  try {
    if (process.argv[2] !== 'pages') await yearAndRace(server.url)
    check(await comparePages(server.url), 'pages')
  } finally {
    await server.release()
  }
}

async function yearAndRace(serverUrl: string): Promise<void> {
  const name = databaseName('test')
  const folder = await mkdtemp(join(tmpdir(), 'bench-claims-'))
  const template = await ensureTemplate(serverUrl)
  await asAdministrator(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  const url = onDatabase(serverUrl, name)
  const steps = openSteps(url)
  try {
    await steps.timed(`Seeding ${SCHOOLS} schools and claims`, () =>
      asAdministrator(url, async (client) => {
        for (const statement of GROUND) await client.query(statement)
        await addClaims(client, { claims: SCHOOLS, first: 1 })
        await client.query('vacuum analyze')
      }),
    )
    await year(await officersOf(steps.db), steps, { url, folder })
    await race(await officersOf(steps.db), steps, url)
  } finally {
    await steps.db.destroy()
    await asAdministrator(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
    await rm(folder, { recursive: true })
  }
}

type Place = { readonly url: string; readonly folder: string }

async function year(officers: Officers, steps: Steps, { url, folder }: Place): Promise<void> {
  await paid(officers, steps, { url, folder })
  await audited(officers, steps, { url, folder })
  const wrong = await yearEnd(officers.db)
  check(
    wrong.length === 0,
    `ledger, files, hours and messages agree to the penny${wrong.length > 0 ? `: ${wrong.join('; ')}` : ''}`,
  )
}

async function paid(officers: Officers, { timed }: Steps, { url, folder }: Place): Promise<void> {
  const { batchId, claims, pence } = await timed('Preparing the payment batch', () => prepared(officers, 'payment'))
  value(await timed('Approving it: moves, events, file', () => approved(officers, batchId, officers.other)))
  const rows = await rowsOfFile(officers, batchId)
  const sum = rows.reduce((total, row) => total + penceOf(row[5]), 0)
  check(rows.length === claims && sum === pence, `the file has ${rows.length} claims and ${sum} pence, as the batch`)
  const head = 'claim_reference,claim_status,claim_unpaid_reason,claim_amount'
  const answers = rows.map(([reference, , , , , amount], at) => {
    if (at % 50 === 7) return `${reference},submitted,,${amount}`
    return at % 12 === 5 ? `${reference},unpaid,No bank details,${amount}` : `${reference},paid,,${amount}`
  })
  const fileId = await timed('Reading the payer’s answer', () =>
    uploaded(officers, { batchId, folder, rows: answers, head }),
  )
  await timed('Applying it: moves, ledger, events', () => applied(officers, fileId))
  const rest = rows.filter((_row, at) => at % 50 === 7).map(([reference]) => `${reference},paid,,`)
  await applied(officers, await uploaded(officers, { batchId, folder, rows: rest, head }))
  await timed(`Telling schools, the worker killed ${KILLS} times`, () => tellWhileKilled(officers.db, url, KILLS))
}

/** Sample, providers, schools, decisions; then the money that is taken back, and that of schools that told of a mistake. */
async function audited(officers: Officers, steps: Steps, { url, folder }: Place): Promise<void> {
  const { isSame, population, populationPence, chosen, chosenPence } = await sampled(officers, steps)
  check(isSame, `the same seed draws the same ${chosen} of ${population} claims`)
  check(chosenPence * 10 >= populationPence, `they have ${chosenPence} of ${populationPence} pence, at least a tenth`)
  const notUpheld = await auditsAnswered(officers, steps, folder)
  const told = await reported(officers.db, REPORTED)
  await steps.timed(`${notUpheld.length} + ${told.length} clawbacks proposed and approved, one by one`, () =>
    agreed(officers, [...notUpheld, ...told]),
  )
  const taken = await penceTakenBack(officers)
  const answered = await penceOfAnswers(officers)
  check(
    taken.audit === answered,
    `audits take ${taken.audit} pence back, and the providers’ answers come to ${answered}`,
  )
  const back = await steps.timed('Clawback batch: prepared, approved, answered', () =>
    sentAndAnswered(officers, folder),
  )
  check(
    back.claims === notUpheld.length + told.length &&
      back.pence === taken.audit + taken.report &&
      back.filePence === back.pence,
    `the clawback file has ${back.claims} claims and ${back.filePence} pence, as the batch and the proposals`,
  )
  await steps.timed('Telling schools, the worker killed twice', () => tellWhileKilled(officers.db, url, 2))
}

/** The real worker, killed while it writes to schools, until nobody is left to tell. */
async function tellWhileKilled(db: Database, url: string, kills: number): Promise<void> {
  const total = await untold(db)
  for (let kill = 1; kill <= kills + 1; kill += 1) {
    const worker = startWorker(url)
    const left = kill > kills ? 0 : total - (total * kill) / (kills + 2)
    await until(async () => (await untold(db)) <= left)
    await worker.kill()
  }
}

const untold = async (db: Database): Promise<number> =>
  (
    await db
      .selectFrom('claims.batch_items')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('answered_at', 'is not', null)
      .where('told_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).count

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10 * 60_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('It took too long')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Two officers send the same batch at the same moment: one does, the other is told who and when. */
async function race(officers: Officers, { timed }: Steps, url: string): Promise<void> {
  await asAdministrator(url, (client) => addClaims(client, { claims: TRIALS, first: 500_000 }))
  const { db, other, third } = officers
  let clean = 0
  await timed(`${TRIALS} batches, each sent by two officers at once`, async () => {
    await db.updateTable('claims.claims').set({ status: 'withdrawn' }).where('status', '=', 'submitted').execute()
    const { rows } = await sql<{ id: string }>`
      select id from claims.claims where status = 'withdrawn' order by reference limit ${TRIALS}`.execute(db)
    for (const { id } of rows) {
      await db.updateTable('claims.claims').set({ status: 'submitted' }).where('id', '=', id).execute()
      const { batchId } = await prepared(officers, 'payment')
      const both = await Promise.all([approved(officers, batchId, other), approved(officers, batchId, third)])
      const lost = both.find(({ ok }) => !ok)
      const won = both.filter(({ ok }) => ok)
      const told = lost?.ok === false && lost.refusal.code === 'already-decided' && lost.refusal.facts['by'] !== ''
      if (won.length === 1 && told) clean += 1
    }
  })
  check(
    clean === TRIALS,
    `exactly one of two officers sent the batch in ${clean} of ${TRIALS} trials, and the other was told who`,
  )
}

await benchClaims()
if (failures.length > 0) process.exitCode = 1
