import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acting, asProvider, asStaff } from '../acceptance/factories.ts'
import { aRegistration, aTeacher } from '../factories.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { openTask } from '../tasks/tasks-store.ts'
import { changeSchedule } from '../training/change-schedule.ts'
import { withdrawTraining } from '../training/withdraw-training.ts'
import { DeclarationId } from './declaration.ts'
import { declarationsOf, latestOutcomeOf } from './declarations-queries.ts'
import { declare } from './declare.ts'
import { releaseHeld } from './held-store.ts'
import { makeEligible } from './make-eligible.ts'
import { recordOutcome } from './record-outcome.ts'
import { voidDeclaration } from './void-declaration.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z')
const by = ({ providerId }: Registration) => acting(database.db, asProvider(providerId), NOW)
const idOf = ({ id }: Registration) => RegistrationId.parse(id)
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)
const staff = async () => acting(database.db, asStaff((await aTeacher(database.db)).accountId), NOW)

/** Accepted, with a funded place, on the schedule that begins in October. */
async function onCourse(facts: Parameters<typeof aRegistration>[1] = {}) {
  const one = await aRegistration(database.db, { status: 'accepted', fundedPlace: true, ...facts })
  const to = { registrationId: idOf(one), scheduleIdentifier: 'npq-leadership-autumn', cohort: null }
  await execute(by(one), changeSchedule, to)
  return one
}

type Said = Partial<{ type: 'started' | 'retained-1' | 'retained-2' | 'completed'; date: string; hasPassed: boolean }>
const say = (one: Registration, { type = 'started', date = '2026-11-02', hasPassed }: Said = {}) =>
  execute(by(one), declare, { registrationId: idOf(one), type, date, hasPassed: hasPassed ?? null })

test('what is declared is submitted; the same again is the first, and another day is refused', async () => {
  const one = await onCourse()
  const first = await say(one)
  expect(first).toMatchObject({ ok: true })
  const id = first.ok ? first.value.declarationId : ''
  expect(await say(one)).toMatchObject({ refusal: { code: 'declared-already', facts: { declarationId: id } } })
  expect(await say(one, { date: '2026-11-03' })).toMatchObject({ refusal: { code: 'declared-otherwise' } })
  expect(await declarationsOf(database.db, one.id)).toMatchObject([
    { id, type: 'started', state: 'submitted', heldBecause: null, date: Temporal.PlainDate.from('2026-11-02') },
  ])
})

test('the day must fit the schedule, the clock and the withdrawal', async () => {
  const one = await onCourse()
  const codes = [
    await say(one, { date: '2026-09-30' }),
    await say(one, { date: '2026-11-25' }),
    await say(one, { type: 'completed' }),
    await say(one),
    await execute(by(one), withdrawTraining, { registrationId: idOf(one), because: 'other' }),
    await execute(acting(database.db, asProvider(one.providerId), NOW.add({ hours: 48 })), declare, {
      ...{ registrationId: idOf(one), type: 'retained-1' as const, date: '2026-11-25', hasPassed: null },
    }),
  ].map(codeOf)
  expect(codes).toEqual(['before-schedule', 'in-future', 'has-passed-missing', 'done', 'done', 'after-withdrawal'])
})

test('a type of another kind of course, and a registration that is not accepted, are refused', async () => {
  const specialist = await aRegistration(database.db, { course: 'npq-leading-teaching', status: 'accepted' })
  expect(codeOf(await say(specialist))).toBe('no-schedule')
  const to = { registrationId: idOf(specialist), scheduleIdentifier: 'npq-specialist-autumn', cohort: null }
  await execute(by(specialist), changeSchedule, to)
  expect(codeOf(await say(specialist, { type: 'retained-2' }))).toBe('type-not-in-schedule')
  expect(codeOf(await say(await aRegistration(database.db)))).toBe('not-accepted')
})

test('while the funded place is in doubt a declaration waits, until the doubt is settled', async () => {
  const one = await onCourse()
  const task = { registrationId: one.id, kind: 'funded-place-in-doubt' as const, facts: {}, now: NOW }
  await database.db.transaction().execute((tx) => openTask(tx, task))
  const said = await say(one)
  const ids = {
    registrationId: idOf(one),
    declarationId: DeclarationId.parse(said.ok ? said.value.declarationId : ''),
  }
  expect(await declarationsOf(database.db, one.id)).toMatchObject([
    { state: 'submitted', heldBecause: 'funded-place-in-doubt' },
  ])
  expect(codeOf(await execute(await staff(), makeEligible, ids))).toBe('held')
  await database.db.transaction().execute((tx) => releaseHeld(tx, { registrationId: one.id, now: NOW }))
  expect(codeOf(await execute(await staff(), makeEligible, ids))).toBe('done')
  expect(codeOf(await execute(await staff(), makeEligible, ids))).toBe('not-submitted')
})

test('without a funded place nothing is paid', async () => {
  const one = await onCourse({ fundedPlace: false })
  const said = await say(one)
  const declarationId = DeclarationId.parse(said.ok ? said.value.declarationId : '')
  const made = await execute(await staff(), makeEligible, { registrationId: idOf(one), declarationId })
  expect(codeOf(made)).toBe('not-funded')
})

test('a declaration is taken back once, by whoever made it, and may be made anew', async () => {
  const one = await onCourse()
  const said = await say(one)
  const ids = { registrationId: idOf(one), declarationId: DeclarationId.parse(said.ok ? said.value.declarationId : '') }
  const stranger = acting(database.db, asProvider(newId()), NOW)
  expect(await execute(stranger, voidDeclaration, ids)).toMatchObject({ refusal: { facts: { reason: 'not-yours' } } })
  expect(codeOf(await execute(by(one), voidDeclaration, ids))).toBe('done')
  expect(codeOf(await execute(by(one), voidDeclaration, ids))).toBe('already-voided')
  expect(codeOf(await say(one, { date: '2026-11-10' }))).toBe('done')
  const paid = (await declarationsOf(database.db, one.id)).find(({ state }) => state === 'submitted')
  await database.db
    .updateTable('npq.declarations')
    .set({ state: 'paid' })
    .where('id', '=', paid?.id ?? '')
    .execute()
  const declarationId = DeclarationId.parse(paid?.id)
  expect(codeOf(await execute(by(one), voidDeclaration, { ...ids, declarationId }))).toBe('already-paid')
})

test('what was declared of the person for the course in another cohort is not paid twice', async () => {
  const teacher = await aTeacher(database.db)
  const first = await onCourse({ teacher })
  await say(first)
  await execute(by(first), withdrawTraining, { registrationId: idOf(first), because: 'other' })
  const again = await onCourse({ teacher })
  expect(codeOf(await say(again))).toBe('done')
  expect(await declarationsOf(database.db, again.id)).toMatchObject([{ state: 'ineligible' }])
})

test('completing tells the outcome, which is corrected by telling it anew; a repeat is nothing', async () => {
  const teacher = await aTeacher(database.db)
  const one = await onCourse({ teacher })
  const tell = (state: 'passed' | 'failed', completedOn: string) =>
    execute(by(one), recordOutcome, { registrationId: idOf(one), state, completedOn })
  expect(codeOf(await tell('passed', '2026-11-20'))).toBe('no-completed-declaration')
  expect(codeOf(await say(one, { type: 'completed', date: '2026-11-20', hasPassed: false }))).toBe('done')
  expect(await latestOutcomeOf(database.db, one.id)).toMatchObject({ state: 'failed' })
  const codes = [
    await tell('failed', '2026-11-20'),
    await tell('passed', '2026-11-25'),
    await tell('passed', '2026-11-22'),
  ]
  expect(codes.map(codeOf)).toEqual(['told-already', 'in-future', 'done'])
  expect(await latestOutcomeOf(database.db, one.id)).toMatchObject({ state: 'passed' })
  const told = await database.db
    .selectFrom('platform.messages')
    .select('subject')
    .where('recipient', '=', teacher.address)
    .where('template', '=', 'outcomeEmail')
    .execute()
  expect(told).toHaveLength(2)
})

test('the coaching offer is neither passed nor failed', async () => {
  const one = await aRegistration(database.db, { course: 'npq-early-headship-coaching-offer', status: 'accepted' })
  expect(codeOf(await say(one, { type: 'completed' }))).toBe('done')
  const input = { registrationId: idOf(one), state: 'passed', completedOn: '2026-11-02' } as const
  expect(codeOf(await execute(by(one), recordOutcome, input))).toBe('course-has-no-outcome')
  expect(await latestOutcomeOf(database.db, one.id)).toBeNull()
})

test('of twenty declarations at once, one is made, and the others are the same', async () => {
  const one = await onCourse()
  const results = await Promise.all(Array.from({ length: 20 }, () => say(one)))
  expect(results.map(codeOf).filter((code) => code === 'done')).toHaveLength(1)
  expect(results.map(codeOf).filter((code) => code === 'declared-already')).toHaveLength(19)
})
