import { sql } from 'kysely'
import { Actor, type ActorFacts, type MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { aPartner, aPerson, aSchool } from '#src/modules/directory/factories.ts'
import { schoolById } from '#src/modules/directory/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { holdHours, letGoHours } from './allowance/held-hours-store.ts'
import type { Claim } from './claims/claim.ts'
import type { ClaimStatus } from './claims/claim-states.ts'
import { insertDraft, lockClaim, setLines } from './claims/claims-store.ts'
import { keepSearchWords } from './claims/search-words-store.ts'
import { fixSubmission } from './claims/submit-store.ts'
import { acceptConditions } from './conditions/accept-conditions.ts'
import { conditionsOf } from './conditions/conditions-queries.ts'
import { addToLedger } from './ledger/ledger-store.ts'
import { areaOfDistrict, claimYear, ratesOf } from './years/years-queries.ts'

// Claims in any state for tests. What runs makes them by commands alone.

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** The window in which the tests' Monday lies: claims for 2025 to 2026, until 18 December 2026. */
export async function aClaimWindow(
  db: Database,
  { year = 2025, from = '2026-10-05', to = '2026-12-19' }: { year?: number; from?: string; to?: string } = {},
): Promise<string> {
  const id = newId<string>()
  await db
    .insertInto('claims.windows')
    .values({
      ...{ id, academic_year: year, period: sql`daterange(${from}, ${to})`, created_at: MONDAY_MORNING },
      paid_by_authority_on: Temporal.PlainDate.from('2027-01-29'),
      paid_directly_on: Temporal.PlainDate.from('2027-02-05'),
    })
    .execute()
  return id
}

let lastProvider = 0

/** An accredited provider of initial teacher training. */
export async function anIttProvider(
  db: Database,
  given?: string,
  seat: { readonly ukprn?: string; readonly postcode?: string } = {},
) {
  lastProvider += 1
  const name = given ?? `Harbour Teacher Training ${lastProvider}`
  return { id: await aPartner(db, name, ['accredited-itt-provider'], seat), name }
}

/** The school may claim for the year, as if it stood on the list. */
export const anEligibleSchool = async (db: Database, school: { readonly id: string }, year = 2025) =>
  db
    .insertInto('claims.eligible_schools')
    .values({ school_id: school.id, academic_year: year, source: 'a test', added_at: MONDAY_MORNING })
    .execute()

let lastTrn = 7_000_000

/** Somebody with a number whom the school has as a mentor. */
export async function aMentor(
  db: Database,
  school: { readonly id: string },
  { name = 'Ines Duarte', trn }: { name?: string; trn?: string } = {},
) {
  lastTrn += 1
  const number = trn ?? String(lastTrn)
  const personId = await aPerson(db, { name, trn: number })
  const id = newId<string>()
  await db
    .insertInto('claims.school_mentors')
    .values({ id, school_id: school.id, person_id: personId, added_at: MONDAY_MORNING })
    .execute()
  return { id, personId, name, trn: number }
}

type Facts = {
  readonly school: { readonly id: string }
  readonly provider: { readonly id: string; readonly name?: string }
  readonly windowId: string
  readonly mentors: readonly {
    readonly personId: string
    readonly name: string
    readonly trn: string
    readonly hours?: number
  }[]
  readonly year?: number
  readonly status?: ClaimStatus
  readonly submittedBy?: string | null
  readonly trustId?: string | null
  readonly now?: Temporal.Instant
}

/** A claim with its hours held, its sums fixed and its ledger as they are in that state. 8 hours each unless told otherwise. */
export const aClaim = (db: Database, facts: Facts): Promise<Claim> =>
  db.transaction().execute(async (tx) => {
    const { provider, now = MONDAY_MORNING, status = 'submitted' } = facts
    const draft = await aDraft(tx, facts)
    const year = await claimYear(tx, draft.year)
    if (!year) throw new Error('There are no rules for the year')
    const wanted = draft.lines.map(({ id: lineId, personId, hours }) => ({ lineId, personId, hours }))
    const until = status === 'draft' ? draft.reservedUntil : null
    const held = await holdHours(tx, { claimId: draft.id, providerId: provider.id, year, wanted, until, now })
    if (held.shortfalls.length > 0) throw new Error('A mentor has too few hours left')
    if (status !== 'draft') await submitted(tx, draft, facts, held.allowanceOf)
    await inState(tx, draft.id, status)
    return found(tx, draft.id)
  })

async function aDraft(tx: Tx, { school, provider, mentors, ...facts }: Facts): Promise<Claim> {
  const { year = 2025, now = MONDAY_MORNING, submittedBy = null, trustId = null } = facts
  const id = await insertDraft(tx, {
    ...{ schoolId: school.id, providerId: provider.id, year, createdBy: submittedBy, createdFor: trustId, now },
    reservedUntil: now.add({ hours: 14 * 24 }),
  })
  const lines = mentors.map(({ personId, name, trn, hours = 8 }) => ({
    ...{ personId, hours, mentorName: name, mentorTrn: trn },
  }))
  await setLines(tx, id, lines)
  return found(tx, id)
}

async function found(tx: Tx, id: string): Promise<Claim> {
  const claim = await lockClaim(tx, id)
  if (!claim) throw new Error('There is no such claim')
  return claim
}

type AllowanceOf = Parameters<typeof fixSubmission>[1]['allowanceOf']

async function submitted(tx: Tx, claim: Claim, facts: Facts, allowanceOf: AllowanceOf): Promise<void> {
  const { now = MONDAY_MORNING, provider, submittedBy = null, trustId = null } = facts
  const school = await schoolById(tx, claim.schoolId)
  const area = await areaOfDistrict(tx, school?.districtCode ?? null, Temporal.PlainDate.from('2026-11-23'))
  const rates = await ratesOf(tx, claim.year, now)
  if (!rates) throw new Error('The year has no rates')
  await fixSubmission(tx, {
    ...{ claim, windowId: facts.windowId, area, pencePerHour: rates[area], allowanceOf, now },
    by: { accountId: submittedBy, name: 'Bola Ade', trustId },
    ...{ byMentor: false, providerConfirmedHours: true, providerName: provider.name ?? 'A provider' },
    school: { name: school?.name ?? 'A school', urn: school?.urn ?? null },
  })
  await keepSearchWords(tx, claim.id, {
    ...{ reference: claim.reference, schoolName: school?.name ?? 'A school', schoolUrn: school?.urn ?? null },
    ...{ providerName: provider.name ?? 'A provider', mentors: claim.lines },
  })
}

const NEVER_PAID: readonly ClaimStatus[] = [
  ...(['submitted', 'needs-provider', 'with-payer', 'payer-needs-information', 'information-sent'] as const),
]

/** As if it had come there by the moves: with what the ledger says by then. */
async function inState(tx: Tx, claimId: string, status: ClaimStatus): Promise<void> {
  if (status === 'draft') return
  await tx.updateTable('claims.claims').set({ status }).where('id', '=', claimId).execute()
  const claim = await lockClaim(tx, claimId)
  const amount = claim?.submitted?.amount
  const now = MONDAY_MORNING
  if (amount === undefined || NEVER_PAID.includes(status)) return
  if (status === 'withdrawn' || status === 'not-paid') {
    await addToLedger(tx, [{ claimId, kind: 'released', amount, now }])
    await letGoHours(tx, claimId)
    return
  }
  await addToLedger(tx, [{ claimId, kind: 'paid', amount, now }])
  await tx.updateTable('claims.claims').set({ paid_at: now }).where('id', '=', claimId).execute()
}

/** A school that may claim today: open, listed, in an open window, with the conditions accepted by its administrator. */
export async function aClaimingSchool(db: Database, facts: Parameters<typeof aSchool>[1] = {}) {
  const school = await aSchool(db, facts)
  const open = await db.selectFrom('claims.windows').select('id').executeTakeFirst()
  const windowId = open?.id ?? (await aClaimWindow(db))
  await anEligibleSchool(db, school)
  const person = await aPersonAt(db, school)
  const claimant = claimantAt(person, school)
  await theyAccept(db, claimant, school)
  return { school, windowId, person, claimant }
}

/** Somebody with an account as the actor of a command, with a role at an organisation. */
export const claimantAt = (
  { accountId, name }: { readonly accountId: string; readonly name: string },
  { id }: { readonly id: string },
  { role = 'administrator', ...facts }: Partial<ActorFacts> & { readonly role?: MembershipRole } = {},
): Actor =>
  new Actor({
    ...{ identity: { kind: 'account', id: accountId }, name, door: 'web', actingFor: id },
    ...{ memberships: [{ organisationId: id, role }], ...facts },
  })

/** A school or trust accepts the newest conditions of the grant. */
export async function theyAccept(db: Database, actor: Actor, organisation: { readonly id: string }, year = 2025) {
  const conditions = await conditionsOf(db, { year, now: MONDAY_MORNING })
  const input = { organisationId: organisation.id, year, version: conditions?.version ?? '', authorised: true }
  const done = await execute(contextFor(db, actor), acceptConditions, input)
  if (!done.ok) throw new Error(`Not accepted: ${done.refusal.code}`)
}
