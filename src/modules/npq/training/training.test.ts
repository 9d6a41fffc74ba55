import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acting, asProvider } from '../acceptance/factories.ts'
import { aDeclaration, anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { hasOpenTask } from '../tasks/tasks-store.ts'
import { changeSchedule } from './change-schedule.ts'
import { deferTraining } from './defer-training.ts'
import { resumeTraining } from './resume-training.ts'
import { withdrawTraining } from './withdraw-training.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)
const by = ({ providerId }: Registration) => acting(database.db, asProvider(providerId), NOW)
const idOf = ({ id }: Registration) => RegistrationId.parse(id)
const read = ({ id }: Registration) => registrationById(database.db, id)

const defer = async (one: Registration) =>
  codeOf(await execute(by(one), deferTraining, { registrationId: idOf(one), because: 'career-break' }))
const resume = async (one: Registration) =>
  codeOf(await execute(by(one), resumeTraining, { registrationId: idOf(one) }))
const withdraw = async (one: Registration) =>
  codeOf(await execute(by(one), withdrawTraining, { registrationId: idOf(one), because: 'other' }))
const reschedule = async (one: Registration, scheduleIdentifier: string, cohort: string | null = null) =>
  codeOf(await execute(by(one), changeSchedule, { registrationId: idOf(one), scheduleIdentifier, cohort }))

test('deferring, resuming, leaving and coming back, each told to the participant and on the feed', async () => {
  const teacher = await aTeacher(database.db)
  const one = await aRegistration(database.db, { teacher, status: 'accepted' })
  expect([await defer(one), await withdraw(one), await resume(one)]).toEqual([
    ...['no-declarations', 'no-started-declaration', 'already-active'],
  ])
  await aDeclaration(database.db, one)
  expect([await defer(one), await defer(one)]).toEqual(['done', 'already-deferred'])
  expect(await read(one)).toMatchObject({ status: 'accepted', trainingStatus: 'deferred' })
  expect([await resume(one), await withdraw(one), await withdraw(one), await defer(one)]).toEqual([
    ...['done', 'done', 'already-withdrawn', 'already-withdrawn'],
  ])
  expect([await resume(one), await withdraw(one)]).toEqual(['done', 'done'])
  const changes = await database.db
    .selectFrom('npq.training_changes')
    .select(['kind', 'reason'])
    .where('registration_id', '=', one.id)
    .orderBy('id')
    .execute()
  expect(changes).toEqual([
    { kind: 'deferred', reason: 'career-break' },
    { kind: 'resumed', reason: null },
    { kind: 'withdrawn', reason: 'other' },
    { kind: 'resumed', reason: null },
    { kind: 'withdrawn', reason: 'other' },
  ])
  const told = await database.db
    .selectFrom('platform.messages')
    .select('template')
    .where('recipient', '=', teacher.address)
    .execute()
  expect(told).toHaveLength(5)
})

test('nobody resumes beside another live registration for the course and cohort', async () => {
  const teacher = await aTeacher(database.db)
  const left = await aRegistration(database.db, { teacher, status: 'accepted', trainingStatus: 'withdrawn' })
  await aRegistration(database.db, { teacher })
  expect(await resume(left)).toBe('other-live')
})

test('before it is accepted there is no training to change', async () => {
  const one = await aRegistration(database.db)
  expect([await defer(one), await resume(one), await withdraw(one)]).toEqual(Array(3).fill('not-accepted'))
  expect(await reschedule(one, 'npq-leadership-spring')).toBe('not-accepted')
})

test('a schedule must be another one of the cohort, for the kind of course, that what was declared fits', async () => {
  const one = await aRegistration(database.db, { status: 'accepted' })
  expect(await reschedule(one, 'npq-specialist-spring')).toBe('schedule-not-for-course')
  expect(await reschedule(one, 'npq-unknown')).toBe('schedule-not-found')
  expect(await reschedule(one, 'npq-leadership-spring', '1999')).toBe('cohort-not-found')
  expect(await reschedule(one, 'npq-leadership-autumn')).toBe('done')
  expect(await reschedule(one, 'npq-leadership-autumn')).toBe('same-schedule')
  await aDeclaration(database.db, one)
  // The declaration is of 2 November 2026; the schedule begins in January.
  expect(await reschedule(one, 'npq-leadership-spring')).toBe('declarations-do-not-fit')
  expect(await withdraw(one)).toBe('done')
  expect(await reschedule(one, 'npq-leadership-spring')).toBe('already-withdrawn')
})

test('another cohort: only where the provider delivers the course, nothing is declared, and funding is not freer', async () => {
  const provider = await anNpqProvider(database.db, 'Cohort Provider')
  const one = await aRegistration(database.db, { provider, status: 'accepted', fundedPlace: true })
  expect(await reschedule(one, 'npq-leadership-spring', '2026a')).toBe('course-not-offered')
  const offer = { course_identifier: 'npq-headship', provider_id: provider.id, offered_at: NOW }
  await database.db
    .insertInto('npq.course_offers')
    .values({ ...offer, cohort: '2026a' })
    .execute()
  expect(await reschedule(one, 'npq-leadership-spring', '2026a')).toBe('done')
  expect(await read(one)).toMatchObject({
    cohort: '2026a',
    fundedPlace: false,
    decisionId: expect.not.stringMatching(one.decisionId),
  })
  expect((await decisionsOf(database.db, one.id)).map(({ reason }) => reason)).toEqual(['funded', 'unfunded_cohort'])
  expect(await hasOpenTask(database.db, { registrationId: one.id, kind: 'funded-place-in-doubt' })).toBe(false)
  // From a cohort without funding to one with it nobody moves; they register.
  expect(await reschedule(one, 'npq-leadership-autumn', '2026b')).toBe('cohort-funded-otherwise')
})

test('a year means the own cohort first', async () => {
  const provider = await anNpqProvider(database.db, 'Year Provider')
  const one = await aRegistration(database.db, { provider, status: 'accepted' })
  expect(await reschedule(one, 'npq-leadership-spring', '2026')).toBe('done')
  expect(await read(one)).toMatchObject({ cohort: '2026b', scheduleIdentifier: 'npq-leadership-spring' })
})

test('of twenty who defer one participant at once, one does', async () => {
  const one = await aRegistration(database.db, { status: 'accepted' })
  await aDeclaration(database.db, one)
  const codes = await Promise.all(Array.from({ length: 20 }, () => defer(one)))
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(codes.filter((code) => code === 'already-deferred')).toHaveLength(19)
})
