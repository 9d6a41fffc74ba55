import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { allowancesOf } from '../allowance/allowance-queries.ts'
import { applyResponse } from '../batches/apply-response.ts'
import { approveBatch } from '../batches/approve-batch.ts'
import { BatchId } from '../batches/batch.ts'
import { batchById } from '../batches/batches-queries.ts'
import { acting, someClaims, twoOfficers } from '../batches/factories.ts'
import { prepareBatch } from '../batches/prepare-batch.ts'
import { uploadResponse } from '../batches/upload-response.ts'
import type { Claim } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { bytesOfFile, filesOfBatch } from '../files/files-queries.ts'
import { claimYear } from '../years/years-queries.ts'
import { clawbacksOfClaim } from './clawbacks-queries.ts'
import { decideClawback } from './decide-clawback.ts'
import { dropClawback } from './drop-clawback.ts'
import { proposeClawback } from './propose-clawback.ts'

let database: TestDatabase
let officers: Awaited<ReturnType<typeof twoOfficers>>
let folder: string
let windowId: string | undefined
beforeAll(async () => {
  database = await testDatabase()
  officers = await twoOfficers(database.db)
  folder = await mkdtemp(join(tmpdir(), 'clawback-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

const one = (options = {}) => acting(database.db, officers.one, options)
const other = (options = {}) => acting(database.db, officers.other, options)
const look = async ({ id }: Pick<Claim, 'id'>) =>
  (await claimById(database.db, id)) ?? Promise.reject(new Error('gone'))

async function aPaidClaim(status: 'paid' | 'not-upheld' = 'not-upheld'): Promise<Claim> {
  const made = await someClaims(database.db, 1, { status, hours: 16, ...(windowId ? { windowId } : {}) })
  windowId = made.windowId
  return made.claims[0] as Claim
}

async function propose(claim: Claim, hoursWorked: number, more = {}) {
  const now = await look(claim)
  const line = { lineId: claim.lines[0]?.id ?? '', hoursWorked, reason: 'fewer-hours' as const, note: null, ...more }
  return execute(one(), proposeClawback, { claimId: claim.id, seen: now.revision, origin: 'school', lines: [line] })
}

const decide = async (claim: Claim, approve: boolean, by = other()) =>
  execute(by, decideClawback, {
    claimId: claim.id,
    seen: (await look(claim)).revision,
    approve,
    because: approve ? null : 'Ask again',
  })

const due = async (claim: Claim) =>
  (
    await database.db
      .selectFrom('claims.ledger')
      .select(['kind', 'pence'])
      .where('claim_id', '=', claim.id)
      .orderBy('id')
      .execute()
  )
    .filter(({ kind }) => /claw|recovered/.test(kind))
    .map(({ kind, pence }) => `${kind} ${pence}`)

async function allowanceOf(claim: Claim, year: number) {
  const rules = await claimYear(database.db, year)
  if (!rules) throw new Error('no rules')
  const asked = { personIds: [claim.lines[0]?.personId ?? ''], providerIds: [claim.providerId] }
  const found = await allowancesOf(database.db, { ...asked, year: rules, now: one().now })
  return [...found.values()][0]
}

test('another person decides, and the school hears of it only then', async () => {
  const claim = await aPaidClaim()
  const { address } = await aPersonAt(database.db, { id: claim.schoolId }, { role: 'claims' })
  expect(await propose(claim, 9, { reason: 'other' })).toMatchObject({ refusal: { code: 'note-needed' } })
  expect(await propose(claim, 17)).toMatchObject({ refusal: { code: 'too-many-hours' } })
  expect(await propose(claim, 16)).toMatchObject({ refusal: { code: 'nothing-taken-back' } })
  expect(await propose(claim, 9)).toMatchObject({ ok: true })
  expect(await look(claim)).toMatchObject({ status: 'clawback-proposed' })
  expect(await clawbacksOfClaim(database.db, claim.id)).toMatchObject([{ origin: 'audit', hours: 7, amount: 7 * 5360 }])
  const emails = async () =>
    (await developmentEmails(database.db)).filter(
      ({ to, template }) => to === address && template === 'clawbackAgreedEmail',
    )
  expect(await emails()).toEqual([])
  expect(await decide(claim, true, one())).toMatchObject({ refusal: { code: 'same-person' } })
  expect(await decide(claim, true, other({ isFresh: false }))).toMatchObject({ refusal: { code: 'not-allowed' } })
  expect(await decide(claim, false)).toMatchObject({ ok: true })
  expect((await look(claim)).status).toBe('clawback-refused')
  expect(await propose(claim, 10)).toMatchObject({ ok: true })
  expect(await decide(claim, true)).toMatchObject({ ok: true })
  expect(await due(claim)).toEqual([`clawback-due -${6 * 5360}`])
  const [email] = await emails()
  expect(email?.subject).toBe(`£321.60 of claim ${claim.reference} will be taken back`)
  expect(email?.text).toMatch(/takes the money off your next payment/)
})

test('what the payer took back returns its hours; what it could not waits for the next batch', async () => {
  const [all, some, failed] = [await aPaidClaim(), await aPaidClaim('paid'), await aPaidClaim()]
  for (const [claim, worked] of [
    [all, 0],
    [some, 9],
    [failed, 9],
  ] as const) {
    expect(await propose(claim, worked)).toMatchObject({ ok: true })
    expect(await decide(claim, true)).toMatchObject({ ok: true })
  }
  expect(await allowanceOf(all, 2026)).toMatchObject({ trainingType: 'refresher' })
  const batchId = await send()
  const [file] = await filesOfBatch(database.db, batchId)
  const text = (await bytesOfFile(database.db, file?.id ?? '')).toString()
  expect(text).toContain('claim_amount,clawback_amount,')
  const row = text.split('\r\n').find((line) => line.startsWith(some.reference))
  expect(row).toMatch(/,857[.]60,375[.]20,.*,clawback_in_progress$/)
  await answer(batchId, [
    `${all.reference},clawback_complete,`,
    `${some.reference},clawback_complete,`,
    `${failed.reference},clawback_in_progress,The school has closed`,
  ])
  expect([(await look(all)).status, (await look(some)).status]).toEqual(['clawed-back', 'clawed-back'])
  expect((await look(failed)).status).toBe('clawback-agreed')
  expect(await due(all)).toEqual([`clawback-due -${16 * 5360}`, `recovered -${16 * 5360}`])
  expect(await due(failed)).toEqual([`clawback-due -${7 * 5360}`])
  expect(await allowanceOf(all, 2025)).toMatchObject({ held: 0, left: 16 })
  expect(await allowanceOf(all, 2026)).toMatchObject({ trainingType: 'initial' })
  expect(await allowanceOf(some, 2025)).toMatchObject({ held: 9, left: 7 })
  expect(await allowanceOf(some, 2026)).toMatchObject({ trainingType: 'refresher' })
  const next = await send()
  expect((await batchById(database.db, next))?.claims).toBe(1)
})

async function send(): Promise<BatchId> {
  const prepared = await execute(one(), prepareBatch, { kind: 'clawback', windowId: null })
  if (!prepared.ok) throw new Error(prepared.refusal.code)
  const batchId = BatchId.parse(prepared.value.batchId)
  expect(await execute(other(), approveBatch, { batchId, seen: 1 })).toMatchObject({ ok: true })
  return batchId
}

async function answer(batchId: BatchId, rows: readonly string[]) {
  const path = join(folder, 'answer.csv')
  await writeFile(path, ['claim_reference,claim_status,reason', ...rows].join('\n'))
  const input = { batchId, fileName: 'answer.csv', path: () => path, sha256: await sha256Of(path) }
  const done = await execute(one(), uploadResponse, input)
  if (!done.ok) throw new Error(done.refusal.code)
  expect(await execute(one(), applyResponse, { fileId: done.value.fileId })).toMatchObject({ ok: true })
}

test('dropped: the claim stays paid', async () => {
  const claim = await aPaidClaim()
  await propose(claim, 9)
  const seen = (await look(claim)).revision
  const dropped = await execute(one(), dropClawback, { claimId: claim.id, seen, because: 'The provider was wrong' })
  expect(dropped).toMatchObject({ ok: true })
  expect((await look(claim)).status).toBe('paid')
  expect(await clawbacksOfClaim(database.db, claim.id)).toMatchObject([{ status: 'dropped' }])
  expect(await due(claim)).toEqual([])
})
