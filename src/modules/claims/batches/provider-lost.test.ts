import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { markProvidersLostJob } from '../claims/mark-providers-lost-job.ts'
import { nameProvider } from '../claims/name-provider.ts'
import { aClaimWindow, anIttProvider } from '../factories.ts'
import { filesOfBatch } from '../files/files-queries.ts'
import { WindowId } from '../years/claim-year.ts'
import { approveBatch } from './approve-batch.ts'
import { BatchId } from './batch.ts'
import { batchById, batchItems } from './batches-queries.ts'
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
  const payer = await aPartner(database.db, 'The payer', ['payer'])
  await aPersonAt(database.db, { id: payer }, { address: 'pay@payer.example' })
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** Two claims of different providers in a batch that nobody has approved yet. */
async function frozen() {
  await database.db
    .updateTable('claims.claims')
    .set({ status: 'withdrawn' })
    .where('status', '=', 'submitted')
    .execute()
  const [lost, kept] = [await someClaims(database.db, 1, { windowId }), await someClaims(database.db, 1, { windowId })]
  const [claim, other] = [lost.claims[0], kept.claims[0]]
  if (!claim || !other) throw new Error('Two claims')
  const end = () =>
    sql`update directory.organisation_roles set period = daterange(lower(period), '2026-11-22')
      where organisation_id = ${lost.provider.id}`.execute(database.db)
  return { claim, other, end, batchId: await prepared() }
}

const prepare = () =>
  execute(acting(database.db, officers.one), prepareBatch, { kind: 'payment', windowId: WindowId.parse(windowId) })

async function prepared() {
  const done = await prepare()
  if (!done.ok) throw new Error(done.refusal.code)
  return BatchId.parse(done.value.batchId)
}

const approve = (batchId: BatchId) => execute(acting(database.db, officers.other), approveBatch, { batchId, seen: 1 })
const discard = (batchId: BatchId) =>
  execute(acting(database.db, officers.other, { reason: 'A provider was lost' }), discardBatch, { batchId, seen: 1 })

const runJob = () =>
  markProvidersLostJob.run(
    {
      ...{ db: database.db, now: NOW, process: newProcess('job'), baseUrl: 'https://training.test', log: silentLog },
      ...{ actor: Actor.system('mark-providers-lost'), signal: new AbortController().signal },
    },
    {},
  )

const statusOf = async (id: string) => (await claimById(database.db, id))?.status
const itemsOf = async (batchId: BatchId) => (await batchItems(database.db, { batchId })).map(({ claimId }) => claimId)

test('a claim of a frozen batch that goes back to its school is not sent; the others go, and it goes later', async () => {
  const { claim, other, end, batchId } = await frozen()
  await end()
  await runJob()
  expect(await statusOf(claim.id)).toBe('needs-provider')
  const refused = await approve(batchId)
  expect(refused).toMatchObject({
    refusal: {
      code: 'claims-changed',
      facts: { count: 1, claims: [{ claimId: claim.id, status: 'needs-provider', isProviderLost: false }] },
    },
  })
  expect([await statusOf(other.id), (await batchById(database.db, batchId))?.status]).toEqual(['submitted', 'prepared'])
  expect(await filesOfBatch(database.db, batchId)).toEqual([])
  expect(await discard(batchId)).toMatchObject({ ok: true })
  const second = await prepared()
  expect(await itemsOf(second)).toEqual([other.id])
  expect(await approve(second)).toMatchObject({ ok: true, value: { claims: 1 } })
  const accredited = await anIttProvider(database.db)
  const claimant = new Actor({
    identity: { kind: 'account', id: officers.helper.accountId },
    name: 'Sam',
    door: 'staff',
    staffPowers: ['support'],
  })
  const named = await execute(
    { ...contextFor(database.db, claimant), process: newProcess('a test', null, 'The school telephoned') },
    nameProvider,
    {
      ...{ claimId: ClaimId.parse(claim.id), providerId: accredited.id, providerConfirmedHours: true },
      seen: (await claimById(database.db, claim.id))?.revision ?? 0,
    },
  )
  expect(named).toMatchObject({ ok: true })
  const third = await prepared()
  expect(await itemsOf(third)).toEqual([claim.id])
  expect(await approve(third)).toMatchObject({ ok: true, value: { claims: 1 } })
  expect(await statusOf(claim.id)).toBe('with-payer')
})

test('before the job of the morning has found it, nothing is sent either, and the next batch leaves it out', async () => {
  const { claim, other, end, batchId } = await frozen()
  await end()
  expect(await statusOf(claim.id)).toBe('submitted')
  const refused = await approve(batchId)
  expect(refused).toMatchObject({
    refusal: { code: 'claims-changed', facts: { claims: [{ claimId: claim.id, isProviderLost: true }] } },
  })
  expect(await statusOf(other.id)).toBe('submitted')
  expect(await discard(batchId)).toMatchObject({ ok: true })
  const second = await prepared()
  expect(await itemsOf(second)).toEqual([other.id])
  expect(await approve(second)).toMatchObject({ ok: true })
  expect(await prepare()).toMatchObject({ ok: false, refusal: { code: 'nothing-to-send' } })
  await runJob()
  expect(await statusOf(claim.id)).toBe('needs-provider')
})

test('what was sent stays sent when the provider is lost afterwards', async () => {
  const { claim, end, batchId } = await frozen()
  expect(await approve(batchId)).toMatchObject({ ok: true, value: { claims: 2 } })
  await end()
  await runJob()
  expect(await statusOf(claim.id)).toBe('with-payer')
})
