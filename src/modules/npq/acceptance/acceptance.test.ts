import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aDeclaration, aRegistration, aTeacher } from '../factories.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { lockRegistration, saveRegistration } from '../registrations/registrations-store.ts'
import { acceptRegistration } from './accept-registration.ts'
import { changeFundedPlace } from './change-funded-place.ts'
import { acting, asOwner, asProvider, asStaff } from './factories.ts'
import { openDuplicateTask } from './open-duplicate-task.ts'
import { rejectRegistration } from './reject-registration.ts'
import { revertToPending } from './revert-to-pending.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
const idOf = ({ id }: Pick<Registration, 'id'>) => RegistrationId.parse(id)
const asCurrent = ({ providerId }: Registration) => acting(database.db, asProvider(providerId), NOW)
const read = async ({ id }: Pick<Registration, 'id'>) => {
  const registration = await registrationById(database.db, id)
  if (!registration) throw new Error('It is gone')
  return registration
}

const accept = (
  registration: Registration,
  fundedPlace: boolean | null = true,
  scheduleIdentifier: string | null = null,
) =>
  execute(asCurrent(registration), acceptRegistration, {
    registrationId: idOf(registration),
    fundedPlace,
    scheduleIdentifier,
  })

const codeOf = (result: Awaited<ReturnType<typeof execute>>) => (result.ok ? 'done' : result.refusal.code)

const messagesAbout = (id: string) =>
  database.db
    .selectFrom('platform.messages')
    .select(['template', 'recipient as to'])
    .where('intent', 'like', `%${id}%`)
    .orderBy('template')
    .execute()

const feedOf = (id: string) =>
  database.db.selectFrom('npq.changes').select(['kind', 'before', 'after']).where('registration_id', '=', id).execute()

test('accepting begins training on the schedule of the day, and everybody who must know does', async () => {
  const teacher = await aTeacher(database.db)
  const registration = await aRegistration(database.db, { teacher })
  expect(await accept(registration)).toMatchObject({ ok: true })
  expect(await read(registration)).toMatchObject({
    ...{ status: 'accepted', trainingStatus: 'active', fundedPlace: true, acceptedAt: NOW },
    ...{ scheduleIdentifier: 'npq-leadership-autumn', revision: registration.revision + 1 },
  })
  expect(await messagesAbout(registration.id)).toEqual([{ template: 'acceptedEmail', to: teacher.address }])
  expect(await feedOf(registration.id)).toMatchObject([
    {
      kind: 'accepted',
      before: { status: 'pending', funded_place: null },
      after: { status: 'accepted', funded_place: true, training_status: 'active' },
    },
  ])
  expect(codeOf(await accept(registration))).toBe('already-accepted')
})

test('another schedule of the cohort may be named, if it is for courses of the kind', async () => {
  const registration = await aRegistration(database.db)
  expect(codeOf(await accept(registration, true, 'npq-nothing'))).toBe('schedule-not-found')
  expect(codeOf(await accept(registration, true, 'npq-specialist-spring'))).toBe('schedule-not-for-course')
  expect(codeOf(await accept(registration, true, 'npq-leadership-spring'))).toBe('done')
  expect((await read(registration)).scheduleIdentifier).toBe('npq-leadership-spring')
})

test('only the current provider and staff accept: to others it is not there', async () => {
  const registration = await aRegistration(database.db)
  const teacher = await aTeacher(database.db)
  const input = { registrationId: idOf(registration), fundedPlace: true, scheduleIdentifier: null }
  for (const actor of [asProvider(newId()), asOwner(teacher)]) {
    expect(await execute(acting(database.db, actor), acceptRegistration, input)).toMatchObject({
      refusal: { code: 'not-allowed', facts: { reason: 'not-yours' } },
    })
  }
  expect(codeOf(await execute(acting(database.db, asStaff(teacher.accountId)), acceptRegistration, input))).toBe('done')
})

test('the coaching offer of somebody whose support offer waits ends that one, and tells whoever waited', async () => {
  const teacher = await aTeacher(database.db)
  const cohort = '2026b'
  const waiting = await aRegistration(database.db, { teacher, cohort, course: 'npq-additional-support-offer' })
  const colleague = await aPersonAt(database.db, { id: waiting.providerId }, { role: 'administrator' })
  const chosen = await aRegistration(database.db, { teacher, cohort, course: 'npq-early-headship-coaching-offer' })
  expect(codeOf(await accept(chosen, false))).toBe('done')
  expect(await read(waiting)).toMatchObject({
    ...{ status: 'rejected', reasonForRejection: 'other_application_in_this_cohort_accepted', endedAt: NOW },
  })
  expect(await messagesAbout(waiting.id)).toEqual([
    { template: 'otherAcceptedEmail', to: teacher.address },
    { template: 'otherAcceptedProviderEmail', to: colleague.address },
  ])
  expect(await feedOf(waiting.id)).toMatchObject([
    { kind: 'rejected', after: { reason_for_rejection: 'other_application_in_this_cohort_accepted' } },
  ])
})

test('of twenty providers that accept one person for one course at once, one does', async () => {
  const teacher = await aTeacher(database.db)
  const [coaching, support] = [
    await aRegistration(database.db, { teacher, course: 'npq-early-headship-coaching-offer' }),
    await aRegistration(database.db, { teacher, course: 'npq-additional-support-offer' }),
  ]
  const results = await Promise.all(
    Array.from({ length: 20 }, (_each, at) => accept(at % 2 === 0 ? coaching : support, false)),
  )
  const codes = results.map(codeOf)
  // The support offer has no schedule any more: only the coaching offer can win.
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(codes.filter((code) => !['done', 'already-accepted', 'was-rejected', 'no-schedule'].includes(code))).toEqual(
    [],
  )
  expect((await read(coaching)).status).toBe('accepted')
  expect(await feedOf(coaching.id)).toHaveLength(1)
})

test('a person who withdraws at the same moment wins or loses, never both', async () => {
  for (let round = 0; round < 10; round += 1) {
    const registration = await aRegistration(database.db)
    const withdrawing = database.db.transaction().execute(async (tx) => {
      const locked = await lockRegistration(tx, registration.id)
      if (locked?.status !== 'pending') return 'too late'
      await saveRegistration(tx, { ...locked, status: 'withdrawn', endedAt: NOW }, NOW)
      return 'withdrawn'
    })
    const [accepted, withdrawn] = await Promise.all([accept(registration), withdrawing])
    expect([codeOf(accepted), withdrawn]).toEqual(
      withdrawn === 'withdrawn' ? ['was-withdrawn', 'withdrawn'] : ['done', 'too late'],
    )
  }
})

test('somebody else with the same number who is accepted already: refused, and staff get a task', async () => {
  const [teacher, other] = [await aTeacher(database.db), await aTeacher(database.db)]
  await database.db
    .insertInto('access.merge_requests')
    .values({
      ...{ id: newId(), account_id: teacher.accountId, other_account_id: other.accountId },
      ...{ status: 'with-staff', asked_at: NOW },
    })
    .execute()
  const theirs = await aRegistration(database.db, { teacher: other, status: 'accepted' })
  const registration = await aRegistration(database.db, { teacher })
  expect(await accept(registration)).toMatchObject({
    refusal: { code: 'likely-duplicate', facts: { otherRegistrationId: theirs.id } },
  })
  const task = { registrationId: idOf(registration), otherRegistrationId: theirs.id }
  expect(codeOf(await execute(asCurrent(registration), openDuplicateTask, task))).toBe('done')
  expect(codeOf(await execute(asCurrent(registration), openDuplicateTask, task))).toBe('open-already')
})

test('a provider rejects what is pending or accepted, until something is declared', async () => {
  const teacher = await aTeacher(database.db)
  const registration = await aRegistration(database.db, { teacher, status: 'accepted', fundedPlace: true })
  const input = { registrationId: idOf(registration), because: 'rejected_by_provider' as const }
  await aDeclaration(database.db, registration)
  expect(codeOf(await execute(asCurrent(registration), rejectRegistration, input))).toBe('has-declarations')
  await database.db.updateTable('npq.declarations').set({ state: 'voided' }).execute()
  expect(codeOf(await execute(asCurrent(registration), rejectRegistration, input))).toBe('done')
  expect(await read(registration)).toMatchObject({ status: 'rejected', fundedPlace: null, trainingStatus: null })
  expect(codeOf(await execute(asCurrent(registration), rejectRegistration, input))).toBe('already-rejected')
  expect(codeOf(await accept(registration))).toBe('was-rejected')
  expect(await messagesAbout(registration.id)).toEqual([{ template: 'rejectedEmail', to: teacher.address }])
})

test('a funded place changes with a word to the participant, and not when it is what it was', async () => {
  const teacher = await aTeacher(database.db)
  const registration = await aRegistration(database.db, { teacher, status: 'accepted', fundedPlace: true })
  const set = (fundedPlace: boolean) =>
    execute(asCurrent(registration), changeFundedPlace, { registrationId: idOf(registration), fundedPlace })
  expect(codeOf(await set(true))).toBe('unchanged')
  expect(codeOf(await set(false))).toBe('done')
  expect((await read(registration)).fundedPlace).toBe(false)
  expect(await feedOf(registration.id)).toMatchObject([
    { kind: 'funded-place-changed', before: { funded_place: true }, after: { funded_place: false } },
  ])
  expect(await messagesAbout(registration.id)).toHaveLength(1)
})

test('going back to pending clears the place and keeps the history', async () => {
  const registration = await aRegistration(database.db)
  await accept(registration)
  const input = { registrationId: idOf(registration) }
  const staff = acting(database.db, asStaff((await aTeacher(database.db)).accountId), NOW)
  expect(codeOf(await execute(staff, revertToPending, input))).toBe('done')
  expect(await read(registration)).toMatchObject({
    ...{ status: 'pending', trainingStatus: null, fundedPlace: null, acceptedAt: null, scheduleIdentifier: null },
  })
  expect(codeOf(await execute(staff, revertToPending, input))).toBe('already-pending')
  const kinds = await database.db
    .selectFrom('npq.training_changes')
    .select('kind')
    .where('registration_id', '=', registration.id)
    .orderBy('id')
    .execute()
  expect(kinds.map(({ kind }) => kind)).toEqual(['accepted', 'reverted'])
  expect((await feedOf(registration.id)).map(({ kind }) => kind).sort()).toEqual(['accepted', 'reverted'])
  expect(codeOf(await accept(registration, false))).toBe('done')
})

test('one that was rejected does not come back beside another that is live', async () => {
  const teacher = await aTeacher(database.db)
  const first = await aRegistration(database.db, { teacher, status: 'rejected' })
  await aRegistration(database.db, { teacher })
  expect(codeOf(await execute(asCurrent(first), revertToPending, { registrationId: idOf(first) }))).toBe('other-live')
})

test('in a cohort without funding the provider says that there is no place', async () => {
  const registration = await aRegistration(database.db, { cohort: '2026a' })
  expect(codeOf(await accept(registration, null))).toBe('funded-place-must-be-false')
  expect(codeOf(await accept(registration, false))).toBe('done')
  expect(await read(registration)).toMatchObject({ fundedPlace: false, scheduleIdentifier: 'npq-leadership-spring' })
})
