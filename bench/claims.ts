import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { ClaimId } from '#src/modules/claims/claims/claim.ts'
import { decideClawback } from '#src/modules/claims/clawbacks/decide-clawback.ts'
import { proposeClawback } from '#src/modules/claims/clawbacks/propose-clawback.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { testServer } from '#test/server.ts'
import { asAdministrator, databaseName, ensureTemplate, onDatabase } from '#test/template.ts'
import { addClaims, GROUND } from './claims/national-year.ts'
import {
  applied,
  approved,
  as,
  type Officers,
  officersOf,
  penceOf,
  prepared,
  rowsOfFile,
  timed,
  uploaded,
  value,
} from './claims/officers.ts'
import { comparePages } from './claims/pages.ts'
import { startWorker } from './claims/worker.ts'
import { yearEnd } from './claims/year-end.ts'

// bin/bench claims [SCHOOLS] [TRIALS]: a national year of claims from payment to clawback, with the worker killed on the way; two
// officers at the same batch; the pages of those who pay, at two sizes.

const SCHOOLS = Number(process.argv[2] ?? 12_000)
const TRIALS = Number(process.argv[3] ?? 1_000)
const KILLS = 5
const CLAWBACKS = 200

const failures: string[] = []
const check = (isRight: boolean, what: string) => {
  console.log(`${isRight ? 'PASS' : 'FAIL'}: ${what}`)
  if (!isRight) failures.push(what)
}

async function benchClaims(): Promise<void> {
  const server = await testServer()
  const name = databaseName('test')
  const folder = await mkdtemp(join(tmpdir(), 'bench-claims-'))
  const template = await ensureTemplate(server.url)
  await asAdministrator(server.url, (client) => client.query(`create database ${name} template ${template}`))
  const url = onDatabase(server.url, name)
  // As the web has it: no statement may take longer than 5 seconds.
  const db = openDatabase(openPool({ url, size: 6, statementTimeout: 5_000, onError: () => {}, as: 'application' }))
  try {
    await timed(`Seeding ${SCHOOLS} schools and claims`, () =>
      asAdministrator(url, async (client) => {
        for (const statement of GROUND) await client.query(statement)
        await addClaims(client, { claims: SCHOOLS, first: 1 })
        await client.query('vacuum analyze')
      }),
    )
    await year(await officersOf(db), { url, folder })
    await race(await officersOf(db), url)
  } finally {
    await db.destroy()
    await asAdministrator(server.url, (client) => client.query(`drop database ${name} with (force)`))
    await rm(folder, { recursive: true })
  }
  if (!(await comparePages(server.url))) failures.push('pages')
  await server.release()
}

type Place = { readonly url: string; readonly folder: string }

async function year(officers: Officers, { url, folder }: Place): Promise<void> {
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
  await timed(`Telling schools, the worker killed ${KILLS} times`, () => tellWhileKilled(officers.db, url))
  await takeBack(officers, folder)
  await tellWhileKilled(officers.db, url, 0)
  const wrong = await yearEnd(officers.db)
  check(
    wrong.length === 0,
    `ledger, files, hours and messages agree to the penny${wrong.length > 0 ? `: ${wrong.join('; ')}` : ''}`,
  )
}

/** The real worker, killed while it writes to schools, until nobody is left to tell. */
async function tellWhileKilled(db: Database, url: string, kills = KILLS): Promise<void> {
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

async function takeBack(officers: Officers, folder: string): Promise<void> {
  const { db, one, other } = officers
  const { rows } = await sql<{ claimId: string; revision: number; lineId: string; hours: number }>`
    select claim.id as "claimId", claim.revision, line.id as "lineId", line.hours from claims.claims as claim
    join claims.claim_lines as line on line.claim_id = claim.id and line.position = 0
    where claim.status = 'paid' order by claim.reference limit ${CLAWBACKS}`.execute(db)
  await timed(`Proposing and approving ${rows.length} clawbacks one by one`, async () => {
    for (const { claimId: id, revision, lineId, hours } of rows) {
      const claimId = ClaimId.parse(id)
      const line = { lineId, hoursWorked: Math.floor(hours / 3), reason: 'fewer-hours', note: null } as const
      value(await execute(as(db, one), proposeClawback, { claimId, seen: revision, origin: 'report', lines: [line] }))
      value(await execute(as(db, other), decideClawback, { claimId, seen: revision + 1, approve: true, because: null }))
    }
  })
  const { batchId, pence } = await prepared(officers, 'clawback')
  value(await approved(officers, batchId, other))
  const file = await rowsOfFile(officers, batchId)
  const sum = file.reduce((total, row) => total + penceOf(row[6]), 0)
  check(sum === pence, `the clawback file has ${sum} pence, as the batch`)
  const answers = file.map(([reference], at) =>
    at % 10 === 3 ? `${reference},clawback_in_progress,The school has closed` : `${reference},clawback_complete,`,
  )
  const head = 'claim_reference,claim_status,reason'
  await applied(officers, await uploaded(officers, { batchId, folder, rows: answers, head }))
}

/** Two officers send the same batch at the same moment: one does, the other is told who and when. */
async function race(officers: Officers, url: string): Promise<void> {
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
