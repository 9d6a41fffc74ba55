import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { sampleFrom } from './audit-row.ts'
import type { Sample, StratumCount } from './sample.ts'
import type { Candidate, Choice, SampleSettings } from './sample-rules.ts'
import { sampleStates } from './sample-states.ts'

/** A sample, locked until the transaction ends; null where there is none. */
export async function lockSample(tx: Tx, id: string): Promise<Sample | null> {
  const row = await tx.selectFrom('claims.samples').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? sampleFrom(row) : null
}

type NewSample = {
  readonly id: string
  readonly windowId: string
  readonly seed: string
  readonly settings: SampleSettings
  readonly candidates: readonly Candidate[]
  readonly choices: readonly Choice[]
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

/** Keeps a sample as it was drawn, with what it was drawn from. Answers the counts. */
export async function insertSample(tx: Tx, sample: NewSample): Promise<Pick<Sample, 'chosen' | 'chosenPence'>> {
  const { id, candidates, choices, by } = sample
  const strata = countsOf(candidates, choices)
  const sum = (of: (count: StratumCount) => number) => strata.reduce((total, count) => total + of(count), 0)
  const [chosen, chosenPence] = [choices.length, sum((count) => count.chosenPence)]
  await tx
    .insertInto('claims.samples')
    .values({
      ...{ id, window_id: sample.windowId, seed: sample.seed, settings: JSON.stringify(sample.settings) },
      ...{ status: 'drawn', population: candidates.length, population_pence: sum((count) => count.pence) },
      ...{ chosen, chosen_pence: chosenPence, strata: JSON.stringify(strata) },
      ...{ drawn_by: by.accountId, drawn_by_name: by.name, drawn_at: sample.now },
    })
    .execute()
  const known = new Map(candidates.map((candidate) => [candidate.claimId, candidate]))
  const rows = choices.map(({ claimId, reason, drawnAs }) => ({
    ...{ sample_id: id, claim_id: claimId, reason, drawn_as: drawnAs },
    ...{ stratum: known.get(claimId)?.stratum ?? '', pence: known.get(claimId)?.pence ?? 0 },
  }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await tx
      .insertInto('claims.sample_claims')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
  return { chosen, chosenPence }
}

/** Below what one statement can hold. */
const ROWS_AT_ONCE = 2_000

function countsOf(candidates: readonly Candidate[], choices: readonly Choice[]): readonly StratumCount[] {
  const chosen = new Set(choices.map(({ claimId }) => claimId))
  const strata = [...Map.groupBy(candidates, ({ stratum }) => stratum)]
  return strata
    .map(([stratum, claims]) => {
      const taken = claims.filter(({ claimId }) => chosen.has(claimId))
      const pence = (of: readonly Candidate[]) => of.reduce((sum, claim) => sum + claim.pence, 0)
      return {
        ...{ stratum, claims: claims.length, pence: pence(claims) },
        ...{ chosenClaims: taken.length, chosenPence: pence(taken) },
      }
    })
    .toSorted((one, other) => (one.stratum < other.stratum ? -1 : 1))
}

/** Puts a claim into a sample that is locked, by hand. */
export async function addToSample(
  tx: Tx,
  sample: Sample,
  claim: Candidate & { readonly because: string },
): Promise<void> {
  await tx
    .insertInto('claims.sample_claims')
    .values({
      ...{ sample_id: sample.id, claim_id: claim.claimId, reason: 'by-hand', stratum: claim.stratum },
      ...{ drawn_as: sample.chosen + 1, pence: claim.pence, because: claim.because },
    })
    .execute()
  await countAgain(tx, sample.id)
}

/** Takes a claim out of a sample that is locked. Answers whether it was in it. */
export async function leaveOut(tx: Tx, { id }: Sample, claimId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('claims.sample_claims')
    .where('sample_id', '=', id)
    .where('claim_id', '=', claimId)
    .executeTakeFirstOrThrow()
  await countAgain(tx, id)
  return numDeletedRows === 1n
}

async function countAgain(tx: Tx, sampleId: string): Promise<void> {
  const sums = await tx
    .selectFrom('claims.sample_claims')
    .select(({ fn }) => [fn.countAll<number>().as('chosen'), fn.sum<number>('pence').as('pence')])
    .where('sample_id', '=', sampleId)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('claims.samples')
    .set({ chosen: Number(sums.chosen), chosen_pence: Number(sums.pence ?? 0) })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', sampleId)
    .execute()
}

/** Sends a sample that is locked, or throws it away. */
export const settleSample = async (
  tx: Tx,
  { id, move, now }: { readonly id: string; readonly move: 'discard' | 'send'; readonly now: Temporal.Instant },
) =>
  tx
    .updateTable('claims.samples')
    .set({ status: sampleStates.table[move].to, sent_at: move === 'send' ? now : null })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .where('status', 'in', [...sampleStates.from(move)])
    .execute()
