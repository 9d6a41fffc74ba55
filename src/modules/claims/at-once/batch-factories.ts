import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { aMemberOfStaff, contextFor } from '#src/modules/access/factories.ts'
import { eventsAbout } from '#src/platform/audit/event-facts-queries.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { approveBatch } from '../batches/approve-batch.ts'
import { BatchId } from '../batches/batch.ts'
import { batchApproved, claimSentToPayer } from '../batches/batch-events.ts'
import { batchItems } from '../batches/batches-queries.ts'
import { acting } from '../batches/factories.ts'
import { prepareBatch } from '../batches/prepare-batch.ts'
import { claimById } from '../claims/claims-queries.ts'
import { saveDraft } from '../claims/save-draft.ts'
import { submitClaim } from '../claims/submit-claim.ts'
import { aMentor } from '../factories.ts'
import { filesOfBatch } from '../files/files-queries.ts'
import { WindowId } from '../years/claim-year.ts'
import { faultsOf, LAST_HOURS, type Trial, type TwoSchools, twoSchools } from './hours-factories.ts'

// Officers at the same batch at once, while a school sends another claim.

type Officer = Awaited<ReturnType<typeof aMemberOfStaff>>
type Officers = readonly [Officer, Officer, Officer]
export type Paying = TwoSchools & {
  readonly officers: Officers
  /** What waits to be sent to the payer: the claim that the trial before left behind. */
  waiting: string
}

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

export const threeOfficers = async (db: Database): Promise<Officers> => [
  await aMemberOfStaff(db, { name: 'Priya Nair', powers: ['pay'] }),
  await aMemberOfStaff(db, { name: 'Tom Reyes', powers: ['pay'] }),
  await aMemberOfStaff(db, { name: 'Ann Lee', powers: ['pay'] }),
]

/** Two schools, three officers, and one claim that waits: whatever waited before is sent. */
export async function paying(db: Database): Promise<Paying> {
  const [schools, officers] = [await twoSchools(db), await threeOfficers(db)]
  const sentBefore = await aDraftToSend(schools)
  await sentBefore.send()
  const { windowId } = schools.one
  const input = { kind: 'payment' as const, windowId: WindowId.parse(windowId) }
  const batch = await execute(acting(db, officers[0]), prepareBatch, input)
  if (!batch.ok) throw new Error(batch.refusal.code)
  await execute(acting(db, officers[1]), approveBatch, { batchId: BatchId.parse(batch.value.batchId), seen: 1 })
  const { claimId, send } = await aDraftToSend(schools)
  await send()
  return { ...schools, officers, waiting: claimId }
}

/**
 * Two officers prepare the batch at once; then two approve it at once, none of whom prepared it, while a school sends another claim.
 * One prepares, one sends, the others are told who and when, and the claim that came between waits for the next batch.
 */
export async function sameBatchTrial(world: Paying): Promise<Trial> {
  const { db, officers, waiting } = world
  const windowId = WindowId.parse(world.one.windowId)
  const prepare = (by: Officer) => execute(acting(db, by), prepareBatch, { kind: 'payment', windowId })
  const prepared = await Promise.all([prepare(officers[0]), prepare(officers[1])])
  const made = prepared.flatMap((one) => (one.ok ? [one.value] : []))[0]
  const wrong = [...oneWon('preparing', prepared, 'nothing-to-send', [officers[0], officers[1]])]
  if (!made) return { won: 'nobody', wrong }
  const batchId = BatchId.parse(made.batchId)
  const approve = (by: Officer) => execute(acting(db, by), approveBatch, { batchId, seen: 1 })
  const decider = prepared[0].ok ? officers[1] : officers[0]
  const { claimId: late, send: sendLate } = await aDraftToSend(world)
  const [one, other, submitted] = await Promise.all([approve(decider), approve(officers[2]), sendLate()])
  world.waiting = late
  wrong.push(...oneWon('sending', [one, other], 'already-decided', [decider, officers[2]]))
  if (!submitted.ok) wrong.push(`the claim that came between: ${submitted.refusal.code}`)
  wrong.push(...(await whatIsLeft(db, { batchId, waiting, late })))
  return { won: `${prepared[0].ok ? 'first' : 'second'} prepares and ${one.ok ? 'first' : 'second'} sends`, wrong }
}

type Left = { readonly batchId: BatchId; readonly waiting: string; readonly late: string }

async function whatIsLeft(db: Database, { batchId, waiting, late }: Left): Promise<readonly string[]> {
  const items = (await batchItems(db, { batchId })).map(({ claimId }) => claimId)
  const approvals = (await eventsAbout(db, { kind: 'claim-batch', id: batchId })).filter(
    ({ name }) => name === batchApproved.name,
  )
  const moves = (await eventsAbout(db, { kind: 'claim', id: waiting })).filter(
    ({ name }) => name === claimSentToPayer.name,
  )
  const [sent, next] = [await claimById(db, waiting), await claimById(db, late)]
  const files = await filesOfBatch(db, batchId)
  return faultsOf([
    [items.length === 1 && items[0] === waiting, `the batch holds ${items.length} claims`],
    [approvals.length === 1, `${approvals.length} events of the approval`],
    [moves.length === 1, `${moves.length} events of the move`],
    [files.length === 1, `${files.length} files`],
    [sent?.status === 'with-payer', `the claim is ${sent?.status}`],
    [next?.status === 'submitted', `the claim that came between is ${next?.status}`],
  ])
}

/** A draft, and what sends it. */
async function aDraftToSend({ db, one, providerId }: TwoSchools) {
  const { personId } = await aMentor(db, one.school)
  const input = { schoolId: one.school.id, providerId, mentors: [{ personId, hours: LAST_HOURS }] }
  const saved = await execute(contextFor(db, one.claimant), saveDraft, input)
  if (!saved.ok) throw new Error(saved.refusal.code)
  const { claimId, revision } = saved.value
  const sending = { claimId, seen: revision, providerConfirmedHours: true, declared: true }
  return { claimId, send: () => execute(contextFor(db, one.claimant, NOW), submitClaim, sending) }
}

/** One of two won, and the other was told that the first did, and when. */
function oneWon(what: string, both: readonly Result<unknown>[], code: string, by: readonly Officer[]) {
  const lost = both.flatMap((result) => (result.ok ? [] : [result.refusal]))
  if (lost.length !== 1) return [`${what}: ${both.length - lost.length} won`]
  const winner = by[both.findIndex(({ ok }) => ok)]?.name
  const isTold = lost[0]?.code === code && lost[0].facts['by'] === winner && lost[0].facts['at'] === NOW.toString()
  return isTold ? [] : [`${what}: ${lost[0]?.code} ${JSON.stringify(lost[0]?.facts)}`]
}
