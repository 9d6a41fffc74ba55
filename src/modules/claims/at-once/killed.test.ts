import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import type { Job, JobContext } from '#src/platform/jobs/job.ts'
import { silentLog as log } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anAudit } from '../audits/factories.ts'
import { applyResponse } from '../batches/apply-response.ts'
import { approveBatch } from '../batches/approve-batch.ts'
import { BatchId } from '../batches/batch.ts'
import { batchById, outcomeSums } from '../batches/batches-queries.ts'
import { acting, someClaims, twoOfficers } from '../batches/factories.ts'
import { prepareBatch } from '../batches/prepare-batch.ts'
import { tellSchoolsJob } from '../batches/tell-schools-job.ts'
import { uploadResponse } from '../batches/upload-response.ts'
import type { Claim } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { markProvidersLostJob } from '../claims/mark-providers-lost-job.ts'
import { aClaimWindow } from '../factories.ts'
import { filesOfBatch } from '../files/files-queries.ts'
import { remindLateJob } from '../requests/remind-late.ts'
import { WindowId } from '../years/claim-year.ts'

// Programs that die in the middle, and jobs that are begun twice: nothing is told, sent or paid twice, and nothing by half.

let database: TestDatabase
let officers: Awaited<ReturnType<typeof twoOfficers>>
let windowId: string
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  officers = await twoOfficers(database.db)
  windowId = await aClaimWindow(database.db)
  folder = await mkdtemp(join(tmpdir(), 'killed-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

/** Does some work until it wants to write to a table, and ends its connection there: it can undo nothing by itself. */
const killedAt = (table: string, work: () => Promise<unknown>): Promise<'done' | 'died'> =>
  database.ownerDb.transaction().execute(async (tx) => {
    await sql`lock table ${sql.table(table)} in exclusive mode`.execute(tx)
    let ended: 'done' | 'died' | null = null
    const end = work().then(
      () => {
        ended = 'done'
      },
      () => {
        ended = 'died'
      },
    )
    while (ended === null) await sql`${endWhatWaits}`.execute(database.ownerDb)
    await end
    return ended
  })

const endWhatWaits = sql`
  select pg_terminate_backend(pid), pg_sleep(0.02) from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`

async function prepared(count: number) {
  const { claims } = await someClaims(database.db, count, { windowId })
  for (const { schoolId } of claims) await aPersonAt(database.db, { id: schoolId }, { role: 'claims' })
  const input = { kind: 'payment' as const, windowId: WindowId.parse(windowId) }
  const done = await execute(acting(database.db, officers.one), prepareBatch, input)
  if (!done.ok) throw new Error(done.refusal.code)
  return { claims, batchId: BatchId.parse(done.value.batchId) }
}

const approve = (batchId: BatchId) => execute(acting(database.db, officers.other), approveBatch, { batchId, seen: 1 })
const apply = (fileId: string) => execute(acting(database.db, officers.one), applyResponse, { fileId })

async function answered(batchId: BatchId, claims: readonly Claim[]): Promise<string> {
  const path = join(folder, 'answer.csv')
  const rows = claims.map(({ reference }) => `${reference},paid,`)
  await writeFile(path, ['claim_reference,claim_status,claim_unpaid_reason', ...rows].join('\n'))
  const input = { batchId, fileName: 'answer.csv', path: () => path, sha256: await sha256Of(path) }
  const done = await execute(acting(database.db, officers.one), uploadResponse, input)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.fileId
}

const statuses = async (claims: readonly Claim[]) =>
  new Set(await Promise.all(claims.map(async ({ id }) => (await claimById(database.db, id))?.status)))

const paidLines = async (claims: readonly Claim[]) =>
  (
    await database.db
      .selectFrom('claims.ledger')
      .select('id')
      .where('kind', '=', 'paid')
      .where(
        'claim_id',
        'in',
        claims.map(({ id }) => id),
      )
      .execute()
  ).length

const messages = async (like: string) =>
  (await database.db.selectFrom('platform.messages').select('id').where('intent', 'like', like).execute()).length

const jobContext = ({ name, powers }: Job, at = '2026-11-23T10:05:00Z'): JobContext => ({
  ...acting(database.db, officers.one, { now: Temporal.Instant.from(at) }),
  ...{ actor: Actor.system(name, 'job', powers), signal: new AbortController().signal, log },
})

const tell = () => tellSchoolsJob.run(jobContext(tellSchoolsJob), {})

test('killed while it sends a batch, applies the answer and tells schools: each happens once, whole, when it is done again', async () => {
  const { claims, batchId } = await prepared(3)
  expect(await killedAt('claims.files', () => approve(batchId))).toBe('died')
  expect((await batchById(database.db, batchId))?.status).toBe('prepared')
  expect(await statuses(claims)).toEqual(new Set(['submitted']))
  expect(await approve(batchId)).toMatchObject({ ok: true })
  expect(await filesOfBatch(database.db, batchId)).toHaveLength(1)

  const fileId = await answered(batchId, claims)
  expect(await killedAt('claims.ledger', () => apply(fileId))).toBe('died')
  expect(await statuses(claims)).toEqual(new Set(['with-payer']))
  expect(await outcomeSums(database.db, batchId)).toMatchObject([{ outcome: 'waiting', claims: 3 }])
  expect(await apply(fileId)).toMatchObject({ ok: true })
  expect(await apply(fileId)).toMatchObject({ refusal: { code: 'already-settled' } })
  expect(await paidLines(claims)).toBe(3)

  expect(await killedAt('platform.messages', tell)).toBe('died')
  expect(await messages(`claims.claim-paid:${batchId}:%`)).toBe(0)
  await Promise.all([tell(), tell()])
  await tell()
  expect(await messages(`claims.claim-paid:${batchId}:%`)).toBe(3)
  const told = await database.db
    .selectFrom('audit.events as event')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select('event.id')
    .where('event.name', '=', 'claims.schools-told')
    .where('about.subject_id', '=', batchId)
    .execute()
  expect(told).toHaveLength(1)
})

test('a provider that has lost its accreditation is noted once, by a job that died and by two that run at once', async () => {
  const { claims, provider } = await someClaims(database.db, 2, { windowId })
  for (const { schoolId } of claims) await aPersonAt(database.db, { id: schoolId }, { role: 'claims' })
  await sql`update directory.organisation_roles set period = daterange(lower(period), '2026-11-01') where organisation_id = ${provider.id}`.execute(
    database.ownerDb,
  )
  const run = () => markProvidersLostJob.run(jobContext(markProvidersLostJob), {})
  expect(await killedAt('platform.messages', run)).toBe('died')
  expect(await statuses(claims)).toEqual(new Set(['submitted']))
  await Promise.all([run(), run()])
  expect(await statuses(claims)).toEqual(new Set(['needs-provider']))
  for (const { id } of claims) expect(await messages(`claims.%:${id}:%`)).toBe(1)
})

test('a reminder goes once, whether the job dies, is begun again the same day or runs twice at once', async () => {
  const { auditId } = await anAudit(database.db, { windowId })
  const audit = await database.db
    .selectFrom('claims.audits')
    .select('due_on')
    .where('id', '=', auditId)
    .executeTakeFirstOrThrow()
  const run = (day: Temporal.PlainDate) =>
    remindLateJob.run(jobContext(remindLateJob, `${day.toString()}T08:15:00Z`), {})
  const sent = () => messages(`claims.auditReminderEmail:${auditId}:%`)
  let day = audit.due_on.subtract({ days: 7 })
  while ((await sent()) === 0 && Temporal.PlainDate.compare(day, audit.due_on) < 0) {
    day = day.add({ days: 1 })
    await run(day)
  }
  const once = await sent()
  expect(once).toBeGreaterThan(0)
  await Promise.all([run(day), run(day)])
  expect(await sent()).toBe(once)
})
