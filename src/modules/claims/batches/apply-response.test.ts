import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import type { Claim } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { aClaimWindow } from '../factories.ts'
import { refusePayment } from '../payments/refuse-payment.ts'
import { sendAgain } from '../payments/send-again.ts'
import { sendInformation } from '../payments/send-information.ts'
import { WindowId } from '../years/claim-year.ts'
import { applyResponse } from './apply-response.ts'
import { approveBatch } from './approve-batch.ts'
import { BatchId } from './batch.ts'
import { batchById, outcomeSums } from './batches-queries.ts'
import { acting, someClaims, twoOfficers } from './factories.ts'
import { prepareBatch } from './prepare-batch.ts'
import { responsePreview } from './response-queries.ts'
import { tellSchools } from './tell-schools.ts'
import { tellSchoolsJob } from './tell-schools-job.ts'
import { uploadResponse } from './upload-response.ts'

let database: TestDatabase
let officers: Awaited<ReturnType<typeof twoOfficers>>
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  officers = await twoOfficers(database.db)
  folder = await mkdtemp(join(tmpdir(), 'response-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

const one = (options = {}) => acting(database.db, officers.one, options)
let windowId: string

async function sentBatch(count: number) {
  windowId ??= await aClaimWindow(database.db)
  const { claims, provider } = await someClaims(database.db, count, { windowId })
  return { ...(await sendAll()), claims, provider }
}

async function sendAll() {
  const prepared = await execute(one(), prepareBatch, { kind: 'payment', windowId: WindowId.parse(windowId) })
  if (!prepared.ok) throw new Error(prepared.refusal.code)
  const batchId = BatchId.parse(prepared.value.batchId)
  const approved = await execute(acting(database.db, officers.other), approveBatch, { batchId, seen: 1 })
  if (!approved.ok) throw new Error(approved.refusal.code)
  return { batchId }
}

async function upload(batchId: BatchId, rows: readonly string[]) {
  const path = join(folder, 'answer.csv')
  await writeFile(path, ['claim_reference,claim_status,claim_unpaid_reason', ...rows].join('\n'))
  const input = { batchId, fileName: 'answer.csv', path: () => path, sha256: await sha256Of(path) }
  const done = await execute(one(), uploadResponse, input)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.fileId
}

const apply = (fileId: string, options = {}) => execute(one(options), applyResponse, { fileId })
const look = async ({ id }: Pick<Claim, 'id'>) =>
  (await claimById(database.db, id)) ?? Promise.reject(new Error('gone'))
const sums = async (batchId: string) =>
  Object.fromEntries((await outcomeSums(database.db, batchId)).map(({ outcome, claims }) => [outcome, claims]))
const ledger = async ({ id }: Pick<Claim, 'id'>) =>
  (
    await database.db
      .selectFrom('claims.ledger')
      .select(['kind', 'pence'])
      .where('claim_id', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ kind, pence }) => `${kind} ${pence}`)

test('an answer counts once it is applied, by part, until nothing waits; and sent is paid, unpaid and outstanding', async () => {
  const { batchId, claims } = await sentBatch(3)
  const [paid, unpaid, late] = claims as [Claim, Claim, Claim]
  const school = await aPersonAt(database.db, { id: paid.schoolId }, { address: 'office@elm.example', role: 'claims' })
  const fileId = await upload(batchId, [`${paid.reference},paid,`, `${unpaid.reference},unpaid,No bank details`])
  expect(await responsePreview(database.db, fileId)).toMatchObject({ faultCount: 0 })
  expect((await look(paid)).status).toBe('with-payer')
  expect(await apply(fileId, { isFresh: false })).toMatchObject({ refusal: { code: 'not-allowed' } })
  expect(await apply(fileId)).toMatchObject({ ok: true, value: { left: 1 } })
  expect(await look(paid)).toMatchObject({ status: 'paid', unpaidReason: null })
  expect(await look(unpaid)).toMatchObject({ status: 'payer-needs-information', unpaidReason: 'No bank details' })
  expect(await ledger(paid)).toEqual(['claimed 42880', 'paid 42880'])
  expect(await ledger(unpaid)).toEqual(['claimed 42880'])
  expect(await sums(batchId)).toEqual({ paid: 1, unpaid: 1, waiting: 1 })
  expect((await batchById(database.db, batchId))?.status).toBe('answered')
  expect(await apply(fileId)).toMatchObject({ refusal: { code: 'already-settled', facts: { by: 'Priya Nair' } } })
  await apply(await upload(batchId, [`${late.reference},paid,`]))
  expect((await batchById(database.db, batchId))?.status).toBe('closed')
  const told = await execute(one(), tellSchools, { batchId })
  expect(told).toMatchObject({ ok: true, value: { told: 3 } })
  expect(
    (await developmentEmails(database.db)).filter(
      ({ to, template }) => to === school.address && template === 'claimPaidEmail',
    ),
  ).toMatchObject([{ subject: `Claim ${paid.reference} paid: £428.80` }])
  expect(await execute(one(), tellSchools, { batchId })).toMatchObject({ refusal: { code: 'nothing-to-tell' } })
})

test('with a fault nothing of a file is used, and two officers apply a file once', async () => {
  const { batchId, claims } = await sentBatch(2)
  const [first, second] = claims as [Claim, Claim]
  const wrong = await upload(batchId, [`${first.reference},paid,`, `${second.reference},perhaps,`])
  expect(await apply(wrong)).toMatchObject({ refusal: { code: 'has-faults' } })
  expect([(await look(first)).status, await ledger(first)]).toEqual(['with-payer', ['claimed 42880']])
  const right = await upload(
    batchId,
    claims.map(({ reference }) => `${reference},paid,`),
  )
  const other = acting(database.db, officers.other)
  const both = await Promise.all([apply(right), execute(other, applyResponse, { fileId: right })])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'already-settled' } })
  expect(await ledger(first)).toEqual(['claimed 42880', 'paid 42880'])
})

test('two answers that contradict each other: the second is told which claims have moved', async () => {
  const { batchId, claims } = await sentBatch(1)
  const [claim] = claims as [Claim]
  const [yes, no] = [
    await upload(batchId, [`${claim.reference},paid,`]),
    await upload(batchId, [`${claim.reference},unpaid,Blocked payee`]),
  ]
  expect(await apply(yes)).toMatchObject({ ok: true })
  expect(await apply(no)).toMatchObject({ refusal: { code: 'claims-changed', facts: { count: 1 } } })
  expect((await look(claim)).status).toBe('paid')
})

test('information goes back to the payer: paid later, sent again with another batch, or not paid at all', async () => {
  const { batchId, claims } = await sentBatch(3)
  const [later, again, never] = claims as [Claim, Claim, Claim]
  await apply(
    await upload(
      batchId,
      claims.map(({ reference }) => `${reference},unpaid,No bank details`),
    ),
  )
  const of = async (claim: Claim) => ({ claimId: claim.id, seen: (await look(claim)).revision })
  const because = { reason: 'The school sent it' }
  expect(await execute(one(because), sendInformation, await of(later))).toMatchObject({ ok: true })
  expect(await execute(one(because), sendInformation, { claimId: later.id, seen: 1 })).toMatchObject({
    refusal: { code: 'changed-since', facts: { status: 'information-sent' } },
  })
  expect(await apply(await upload(batchId, [`${later.reference},paid,`]))).toMatchObject({ ok: true })
  expect(await look(later)).toMatchObject({ status: 'paid', unpaidReason: null })
  expect(await execute(one(because), sendAgain, await of(again))).toMatchObject({ ok: true })
  const next = await sendAll()
  expect(await sums(next.batchId)).toEqual({ waiting: 1 })
  const no = await execute(one(), refusePayment, { ...(await of(never)), because: 'The payee is blocked' })
  expect(no).toMatchObject({ ok: true })
  expect(await look(never)).toMatchObject({ status: 'not-paid', unpaidReason: 'The payee is blocked' })
  expect(await ledger(never)).toEqual(['claimed 42880', 'released -42880'])
  const held = await database.db
    .selectFrom('claims.held_hours')
    .select('hours')
    .where(
      'line_id',
      'in',
      never.lines.map(({ id }) => id),
    )
    .execute()
  expect(held).toEqual([])
  expect(await sums(batchId)).toEqual({ paid: 1, unpaid: 2 })
})

test('the worker tells the schools of every batch, and goes on after it was stopped', async () => {
  const { batchId, claims } = await sentBatch(1)
  const [claim] = claims as [Claim]
  const { address } = await aPersonAt(database.db, { id: claim.schoolId }, { role: 'claims' })
  await apply(await upload(batchId, [`${claim.reference},paid,`]))
  const actor = Actor.system('tell-schools-of-answers', 'job', ['pay'])
  const run = (signal: AbortSignal) => tellSchoolsJob.run({ ...one(), actor, signal, log: silentLog }, {})
  const told = async () =>
    (await developmentEmails(database.db)).filter(({ to, template }) => to === address && template === 'claimPaidEmail')
  await run(AbortSignal.abort())
  expect(await told()).toEqual([])
  await run(new AbortController().signal)
  await run(new AbortController().signal)
  expect(await told()).toHaveLength(1)
})
