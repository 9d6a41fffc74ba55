import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acceptRegistration } from '../acceptance/accept-registration.ts'
import { acting, asOwner, asProvider, asStaff } from '../acceptance/factories.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import { aDeclaration, anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById, registrationsOf } from '../registrations/registrations-queries.ts'
import { changeCourse } from './change-course.ts'
import { changeProvider } from './change-provider.ts'
import { withdrawRegistration } from './withdraw-registration.ts'

const COURSES: readonly CourseIdentifier[] = ['npq-headship', 'npq-leading-teaching', 'npq-senco']
let database: TestDatabase
let ash: { id: string; name: string }
let beech: { id: string; name: string }
beforeAll(async () => {
  database = await testDatabase()
  ash = await anNpqProvider(database.db, 'Ash Teaching', { courses: COURSES })
  beech = await anNpqProvider(database.db, 'Beech Teaching', { courses: [...COURSES, 'npq-senior-leadership'] })
})
afterAll(() => database.close())

type Given = Parameters<typeof aRegistration>[1]

async function registered(given: Given = {}) {
  const teacher = await aTeacher(database.db)
  const registration = await aRegistration(database.db, { teacher, provider: ash, ...given })
  return { teacher, registration, actor: asOwner(teacher) }
}

const idOf = ({ id }: { readonly id: string }) => RegistrationId.parse(id)
const now = async ({ id }: Registration) => {
  const found = await registrationById(database.db, id)
  if (!found) throw new Error('It is gone')
  return found
}

/** Over what would change it to a course that its school is not funded for. */
type Wish = Readonly<Record<string, unknown>>

const toCourse = (actor: ReturnType<typeof asOwner>, registration: Registration, wish: Wish = {}) =>
  execute(
    acting(database.db, actor),
    changeCourse,
    changeCourse.input.parse({
      ...{ registrationId: registration.id, seen: registration.revision, course: 'npq-leading-teaching', answers: {} },
      ...{ providerId: ash.id, fundingChoice: 'school', fundingSeen: 'ineligible_establishment_not_a_pp50', ...wish },
    }),
  )

const toProvider = (actor: ReturnType<typeof asOwner>, registration: Registration, providerId = beech.id) =>
  execute(acting(database.db, actor), changeProvider, {
    ...{ registrationId: idOf(registration), seen: registration.revision, providerId },
  })

const changesOf = (registration: Registration) =>
  database.db
    .selectFrom('npq.changes')
    .select(['kind', 'provider_id', 'before', 'after'])
    .where('registration_id', '=', registration.id)
    .orderBy('sequence')
    .execute()

describe('another course', () => {
  test('keeps the id and the provider, asks its own questions, and has a decision by the same rules', async () => {
    const { registration, actor, teacher } = await registered()
    expect(await toCourse(actor, registration)).toMatchObject({ ok: true, value: { asked: false } })
    const changed = await now(registration)
    expect(changed).toMatchObject({
      ...{ id: registration.id, course: 'npq-leading-teaching', status: 'pending', providerId: ash.id },
      ...{ fundingChoice: 'school', revision: registration.revision + 1 },
    })
    const decisions = await decisionsOf(database.db, registration.id)
    expect(decisions.map(({ result, policyVersion }) => [result, policyVersion])).toEqual([
      ['funded', '2026-06'],
      ['not-funded', '2026-06'],
    ])
    expect(await changesOf(registration)).toMatchObject([
      {
        ...{ kind: 'course-changed', provider_id: ash.id },
        before: { course_identifier: 'npq-headship', eligible_for_funding: true, funding_choice: null },
        after: { course_identifier: 'npq-leading-teaching', eligible_for_funding: false, funding_choice: 'school' },
      },
    ])
    const { text } = await newestEmailTo(database.db, teacher.address)
    expect(text).toContain('has changed from Headship NPQ to Leading teaching NPQ, Autumn 2026')
    expect(text).toContain('It is now: not eligible for scholarship funding')
  })

  test('does not count itself as funding had before, also when it was accepted once', async () => {
    const { registration, actor } = await registered({
      course: 'npq-leading-teaching',
      status: 'accepted',
      fundedPlace: true,
    })
    await database.db
      .updateTable('npq.registrations')
      .set({ status: 'pending', training_status: null, accepted_at: null })
      .where('id', '=', registration.id)
      .execute()
    const wish = { course: 'npq-headship', fundingChoice: null, fundingSeen: 'funded' }
    expect(await toCourse(actor, registration, wish)).toMatchObject({ ok: true })
    expect((await now(registration)).fundingChoice).toBe(null)
  })

  test.each([
    ['the answers of the course', { course: 'npq-senco', fundingSeen: 'funded' }, 'answers-missing'],
    ['who pays', { fundingChoice: null }, 'who-pays-missing'],
    ['a provider that delivers it', { course: 'npq-senior-leadership', fundingSeen: 'funded' }, 'not-offered'],
    ['another than it is', { course: 'npq-headship' }, 'same-course'],
    ['the funding that was shown', { fundingSeen: 'funded' }, 'changed-since'],
    ['the revision that was shown', { seen: 99 }, 'changed-since'],
  ])('needs %s', async (_what, wish, code) => {
    const { registration, actor } = await registered()
    expect(await toCourse(actor, registration, wish)).toMatchObject({ ok: false, refusal: { code } })
    expect(await now(registration)).toEqual(registration)
  })

  test('is not done where another live registration for it exists, and names that one', async () => {
    const { registration, actor, teacher } = await registered()
    const other = await aRegistration(database.db, { teacher, provider: beech, course: 'npq-leading-teaching' })
    expect(await toCourse(actor, registration)).toMatchObject({
      refusal: { code: 'already-registered', facts: { registrationId: other.id } },
    })
  })

  test('two registrations of one person to the same course at once: one wins', async () => {
    const { registration, actor, teacher } = await registered()
    const other = await aRegistration(database.db, {
      teacher,
      provider: ash,
      course: 'npq-senco',
      answers: { sencoInRole: 'no_but_i_plan_to_become_one' },
    })
    const both = await Promise.all([toCourse(actor, registration), toCourse(actor, other)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'already-registered' } })
  })
})

describe('another provider', () => {
  test('takes over at once; the one before keeps what it saw, and is told to stop', async () => {
    const colleague = await aPersonAt(database.db, ash)
    const { registration, actor, teacher } = await registered()
    expect(await toProvider(actor, registration)).toMatchObject({ ok: true, value: { asked: false } })
    expect(await now(registration)).toMatchObject({ providerId: beech.id, status: 'pending' })
    expect((await changesOf(registration)).map(({ kind, provider_id }) => [kind, provider_id])).toEqual([
      ['provider-changed', ash.id],
      ['submitted', beech.id],
    ])
    const lost = await database.db
      .selectFrom('npq.provider_sights')
      .select(['lost_at', 'frozen'])
      .where('registration_id', '=', registration.id)
      .where('provider_id', '=', ash.id)
      .executeTakeFirstOrThrow()
    expect(lost).toMatchObject({ frozen: { full_name: 'Carys Rees', status: 'pending' } })
    expect((await newestEmailTo(database.db, colleague.address)).text).toContain('Stop processing their application')
    expect((await newestEmailTo(database.db, teacher.address)).text).toContain(
      'is now with Beech Teaching instead of Ash',
    )
  })

  test('can be one that had it before', async () => {
    const { registration, actor } = await registered()
    await toProvider(actor, registration)
    expect(await toProvider(actor, await now(registration), ash.id)).toMatchObject({ ok: true })
    expect((await now(registration)).providerId).toBe(ash.id)
  })

  test('of a rejected registration makes it pending again, unless another live one exists', async () => {
    const { registration, actor, teacher } = await registered({ status: 'rejected' })
    const live = await aRegistration(database.db, { teacher, provider: beech })
    expect(await toProvider(actor, registration)).toMatchObject({
      refusal: { code: 'already-registered', facts: { registrationId: live.id } },
    })
    await withdraw(actor, live)
    expect(await toProvider(actor, registration)).toMatchObject({ ok: true })
    const again = await now(registration)
    expect(again).toMatchObject({ status: 'pending', reasonForRejection: null, endedAt: null, providerId: beech.id })
  })

  test('must deliver the course in the cohort, also if it did when the page was shown', async () => {
    const gone = await anNpqProvider(database.db, 'Gone Teaching')
    const { registration, actor } = await registered()
    await database.db
      .updateTable('npq.course_offers')
      .set({ withdrawn_at: registration.createdAt })
      .where('provider_id', '=', gone.id)
      .execute()
    expect(await toProvider(actor, registration, gone.id)).toMatchObject({ refusal: { code: 'not-offered' } })
    expect(await toProvider(actor, registration, ash.id)).toMatchObject({ refusal: { code: 'same-provider' } })
  })
})

const withdraw = (actor: ReturnType<typeof asOwner>, registration: Registration) =>
  execute(acting(database.db, actor), withdrawRegistration, {
    ...{ registrationId: idOf(registration), seen: registration.revision },
  })

describe('leaving', () => {
  test('ends a pending registration and makes way for another', async () => {
    const colleague = await aPersonAt(database.db, ash)
    const { registration, actor, teacher } = await registered()
    expect(await withdraw(actor, registration)).toMatchObject({ ok: true })
    expect(await now(registration)).toMatchObject({ status: 'withdrawn', trainingStatus: null })
    expect((await newestEmailTo(database.db, teacher.address)).text).toContain('has been withdrawn')
    expect((await newestEmailTo(database.db, colleague.address)).text).toContain('withdrew their registration')
    await aRegistration(database.db, { teacher, provider: ash })
    expect(await registrationsOf(database.db, teacher.personId)).toHaveLength(2)
  })

  test.each([
    ['accepted', 'started'],
    ['rejected', 'rejected'],
    ['expired', 'expired'],
  ] as const)('is not for one that is %s', async (status, because) => {
    const { registration, actor } = await registered({ status })
    expect(await withdraw(actor, registration)).toMatchObject({ refusal: { code: 'not-possible', facts: { because } } })
  })
})

describe('who and when', () => {
  test('strangers and providers change nothing; staff do it with a reason, and the messages say so', async () => {
    const { registration, teacher } = await registered()
    const stranger = asOwner(await aTeacher(database.db))
    for (const actor of [stranger, asProvider(ash.id)]) {
      for (const attempt of [
        toCourse(actor, registration),
        toProvider(actor, registration),
        withdraw(actor, registration),
      ]) {
        expect(await attempt).toMatchObject({ refusal: { code: 'not-allowed' } })
      }
    }
    const { accountId } = await aTeacher(database.db)
    const { process: _reasoned, ...rest } = acting(database.db, asStaff(accountId))
    const silent = { ...rest, process: acting(database.db, stranger).process }
    const input = { registrationId: idOf(registration), seen: registration.revision, providerId: beech.id }
    expect(await execute(silent, changeProvider, input)).toMatchObject({ refusal: { code: 'reason-needed' } })
    expect(await toProvider(asStaff(accountId), registration)).toMatchObject({ ok: true })
    expect((await newestEmailTo(database.db, teacher.address)).text).toContain('Our support team did this for you')
  })

  test('a started or ended registration is not changed', async () => {
    const started = await registered({ status: 'accepted' })
    await aDeclaration(database.db, started.registration)
    expect(await toProvider(started.actor, started.registration)).toMatchObject({
      refusal: { code: 'not-possible', facts: { because: 'started' } },
    })
    const rejected = await registered({ status: 'rejected' })
    expect(await toCourse(rejected.actor, rejected.registration)).toMatchObject({
      refusal: { code: 'not-possible', facts: { because: 'rejected' } },
    })
  })

  test('the provider accepts while the user confirms: one comes first, and the other is told', async () => {
    for (let trial = 0; trial < 10; trial += 1) {
      const { registration, actor } = await registered()
      const accepting = execute(acting(database.db, asProvider(ash.id)), acceptRegistration, {
        ...{ registrationId: idOf(registration), fundedPlace: true, scheduleIdentifier: null },
      })
      const [accepted, changed] = await Promise.all([accepting, toProvider(actor, registration)])
      expect([accepted.ok, changed.ok].filter(Boolean)).toHaveLength(1)
      const after = await now(registration)
      expect(after).toMatchObject(
        accepted.ok ? { status: 'accepted', providerId: ash.id } : { status: 'pending', providerId: beech.id },
      )
      if (accepted.ok) {
        expect(changed).toMatchObject({ refusal: { code: 'changed-since', facts: { status: 'accepted' } } })
      }
    }
  })

  test('twenty clicks and two tabs change it once', async () => {
    const { registration, actor } = await registered()
    const clicks = await Promise.all(Array.from({ length: 20 }, () => toProvider(actor, registration)))
    expect(clicks.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await changesOf(registration)).toHaveLength(2)
  })
})
