import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acting, asOwner } from '../acceptance/factories.ts'
import { aList, anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { registrationsOf } from '../registrations/registrations-queries.ts'
import { type Submitted, submitRegistration } from './submit-registration.ts'

let database: TestDatabase
let schoolId: string
let providerId: string
beforeAll(async () => {
  database = await testDatabase()
  schoolId = (await aSchool(database.db)).id
  providerId = (await anNpqProvider(database.db, 'Ash Learning', { courses: ['npq-headship', 'npq-leading-literacy'] }))
    .id
})
afterAll(() => database.close())

type Teacher = { readonly personId: string; readonly accountId: string }

const submitted = (given: Partial<Submitted> = {}): Submitted => ({
  ...{ draftId: crypto.randomUUID(), cohort: '2026b', course: 'npq-headship', answers: {}, providerId },
  work: { worksInEngland: true, setting: 'a_school', organisationId: schoolId },
  ...{ fundingChoice: null, consentVersion: '2026-06', shown: 'funded funded 2026-06', signedInBy: 'email' },
  ...given,
})

const submit = (teacher: Teacher, given: Partial<Submitted> = {}, key?: string) =>
  execute(acting(database.db, asOwner(teacher)), submitRegistration, submitted(given), key)

const everyRow = async (personId: string) => {
  const { db } = database
  const [registration] = await registrationsOf(db, personId)
  const id = registration?.id ?? ''
  const [decisions, work, submissions, changes, tasks] = await Promise.all([
    db.selectFrom('npq.funding_decisions').select('result').where('registration_id', '=', id).execute(),
    db.selectFrom('npq.work_details').select('number').where('registration_id', '=', id).execute(),
    db.selectFrom('npq.submissions').selectAll().where('registration_id', '=', id).execute(),
    db.selectFrom('npq.changes').select(['kind', 'after']).where('registration_id', '=', id).execute(),
    db.selectFrom('npq.tasks').select('kind').where('registration_id', '=', id).execute(),
  ])
  return { decisions, work, submissions, changes, tasks }
}

test('writes everything that a registration is, and nothing twice', async () => {
  const teacher = await aTeacher(database.db)
  expect(await submit(teacher)).toMatchObject({ ok: true })
  const rows = await everyRow(teacher.personId)
  expect(rows).toMatchObject({
    decisions: [{ result: 'funded' }],
    work: [{ number: 1 }],
    submissions: [{ course_identifier: 'npq-headship', setting: 'a_school', signed_in_by: 'email', source: 'here' }],
    changes: [{ kind: 'submitted', after: { status: 'pending', eligible_for_funding: true } }],
    tasks: [],
  })
  expect(rows.submissions[0]?.email_key).toMatch(/^[0-9a-f]{64}$/)
})

test('an account without a person gets one', async () => {
  const { accountId } = await aTeacher(database.db)
  await database.db.updateTable('access.accounts').set({ person_id: null }).where('id', '=', accountId).execute()
  const result = await submit({ personId: crypto.randomUUID(), accountId })
  expect(result).toMatchObject({ ok: true })
})

describe('what has changed since it was shown is refused, and nothing is written', () => {
  test.each([
    ['another outcome', { shown: 'not-funded not_in_england 2026-06' }, 'funding-changed'],
    ['older rules', { shown: 'funded funded 2025-06' }, 'funding-changed'],
    ['a cohort that has closed', { cohort: '2025b' }, 'cohort-closed'],
    ['a course that nobody delivers', { course: 'npq-senco' }, 'course-not-offered'],
    ['a provider that does not deliver it', { providerId: crypto.randomUUID() }, 'provider-not-offered'],
    ['a consent that was replaced', { consentVersion: '2025-01' }, 'consent-changed'],
    [
      'a workplace that nobody knows',
      { work: { worksInEngland: true, setting: 'a_school', organisationId: crypto.randomUUID() } },
      'workplace-not-usable',
    ],
    [
      'nobody who pays',
      {
        shown: 'not-funded not_in_england 2026-06',
        work: { worksInEngland: false, setting: 'a_school', country: 'Wales' },
      },
      'payer-missing',
    ],
  ] as const)('%s', async (_, given, code) => {
    const teacher = await aTeacher(database.db)
    expect(await submit(teacher, given)).toMatchObject({ ok: false, refusal: { code } })
    expect(await registrationsOf(database.db, teacher.personId)).toEqual([])
  })

  test('a list that was replaced a moment ago', async () => {
    const teacher = await aTeacher(database.db)
    const school = await aSchool(database.db)
    const given = {
      course: 'npq-leading-literacy',
      fundingChoice: 'school',
      work: { worksInEngland: true, setting: 'a_school', organisationId: school.id },
      shown: 'not-funded ineligible_establishment_not_a_pp50 2026-06',
    } as const
    await aList(database.db, 'pp50-schools', [school.urn])
    expect(await submit(teacher, given)).toMatchObject({ refusal: { code: 'funding-changed' } })
  })
})

test('a course that they hold is told with its registration; one that they withdrew from is none', async () => {
  const teacher = await aTeacher(database.db)
  const held = await aRegistration(database.db, { teacher, provider: { id: providerId } })
  expect(await submit(teacher)).toMatchObject({
    refusal: { code: 'already-registered', facts: { registrationId: held.id } },
  })
  const other = await aTeacher(database.db)
  await aRegistration(database.db, {
    ...{ teacher: other, provider: { id: providerId }, status: 'accepted', trainingStatus: 'withdrawn' },
    fundedPlace: false,
  })
  expect(await submit(other)).toMatchObject({ ok: true })
})

/** Connections that submit at the same time, one after the other each. */
const AT_ONCE = 20

describe('many at the same moment', () => {
  test('20 clicks on one button are one registration, and 20 times its answer', async () => {
    const teacher = await aTeacher(database.db)
    const draftId = crypto.randomUUID()
    const results = await Promise.all(Array.from({ length: 20 }, () => submit(teacher, { draftId }, `key ${draftId}`)))
    const ids = results.map((result) => (result.ok ? result.value.registrationId : result.refusal.code))
    expect(new Set(ids).size).toBe(1)
    expect(await registrationsOf(database.db, teacher.personId)).toMatchObject([{ id: ids[0] }])
    expect((await everyRow(teacher.personId)).changes).toHaveLength(1)
  })

  test('1,000 submissions of one person, course and cohort are one registration', async () => {
    const teacher = await aTeacher(database.db)
    const crowd = openDatabase(
      openPool({ url: database.url, size: AT_ONCE, statementTimeout: 60_000, onError: () => {}, as: 'application' }),
    )
    const context = acting(crowd, asOwner(teacher))
    const each = async () => {
      const results = []
      for (let at = 0; at < 1000 / AT_ONCE; at += 1)
        results.push(await execute(context, submitRegistration, submitted()))
      return results
    }
    const results = (await Promise.all(Array.from({ length: AT_ONCE }, each))).flat()
    await crowd.destroy()
    expect(results).toHaveLength(1000)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const codes = new Set(results.flatMap((result) => (result.ok ? [] : [result.refusal.code])))
    expect([...codes]).toEqual(['already-registered'])
    expect(await registrationsOf(database.db, teacher.personId)).toHaveLength(1)
    expect((await everyRow(teacher.personId)).decisions).toHaveLength(1)
    const messages = await database.db
      .selectFrom('platform.messages')
      .select('id')
      .where('recipient', '=', teacher.address)
      .execute()
    expect(messages).toHaveLength(1)
  }, 120_000)
})
