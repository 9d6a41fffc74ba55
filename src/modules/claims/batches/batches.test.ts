import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { aClaimWindow } from '../factories.ts'
import { bytesOfFile, filesOfBatch } from '../files/files-queries.ts'
import { WindowId } from '../years/claim-year.ts'
import { approveBatch } from './approve-batch.ts'
import { BatchId } from './batch.ts'
import { claimSentToPayer } from './batch-events.ts'
import { batchById, batchItems, outcomeSums } from './batches-queries.ts'
import { discardBatch } from './discard-batch.ts'
import { acting, someClaims, twoOfficers } from './factories.ts'
import { prepareBatch } from './prepare-batch.ts'

let database: TestDatabase
let officers: Awaited<ReturnType<typeof twoOfficers>>
let windowId: string
beforeAll(async () => {
  database = await testDatabase()
  officers = await twoOfficers(database.db)
  windowId = await aClaimWindow(database.db)
  await aPersonAt(
    database.db,
    { id: await aPartner(database.db, 'The payer', ['payer']) },
    { address: 'pay@payer.example' },
  )
})
afterAll(() => database.close())

const prepare = (window = windowId) =>
  execute(acting(database.db, officers.one), prepareBatch, { kind: 'payment', windowId: WindowId.parse(window) })

async function prepared() {
  const done = await prepare()
  if (!done.ok) throw new Error(done.refusal.code)
  return BatchId.parse(done.value.batchId)
}

const approve = (batchId: BatchId, { by = officers.other, isFresh = true, seen = 1 } = {}) =>
  execute(acting(database.db, by, { isFresh }), approveBatch, { batchId, seen })

const discard = (batchId: BatchId) =>
  execute(acting(database.db, officers.other, { reason: 'A test is over' }), discardBatch, { batchId, seen: 1 })

test('freezes what waits in its window, and sends exactly that once somebody else has approved', async () => {
  const { claims } = await someClaims(database.db, 3, { windowId })
  const batchId = await prepared()
  const late = await someClaims(database.db, 1, { windowId })
  expect((await claimById(database.db, claims[0]?.id ?? ''))?.status).toBe('submitted')
  const own = await approve(batchId, { by: officers.one })
  expect(own).toMatchObject({ ok: false, refusal: { code: 'same-person', facts: { by: 'Priya Nair' } } })
  const stale = await approve(batchId, { isFresh: false })
  expect(stale).toMatchObject({ refusal: { code: 'not-allowed', facts: { reason: 'fresh-sign-in' } } })
  expect(await approve(batchId)).toMatchObject({ ok: true, value: { claims: 3, links: 1 } })
  const batch = await batchById(database.db, batchId)
  expect(batch).toMatchObject({ status: 'sent', claims: 3, approvedByName: 'Tom Reyes', total: 3 * 8 * 5360 })
  for (const { id } of claims) expect((await claimById(database.db, id))?.status).toBe('with-payer')
  expect((await claimById(database.db, late.claims[0]?.id ?? ''))?.status).toBe('submitted')
  const [file] = await filesOfBatch(database.db, batchId)
  const text = (await bytesOfFile(database.db, file?.id ?? '')).toString('utf8')
  const references = claims.map(({ reference }) => reference).toSorted()
  const rows = text.trimEnd().split('\r\n')
  expect(rows[0]).toBe(
    'claim_reference,school_urn,school_name,school_local_authority,provider_name,claim_amount,school_type_of_establishment,school_group,claim_submission_date,claim_status,claim_unpaid_reason',
  )
  expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(references)
  expect(rows[1]).toMatch(/^\d{8},\d{6},Elm Grove \d,Camden,[^,]+,428[.]80,[^,]+,[^,]+,2026-11-23,submitted,$/)
  const email = (await developmentEmails(database.db)).find(({ to }) => to === 'pay@payer.example')
  expect(email?.links[0]).toMatch(/\/claim-files\/link\/[0-9a-f]{64}$/)
  await discard(await prepared())
})

test('every claim has one event of the move, in the shape of its definition', async () => {
  const events = await database.db
    .selectFrom('audit.events as event')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select(['event.payload', 'about.subject_kind'])
    .where('event.name', '=', claimSentToPayer.name)
    .execute()
  expect(events.filter(({ subject_kind }) => subject_kind === 'claim')).toHaveLength(3)
  expect(events).toHaveLength(9)
  for (const { payload } of events) {
    expect(claimSentToPayer.payload.parse(payload).moved).toEqual({ before: 'submitted', after: 'with-payer' })
    expect(claimSentToPayer.sentence(claimSentToPayer.payload.parse(payload))).toMatch(/£428[.]80 sent to the payer/)
  }
})

test('names each claim that moved since it was frozen, and sends nothing', async () => {
  const { claims } = await someClaims(database.db, 2, { windowId })
  const batchId = await prepared()
  const [gone, back] = claims
  const set = (id: string, status: string) =>
    sql`update claims.claims set status = ${status}, revision = revision + 1, moved_at = '2026-11-23T10:00:01Z' where id = ${id}`.execute(
      database.db,
    )
  await set(gone?.id ?? '', 'withdrawn')
  await set(back?.id ?? '', 'needs-provider')
  await set(back?.id ?? '', 'submitted')
  const refused = await approve(batchId)
  expect(refused).toMatchObject({ refusal: { code: 'claims-changed', facts: { count: 2 } } })
  const named = refused.ok ? [] : (refused.refusal.facts['claims'] as { reference: string }[])
  expect(named.map(({ reference }) => reference)).toEqual(claims.map(({ reference }) => reference).toSorted())
  expect((await batchById(database.db, batchId))?.status).toBe('prepared')
  expect(await discard(batchId)).toMatchObject({ ok: true })
  const again = await prepared()
  expect((await batchItems(database.db, { batchId: again })).map(({ claimId }) => claimId)).toContain(back?.id)
  expect(await discard(again)).toMatchObject({ ok: true })
})

test('a colleague who takes a claim on changes nothing that is sent', async () => {
  const { claims } = await someClaims(database.db, 1, { windowId })
  const batchId = await prepared()
  await database.db
    .updateTable('claims.claims')
    .set({ revision: 9 })
    .where('id', '=', claims[0]?.id ?? '')
    .execute()
  const refused = await approve(batchId)
  // Taken on in the very moment of the freezing it would be doubted; the clock of this test stands still.
  expect(refused.ok ? null : refused.refusal.code).toBe('claims-changed')
  await sql`update claims.claims set moved_at = '2026-11-23T09:00:00Z' where id = ${claims[0]?.id}`.execute(database.db)
  expect(await approve(batchId)).toMatchObject({ ok: true })
})

test('a claim is in one open batch, and who comes second is told of the first', async () => {
  await someClaims(database.db, 1, { windowId })
  const [one, two] = await Promise.all([prepare(), prepare()])
  const won = [one, two].filter(({ ok }) => ok)
  expect(won).toHaveLength(1)
  const lost = [one, two].find(({ ok }) => !ok)
  expect(lost).toMatchObject({ refusal: { code: 'nothing-to-send', facts: { by: 'Priya Nair' } } })
  const batchId = won[0]?.ok ? BatchId.parse(won[0].value.batchId) : BatchId.parse(newId())
  await expect(
    sql`insert into claims.batch_items (batch_id, claim_id, position, pence, row, claim_revision, outcome)
      select ${await otherBatch()}, claim_id, 1, pence, row, 1, 'waiting' from claims.batch_items where batch_id = ${batchId}`.execute(
      database.db,
    ),
  ).rejects.toThrow(/batch_items_one_open/)
  await discard(batchId)
  expect(await discard(batchId)).toMatchObject({ refusal: { code: 'already-decided', facts: { by: 'Tom Reyes' } } })
})

const otherBatch = async () =>
  (await database.db.selectFrom('claims.batches').select('id').orderBy('number').limit(1).executeTakeFirstOrThrow()).id

test('the database itself refuses an approval by who prepared', async () => {
  await expect(
    sql`update claims.batches set approved_by = prepared_by where status = 'sent'`.execute(database.ownerDb),
  ).rejects.toThrow(/check constraint/)
})

/** A thousand in `bin/bench claims`. */
const TRIALS = 25

test(`two officers who send the same batch: exactly one does, in each of ${TRIALS} trials`, async () => {
  const third = (await twoOfficers(database.db)).one
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const { claims } = await someClaims(database.db, 1, { windowId })
    const batchId = await prepared()
    const both = await Promise.all([approve(batchId), approve(batchId, { by: third })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const lost = both.find(({ ok }) => !ok)
    expect(lost).toMatchObject({ refusal: { code: 'already-decided', facts: { status: 'sent' } } })
    expect(lost?.ok ? '' : lost?.refusal.facts['by']).toBe(both[0]?.ok ? 'Tom Reyes' : 'Priya Nair')
    const [sums, files] = [await outcomeSums(database.db, batchId), await filesOfBatch(database.db, batchId)]
    expect([sums.length, files.length]).toEqual([1, 1])
    const moves = await database.db
      .selectFrom('audit.events as event')
      .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
      .select('event.id')
      .where('event.name', '=', claimSentToPayer.name)
      .where('about.subject_id', '=', String(ClaimId.parse(claims[0]?.id)))
      .execute()
    expect(moves).toHaveLength(1)
  }
})
