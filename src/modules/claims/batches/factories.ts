import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, contextFor } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ClaimStatus } from '../claims/claim-states.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'

// What tests of payments begin with. What runs makes it by commands alone.

/** Two officers who pay, and somebody who helps. */
export async function twoOfficers(db: Database) {
  const [one, other, helper] = [
    await aMemberOfStaff(db, { name: 'Priya Nair', powers: ['pay'] }),
    await aMemberOfStaff(db, { name: 'Tom Reyes', powers: ['pay'] }),
    await aMemberOfStaff(db, { name: 'Sam Ortiz', powers: ['support'] }),
  ]
  return { one, other, helper }
}

type Officer = { readonly accountId: string; readonly name: string }

/** What a command of an officer is given: signed in a moment ago unless told otherwise. */
export const acting = (
  db: Database,
  { accountId, name }: Officer,
  { isFresh = true, now, reason = null }: { isFresh?: boolean; now?: Temporal.Instant; reason?: string | null } = {},
) => ({
  ...contextFor(
    db,
    new Actor({ identity: { kind: 'account', id: accountId }, name, door: 'staff', staffPowers: ['pay'], isFresh }),
    now,
  ),
  process: newProcess('a test', null, reason),
})

/** Claims of a school each, in one window, with a provider; one mentor with 8 hours in each unless told otherwise. */
export async function someClaims(
  db: Database,
  count: number,
  { status = 'submitted', windowId, hours = 8 }: { status?: ClaimStatus; windowId?: string; hours?: number } = {},
) {
  const window = windowId ?? (await aClaimWindow(db))
  const provider = await anIttProvider(db)
  const claims = []
  for (let at = 0; at < count; at += 1) {
    const school = await aSchool(db, { name: `Elm Grove ${at + 1}` })
    const mentor = await aMentor(db, school)
    claims.push(await aClaim(db, { school, provider, windowId: window, mentors: [{ ...mentor, hours }], status }))
  }
  return { windowId: window, provider, claims }
}

/** A batch that was sent with one claim in it, and an answer of the payer that nobody has applied. */
export async function aSentBatch(db: Database, { id: claimId }: { readonly id: string }) {
  const [batchId, responseId, now] = [newId<string>(), newId<string>(), MONDAY_MORNING]
  await db
    .insertInto('claims.batches')
    .values({
      ...{ id: batchId, kind: 'payment', status: 'sent', claims: 1, total_pence: 100, list_sha256: '0'.repeat(64) },
      ...{ prepared_by_name: 'Priya Nair', prepared_at: now, approved_by_name: 'Tom Reyes', approved_at: now },
    })
    .execute()
  await db
    .insertInto('claims.batch_items')
    .values({
      ...{ batch_id: batchId, claim_id: claimId, position: 1, pence: 100, claim_revision: 1, outcome: 'waiting' },
      row: JSON.stringify({ schoolName: 'A school', schoolUrn: null, providerName: 'A provider' }),
    })
    .execute()
  await db
    .insertInto('claims.files')
    .values({
      ...{
        id: responseId,
        kind: 'payment-response',
        batch_id: batchId,
        file_name: 'answer.csv',
        sha256: '0'.repeat(64),
      },
      ...{ bytes: Buffer.from('claim_reference'), made_by_name: 'Priya Nair', made_at: now, status: 'previewed' },
    })
    .execute()
  return { batchId, responseId }
}

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')
