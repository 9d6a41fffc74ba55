import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#src/kit/actor.ts'
import { answerAudit } from '#src/modules/claims/audits/answer-audit.ts'
import { drawSample } from '#src/modules/claims/audits/draw-sample.ts'
import { sendSample } from '#src/modules/claims/audits/send-sample.ts'
import { applyResponse } from '#src/modules/claims/batches/apply-response.ts'
import { approveBatch } from '#src/modules/claims/batches/approve-batch.ts'
import { BatchId } from '#src/modules/claims/batches/batch.ts'
import { prepareBatch } from '#src/modules/claims/batches/prepare-batch.ts'
import { uploadResponse } from '#src/modules/claims/batches/upload-response.ts'
import { ClaimId, LineId } from '#src/modules/claims/claims/claim.ts'
import { claimsById } from '#src/modules/claims/claims/claims-queries.ts'
import { decideClawback } from '#src/modules/claims/clawbacks/decide-clawback.ts'
import { proposeClawback } from '#src/modules/claims/clawbacks/propose-clawback.ts'
import { WindowId } from '#src/modules/claims/years/claim-year.ts'
import { allWindows, openWindow } from '#src/modules/claims/years/years-queries.ts'
import { act, acting, onDayBefore } from './claim-actors.ts'
import { type ClaimEnd, FIRST_ANSWER_DAYS_AGO, FIRST_BATCH_DAYS_AGO, LAST_YEAR } from './claims-plans.ts'
import type { Seeding } from './seeding.ts'

/** Claims of the story by what is to become of them. */
export type PaidStories = Readonly<Partial<Record<ClaimEnd, readonly string[]>>>

/** Two officers pay a first batch, the payer answers most of it, some of it is checked and some taken back. */
export async function seedClaimMoney(seeding: Seeding, stories: PaidStories): Promise<void> {
  const [eleanor, samir] = [await acting(seeding, 'Eleanor Fitch'), await acting(seeding, 'Samir Desai')]
  const windowId = WindowId.parse((await openWindow(seeding.db, seeding.now))?.id)
  const days = { preparedDaysAgo: FIRST_BATCH_DAYS_AGO, answeredDaysAgo: FIRST_ANSWER_DAYS_AGO }
  await payBatch(seeding, { eleanor, samir, windowId, ...days }, stories)
  const priya = await acting(seeding, 'Priya Nair')
  for (const end of ['clawback-agreed', 'clawback-proposed'] as const) {
    for (const id of stories[end] ?? [])
      await takeBack(seeding, { eleanor, samir }, { id, isAgreed: end === 'clawback-agreed' })
  }
  await auditOne(seeding, { priya, windowId }, stories.audited ?? [])
}

type Before = { readonly year: number; readonly claimIds: readonly string[] }

/** The claims of the year before were all paid, in its own window, which is closed. */
export async function payLastYear(seeding: Seeding, { year, claimIds }: Before): Promise<void> {
  const [eleanor, samir] = [await acting(seeding, 'Eleanor Fitch'), await acting(seeding, 'Samir Desai')]
  const window = (await allWindows(seeding.db)).find((one) => one.year === year)
  const batch = { eleanor, samir, windowId: WindowId.parse(window?.id), ...LAST_YEAR }
  await payBatch(seeding, batch, { paid: claimIds })
}

type Officers = { readonly eleanor: Actor; readonly samir: Actor }
type Batch = Officers & {
  readonly windowId: ReturnType<(typeof WindowId)['parse']>
  readonly preparedDaysAgo: number
  readonly answeredDaysAgo: number
}

async function payBatch(seeding: Seeding, batch: Batch, stories: PaidStories) {
  const { eleanor, samir, windowId, preparedDaysAgo, answeredDaysAgo } = batch
  const at = (actor: Actor, hours: number, daysAgo: number) => onDayBefore(seeding, { actor, daysAgo, hours })
  const prepared = await act({ seeding, context: at(eleanor, 10, preparedDaysAgo), or: 'never' }, prepareBatch, {
    kind: 'payment',
    windowId,
  })
  const batchId = BatchId.parse(prepared?.batchId)
  await act({ seeding, context: at(samir, 14, preparedDaysAgo), or: 'never' }, approveBatch, { batchId, seen: 1 })
  const text = await answerOfPayer(seeding, stories)
  const folder = await mkdtemp(join(tmpdir(), 'answer-'))
  try {
    const path = join(folder, 'payer-answer.csv')
    await writeFile(path, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const file = { batchId, fileName: 'payer-answer.csv', path: () => path, sha256 }
    const context = at(eleanor, 11, answeredDaysAgo)
    const uploaded = await act({ seeding, context, or: 'never' }, uploadResponse, file)
    const applied = { fileId: uploaded?.fileId ?? '' }
    await act({ seeding, context: at(eleanor, 12, answeredDaysAgo), or: 'never' }, applyResponse, applied)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The file in which the payer says what it paid, and of the others why not. */
async function answerOfPayer({ db }: Seeding, stories: PaidStories): Promise<string> {
  const paid = [stories.paid, stories.audited, stories['clawback-agreed'], stories['clawback-proposed']].flatMap(
    (ids) => ids ?? [],
  )
  const rows = [
    ...(await claimsById(db, paid)).map(({ reference }) => `${reference},paid,`),
    ...(await claimsById(db, stories.unpaid ?? [])).map(
      ({ reference }) => `${reference},unpaid,The bank account of the organisation is not known`,
    ),
  ]
  return `claim_reference,claim_status,claim_unpaid_reason\r\n${rows.join('\r\n')}\r\n`
}

type Taking = { readonly id: string; readonly isAgreed: boolean }

/** The school told us that fewer hours were worked than it claimed. */
async function takeBack(seeding: Seeding, { eleanor, samir }: Officers, { id, isAgreed }: Taking): Promise<void> {
  const [claim] = await claimsById(seeding.db, [id])
  const [line] = claim?.lines ?? []
  if (!claim || !line) return
  const worked = {
    lineId: line.id,
    hoursWorked: line.hours - 4,
    reason: 'fewer-hours',
    note: 'The school wrote to us',
  } as const
  const proposal = { claimId: claim.id, seen: claim.revision, origin: 'school', lines: [worked] } as const
  const at = (actor: Actor, daysAgo: number) => onDayBefore(seeding, { actor, daysAgo, reason: 'The school’s letter' })
  await act({ seeding, context: at(eleanor, 4), or: 'never' }, proposeClawback, { ...proposal, lines: [worked] })
  if (!isAgreed) return
  const input = { claimId: claim.id, seen: claim.revision + 1, approve: true, because: null }
  await act({ seeding, context: at(samir, 3), or: 'never' }, decideClawback, input)
}

type Checking = { readonly priya: Actor; readonly windowId: ReturnType<(typeof WindowId)['parse']> }

/** A sample is drawn and sent, and the provider disagrees with the claim of the story where it was chosen. */
async function auditOne(seeding: Seeding, { priya, windowId }: Checking, claimIds: readonly string[]): Promise<void> {
  const at = (actor: Actor, daysAgo: number) => onDayBefore(seeding, { actor, daysAgo, reason: 'Audit of the window' })
  const drawn = await act({ seeding, context: at(priya, 3), or: 'never' }, drawSample, {
    windowId,
    seed: 'demonstration',
    valuePercent: 100,
  })
  if (!drawn) return
  await act({ seeding, context: at(priya, 3), or: 'never' }, sendSample, { sampleId: drawn.sampleId, seen: 1 })
  for (const claim of await claimsById(seeding.db, claimIds)) {
    const paula = await acting(seeding, 'Paula Greene', [{ organisationId: claim.providerId, role: 'claims' }])
    const answers = claim.lines.map(({ id }) => ({
      ...{ lineId: LineId.parse(id), answer: 'other-hours' as const, hours: 9, reasonCode: 'too-many-hours' as const },
      note: 'Our register has 9 hours',
    }))
    const input = { claimId: ClaimId.parse(claim.id), answers, give: true }
    await act({ seeding, context: at(paula, 1), or: 'never' }, answerAudit, input)
  }
}
