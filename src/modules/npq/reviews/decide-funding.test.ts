import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, newestEmailTo } from '#src/modules/access/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aDeclaration, aRegistration, aTeacher } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { hasOpenTask, openTask } from '../tasks/tasks-store.ts'
import { decideFunding } from './decide-funding.ts'
import { noteReview } from './note-review.ts'
import { notesOf } from './reviews-queries.ts'
import { settlePlace } from './settle-place.ts'

let database: TestDatabase
let staffId: string
beforeAll(async () => {
  database = await testDatabase()
  staffId = (await aMemberOfStaff(database.db, {})).accountId
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')

const contextFor = (reason: string | null, powers: readonly 'support'[] = ['support']) => ({
  ...{ db: database.db, now: NOW, baseUrl: 'https://training.test', process: newProcess('test', null, reason) },
  actor: new Actor({
    ...{ identity: { kind: 'account', id: staffId }, name: 'Sam Ortiz', door: 'staff' },
    staffPowers: powers,
  }),
})

const decide = (
  registration: Registration,
  isFunded: boolean,
  given: { reason?: string | null; revision?: number } = {},
) =>
  execute(contextFor(given.reason === undefined ? 'Rule 4 of the policy' : given.reason), decideFunding, {
    ...{ registrationId: RegistrationId.parse(registration.id), isFunded },
    revision: given.revision ?? registration.revision,
  })

const now = async ({ id }: Registration) => {
  const found = await registrationById(database.db, id)
  if (!found) throw new Error('It is gone')
  return found
}
const currentDecision = async (registration: Registration) => {
  const { decisionId } = await now(registration)
  return (await decisionsOf(database.db, registration.id)).find(({ id }) => id === decisionId)
}
const feedOf = async ({ id }: Registration) =>
  database.db.selectFrom('npq.changes').select(['kind', 'before', 'after']).where('registration_id', '=', id).execute()
const isInDoubt = ({ id }: Registration) =>
  hasOpenTask(database.db, { registrationId: id, kind: 'funded-place-in-doubt' })

const hospital = {
  worksInEngland: true,
  setting: 'another_setting',
  employmentType: 'hospital_school',
  employerName: 'Ward School',
} as const

const aReview = async (teacher?: Awaited<ReturnType<typeof aTeacher>>) => {
  const registration = await aRegistration(database.db, { work: hospital, ...(teacher ? { teacher } : {}) })
  const facts = { reason: 'subject_to_review' }
  await database.db
    .transaction()
    .execute((tx) => openTask(tx, { registrationId: registration.id, kind: 'funding-review', facts, now: NOW }))
  return registration
}

describe('a review', () => {
  test('that ends well: a new decision, the task closed, the person and the provider told', async () => {
    const teacher = await aTeacher(database.db)
    const registration = await aReview(teacher)
    expect((await decide(registration, true)).ok).toBe(true)
    expect(await currentDecision(registration)).toMatchObject({
      ...{ decidedBy: 'staff', result: 'funded', reason: 'marked_funded_by_policy', note: 'Rule 4 of the policy' },
    })
    const [first, second] = await decisionsOf(database.db, registration.id)
    expect(first).toMatchObject({ decidedBy: 'engine', result: 'review' })
    expect(second?.listVersions).toEqual(first?.listVersions)
    expect(second?.policyVersion).toBe(first?.policyVersion)
    expect((await now(registration)).reviewStatus).toBe('decision_made')
    expect(await hasOpenTask(database.db, { registrationId: registration.id, kind: 'funding-review' })).toBe(false)
    expect(await feedOf(registration)).toMatchObject([
      { kind: 'funding-changed', before: { eligible_for_funding: false }, after: { eligible_for_funding: true } },
    ])
    expect((await newestEmailTo(database.db, teacher.address)).subject).toContain('You are eligible')
  })

  test('that ends badly is told as well', async () => {
    const teacher = await aTeacher(database.db)
    const registration = await aReview(teacher)
    await decide(registration, false)
    expect(await currentDecision(registration)).toMatchObject({ reason: 'marked_ineligible_by_policy' })
    expect((await newestEmailTo(database.db, teacher.address)).subject).toContain('You are not eligible')
  })

  test('decided twice is decided once', async () => {
    const registration = await aReview()
    const both = await Promise.all([decide(registration, true), decide(registration, true)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'unchanged' } })
    expect(await decisionsOf(database.db, registration.id)).toHaveLength(2)
  })

  test('of something that has changed meanwhile, without a reason, or by somebody else is refused', async () => {
    const registration = await aReview()
    expect(await decide(registration, true, { revision: registration.revision + 1 })).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
    expect(await decide(registration, true, { reason: null })).toMatchObject({ refusal: { code: 'reason-needed' } })
    const input = { registrationId: RegistrationId.parse(registration.id), revision: 1, isFunded: true }
    expect(await execute(contextFor('No', []), decideFunding, input)).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(await decisionsOf(database.db, registration.id)).toHaveLength(1)
  })

  test('keeps every note; a decision ends the notes’ moves', async () => {
    const registration = await aReview()
    const registrationId = RegistrationId.parse(registration.id)
    const note = (text: string, move: 'awaitInformation' | 'resume' | null) =>
      execute(contextFor(null), noteReview, { registrationId, note: text, move })
    await note('Asked the hospital', 'awaitInformation')
    expect((await now(registration)).reviewStatus).toBe('awaiting_information')
    expect(await note('Again', 'awaitInformation')).toMatchObject({ refusal: { code: 'not-now' } })
    await note('They answered', 'resume')
    await note('A thought', null)
    await decide(await now(registration), true)
    expect((await notesOf(database.db, registration.id)).map((one) => one.note).sort()).toEqual(
      ['A thought', 'Asked the hospital', 'Rule 4 of the policy', 'They answered'].sort(),
    )
    expect(await note('Late', 'resume')).toMatchObject({ refusal: { code: 'not-now' } })
    const other = await aRegistration(database.db)
    const inNone = { registrationId: RegistrationId.parse(other.id), note: 'x', move: null }
    expect(await execute(contextFor(null), noteReview, inNone)).toMatchObject({ refusal: { code: 'not-in-review' } })
    await expect(database.db.updateTable('npq.review_notes').set({ note: 'Other words' }).execute()).rejects.toThrow(
      'never changed',
    )
  })
})

describe('eligibility', () => {
  test('is not taken away under a funded place: it is put in doubt, and declarations wait', async () => {
    const teacher = await aTeacher(database.db)
    const registration = await aRegistration(database.db, { teacher, status: 'accepted', fundedPlace: true })
    await aDeclaration(database.db, registration)
    expect(await decide(registration, false)).toMatchObject({ ok: true, value: { done: 'put-in-doubt' } })
    expect(await currentDecision(registration)).toMatchObject({ decidedBy: 'engine', result: 'funded' })
    expect((await now(registration)).fundedPlace).toBe(true)
    expect(await isInDoubt(registration)).toBe(true)
    const held = await database.db
      .selectFrom('npq.declarations')
      .select('held_because')
      .where('registration_id', '=', registration.id)
      .executeTakeFirstOrThrow()
    expect(held.held_because).toBe('funded-place-in-doubt')
    expect(await decide(await now(registration), false)).toMatchObject({ refusal: { code: 'in-doubt-already' } })

    const settled = { registrationId: RegistrationId.parse(registration.id) }
    expect((await execute(contextFor('The school wrote'), settlePlace, settled)).ok).toBe(true)
    expect(await isInDoubt(registration)).toBe(false)
    expect(await execute(contextFor('Again'), settlePlace, settled)).toMatchObject({
      refusal: { code: 'not-in-doubt' },
    })
  })

  test('given by staff settles a place in doubt', async () => {
    const registration = await aRegistration(database.db, { work: hospital, course: 'npq-leading-literacy' })
    expect(await currentDecision(registration)).toMatchObject({ result: 'not-funded' })
    const { id: registrationId } = registration
    const facts = { because: 'a test' }
    await database.db
      .transaction()
      .execute((tx) => openTask(tx, { registrationId, kind: 'funded-place-in-doubt', facts, now: NOW }))
    const asked = { registrationId: RegistrationId.parse(registrationId) }
    expect(await execute(contextFor('Stays'), settlePlace, asked)).toMatchObject({ refusal: { code: 'not-eligible' } })
    expect((await decide(registration, true)).ok).toBe(true)
    expect(await isInDoubt(registration)).toBe(false)
    expect(await currentDecision(registration)).toMatchObject({ reason: 'marked_funded_by_policy' })
    expect((await now(registration)).fundingChoice).toBeNull()
  })

  test('cannot be given where the cohort has no funding', async () => {
    const registration = await aRegistration(database.db, { cohort: '2026a' })
    expect(await decide(registration, true)).toMatchObject({ refusal: { code: 'unfunded-cohort' } })
  })
})
