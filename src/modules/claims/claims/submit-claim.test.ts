import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { aTrust } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaimingSchool, aMentor, anEligibleSchool, anIttProvider, claimantAt, theyAccept } from '../factories.ts'
import { claimById } from './claims-queries.ts'
import { saveDraft } from './save-draft.ts'
import { submitClaim } from './submit-claim.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
/** The first moment after the last day of claiming. */
const CLOSED = Temporal.Instant.from('2026-12-19T00:00:00Z')

type Hours = readonly { readonly personId: string; readonly hours: number }[]
type By = { readonly claimant: Actor; readonly school: { readonly id: string } }

const save = (by: By, provider: { readonly id: string }, mentors: Hours, given: object = {}) =>
  execute(contextFor(database.db, by.claimant), saveDraft, {
    ...{ schoolId: by.school.id, providerId: provider.id, mentors: [...mentors], ...given },
  })

async function aDraft(by: By, provider: { readonly id: string }, mentors: Hours) {
  const saved = await save(by, provider, mentors)
  if (!saved.ok) throw new Error(saved.refusal.code)
  return saved.value
}

type Draft = Awaited<ReturnType<typeof aDraft>>

const send = (by: By, { claimId, revision }: Draft, now = NOW) =>
  execute(contextFor(database.db, by.claimant, now), submitClaim, {
    ...{ claimId, seen: revision, providerConfirmedHours: true, declared: true },
  })

const refusalOf = (result: Awaited<ReturnType<typeof send>>) => (result.ok ? null : result.refusal)

test('a claim is fixed for ever when it is sent, and everybody concerned is told once', async () => {
  const by = await aClaimingSchool(database.db, { name: 'Ash School' })
  const provider = await anIttProvider(database.db)
  const told = await aPersonAt(database.db, provider)
  const colleague = await aPersonAt(database.db, by.school, { role: 'claims' })
  const mentor = await aMentor(database.db, by.school, { name: 'Ines Duarte' })
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 16 }])
  expect((await send(by, draft)).ok).toBe(true)
  const claim = await claimById(database.db, draft.claimId)
  expect(claim?.submitted).toMatchObject({
    ...{ area: 'inner-london', pencePerHour: 5360, hours: 16, amount: 85_760, for: null, byName: by.person.name },
    ...{ schoolName: 'Ash School', schoolUrn: by.school.urn, providerName: provider.name },
  })
  expect(claim?.lines).toMatchObject([{ trainingType: 'initial', cap: 16, pence: 85_760, mentorName: 'Ines Duarte' }])
  const ledger = await database.db
    .selectFrom('claims.ledger')
    .selectAll()
    .where('claim_id', '=', draft.claimId)
    .execute()
  expect(ledger).toMatchObject([{ kind: 'claimed', pence: 85_760 }])
  const emails = (await developmentEmails(database.db)).filter(({ subject }) => subject.includes('laim'))
  const to = emails
    .map((email) => email.to)
    .filter((address) => [told, by.person, colleague].some((one) => one.address === address))
  expect(to.toSorted()).toEqual([told.address, by.person.address, colleague.address].toSorted())
  expect(emails.find((email) => email.to === told.address)?.text).not.toContain('£')
})

test('the rate and the area stay as they were when both change afterwards', async () => {
  const by = await aClaimingSchool(database.db, { districtCode: 'E07000226' })
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 10 }])
  await send(by, draft)
  await sql`update directory.schools set district_code = 'E09000007' where organisation_id = ${by.school.id}`.execute(
    database.db,
  )
  const rate = { academic_year: 2025, area: 'fringe', pence_per_hour: 9999, status: 'approved', source: 'a correction' }
  const id = newId<string>()
  await database.db
    .insertInto('claims.rates')
    .values({ ...rate, id, proposed_at: NOW, decided_at: NOW })
    .execute()
  expect((await claimById(database.db, draft.claimId))?.submitted).toMatchObject({
    ...{ area: 'fringe', pencePerHour: 4510, amount: 45_100 },
  })
  const change = database.db.updateTable('claims.claims').set({ amount_pence: 1, hours: 1, pence_per_hour: 1 })
  await expect(change.where('id', '=', draft.claimId).execute()).rejects.toThrow('never changes')
  await database.db.deleteFrom('claims.rates').where('id', '=', id).execute()
})

test('the same button twenty times sends one claim', async () => {
  const by = await aClaimingSchool(database.db)
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 16 }])
  const all = await Promise.all(Array.from({ length: 20 }, () => send(by, draft)))
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(all.flatMap((one) => refusalOf(one)?.facts['status'] ?? []))).toEqual(new Set(['submitted']))
  const ledger = await database.db
    .selectFrom('claims.ledger')
    .select('pence')
    .where('claim_id', '=', draft.claimId)
    .execute()
  expect(ledger).toEqual([{ pence: 85_760 }])
})

test('two schools that save the last 16 hours of a mentor at once: one draft, and the other is told who has how many left', async () => {
  const provider = await anIttProvider(database.db)
  const [one, other] = [await aClaimingSchool(database.db), await aClaimingSchool(database.db)]
  const mentor = await aMentor(database.db, one.school, { name: 'Ines Duarte' })
  const row = { id: newId<string>(), school_id: other.school.id, person_id: mentor.personId, added_at: NOW }
  await database.db.insertInto('claims.school_mentors').values(row).execute()
  const both = await Promise.all([one, other].map((by) => save(by, provider, [{ ...mentor, hours: 16 }])))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap((saved) => (saved.ok ? [] : [saved.refusal]))).toEqual([
    {
      code: 'too-few-hours',
      facts: { shortfalls: [{ personId: mentor.personId, name: 'Ines Duarte', asked: 16, left: 0 }] },
    },
  ])
})

test('a draft whose hours another school took once its time was over cannot be sent', async () => {
  const provider = await anIttProvider(database.db)
  const [one, other] = [await aClaimingSchool(database.db), await aClaimingSchool(database.db)]
  const mentor = await aMentor(database.db, one.school)
  const row = { id: newId<string>(), school_id: other.school.id, person_id: mentor.personId, added_at: NOW }
  await database.db.insertInto('claims.school_mentors').values(row).execute()
  const draft = await aDraft(one, provider, [{ ...mentor, hours: 16 }])
  const later = NOW.add({ hours: 15 * 24 })
  const input = { schoolId: other.school.id, providerId: provider.id, mentors: [{ ...mentor, hours: 10 }] }
  expect((await execute(contextFor(database.db, other.claimant, later), saveDraft, input)).ok).toBe(true)
  expect(refusalOf(await send(one, draft, later))).toMatchObject({
    ...{ code: 'too-few-hours', facts: { shortfalls: [{ asked: 16, left: 6 }] } },
  })
  expect((await claimById(database.db, draft.claimId))?.status).toBe('draft')
})

test('the window closes on the way: nothing is sent and the draft stays', async () => {
  const by = await aClaimingSchool(database.db)
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 16 }])
  expect(refusalOf(await send(by, draft, CLOSED))).toEqual({
    code: 'may-not-claim',
    facts: { because: ['window-closed'] },
  })
  expect((await claimById(database.db, draft.claimId))?.status).toBe('draft')
  expect((await send(by, draft, CLOSED.subtract({ seconds: 1 }))).ok).toBe(true)
})

test('the provider loses its accreditation on the way', async () => {
  const by = await aClaimingSchool(database.db)
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 16 }])
  await sql`update directory.organisation_roles set period = daterange(lower(period), '2026-11-23')
    where organisation_id = ${provider.id}`.execute(database.db)
  expect(refusalOf(await send(by, draft))).toEqual({
    ...{ code: 'provider-not-accredited', facts: { provider: provider.name } },
  })
})

test('two mentors of the same name are two mentors, told apart by number', async () => {
  const by = await aClaimingSchool(database.db)
  const provider = await anIttProvider(database.db)
  const one = await aMentor(database.db, by.school, { name: 'Sam Smith' })
  const other = await aMentor(database.db, by.school, { name: 'Sam Smith' })
  const draft = await aDraft(by, provider, [
    { ...one, hours: 16 },
    { ...other, hours: 5 },
  ])
  expect((await send(by, draft)).ok).toBe(true)
  const lines = (await claimById(database.db, draft.claimId))?.lines.map(({ mentorTrn, hours }) => [mentorTrn, hours])
  expect(lines).toEqual([
    [one.trn, 16],
    [other.trn, 5],
  ])
})

test('neither unlisted schools nor those who have not accepted, viewers and strangers claim', async () => {
  const by = await aClaimingSchool(database.db)
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const viewer = claimantAt(by.person, by.school, { role: 'viewer' })
  const stranger = claimantAt(by.person, { id: newId() })
  const codeOf = async (claimant: Actor) => {
    const saved = await save({ ...by, claimant }, provider, [{ ...mentor, hours: 1 }])
    return saved.ok ? 'saved' : saved.refusal.facts['reason']
  }
  expect([await codeOf(viewer), await codeOf(stranger)]).toEqual(['role-cannot-claim', 'not-yours'])
  await database.db
    .updateTable('claims.conditions_acceptances')
    .set({ taken_back_at: NOW })
    .where('organisation_id', '=', by.school.id)
    .execute()
  await database.db
    .updateTable('claims.eligible_schools')
    .set({ removed_at: NOW })
    .where('school_id', '=', by.school.id)
    .execute()
  const refused = await save(by, provider, [{ ...mentor, hours: 1 }])
  expect(refused.ok ? null : refused.refusal.facts).toEqual({ because: ['not-listed', 'conditions-not-accepted'] })
})

test('a trust accepts once for its schools, and is named where it acts; a mentor who sends their own claim too', async () => {
  const by = await aClaimingSchool(database.db)
  await database.db
    .updateTable('claims.conditions_acceptances')
    .set({ taken_back_at: NOW })
    .where('organisation_id', '=', by.school.id)
    .execute()
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  const trust = { id: await aTrust(database.db, 'River Trust', [by.school.id]) }
  const person = await aPersonAt(database.db, trust)
  await theyAccept(database.db, claimantAt(person, trust), trust)
  const acting = claimantAt(person, trust, {
    memberships: [{ organisationId: by.school.id, role: 'administrator', through: trust.id }],
    personId: mentor.personId,
  })
  const draft = await aDraft({ ...by, claimant: acting }, provider, [{ ...mentor, hours: 16 }])
  expect((await send({ ...by, claimant: acting }, draft)).ok).toBe(true)
  const row = database.db.selectFrom('claims.claims').select(['submitted_for', 'submitted_by_mentor', 'created_for'])
  expect(await row.where('id', '=', draft.claimId).execute()).toEqual([
    { submitted_for: trust.id, submitted_by_mentor: true, created_for: trust.id },
  ])
})

test('changing a draft does not count its own hours, and a colleague’s change since is not overwritten', async () => {
  const by = await aClaimingSchool(database.db)
  const [mentor, provider] = [await aMentor(database.db, by.school), await anIttProvider(database.db)]
  await anEligibleSchool(database.db, by.school, 2026)
  const draft = await aDraft(by, provider, [{ ...mentor, hours: 10 }])
  const change = { claimId: draft.claimId, seen: draft.revision }
  expect((await save(by, provider, [{ ...mentor, hours: 16 }], change)).ok).toBe(true)
  const stale = await save(by, provider, [{ ...mentor, hours: 1 }], change)
  expect(stale.ok ? null : stale.refusal.code).toBe('changed-since')
  const over = await save(by, provider, [{ ...mentor, hours: 17 }], { claimId: draft.claimId })
  expect(over.ok ? null : over.refusal.code).toBe('too-few-hours')
  expect((await claimById(database.db, draft.claimId))?.lines).toMatchObject([{ hours: 16 }])
})
