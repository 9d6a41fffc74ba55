import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/kit/actor.ts'
import { Actor as Person } from '#src/kit/actor.ts'
import { aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acting, asOwner, asProvider, asStaff } from '../acceptance/factories.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import { aDeclaration, anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { changeCourse } from './change-course.ts'
import { changeProvider } from './change-provider.ts'
import { ChangeRequestId } from './change-request.ts'
import { newestRequestOf } from './change-requests-queries.ts'
import { refuseRelease } from './refuse-release.ts'
import { releaseRegistration } from './release-registration.ts'
import { takeBackRequest } from './take-back-request.ts'

const COURSES: readonly CourseIdentifier[] = ['npq-headship', 'npq-leading-teaching', 'npq-senco']
let database: TestDatabase
let ash: { id: string; name: string }
let beech: { id: string; name: string }
let colleague: { accountId: string; address: string }
beforeAll(async () => {
  database = await testDatabase()
  ash = await anNpqProvider(database.db, 'Ash Teaching', { courses: COURSES })
  beech = await anNpqProvider(database.db, 'Beech Teaching', { courses: COURSES })
  colleague = await aPersonAt(database.db, ash, { role: 'administrator' })
})
afterAll(() => database.close())

const atProvider = (providerId: string, role: 'claims' | 'administrator' | 'viewer' = 'administrator') =>
  new Person({
    identity: { kind: 'account', id: colleague.accountId },
    name: 'Somebody at a provider',
    door: 'web',
    memberships: [{ organisationId: providerId, role }],
  })

const now = async ({ id }: Registration) => {
  const found = await registrationById(database.db, id)
  if (!found) throw new Error('It is gone')
  return found
}

/** Accepted with a funded place, and asking for Beech Teaching, or for another course with Ash Teaching. */
async function asking(what: 'provider' | 'course' = 'provider') {
  const teacher = await aTeacher(database.db)
  const registration = await aRegistration(database.db, {
    ...{ teacher, provider: ash, status: 'accepted', fundedPlace: true },
  })
  const actor = asOwner(teacher)
  const about = { registrationId: RegistrationId.parse(registration.id), seen: registration.revision }
  const asked =
    what === 'provider'
      ? await execute(acting(database.db, actor), changeProvider, { ...about, providerId: beech.id })
      : await execute(acting(database.db, actor), changeCourse, {
          ...{ ...about, course: 'npq-leading-teaching', answers: {}, providerId: ash.id, fundingChoice: 'self' },
          fundingSeen: 'ineligible_establishment_not_a_pp50',
        })
  expect(asked).toMatchObject({ ok: true, value: { asked: true } })
  const request = await newestRequestOf(database.db, registration.id)
  return { teacher, registration, actor, requestId: ChangeRequestId.parse(request?.id) }
}

type Given = { readonly requestId: ReturnType<typeof ChangeRequestId.parse> }

const release = ({ requestId }: Given, actor: Actor = atProvider(ash.id)) =>
  execute(acting(database.db, actor), releaseRegistration, { requestId })
const say = ({ requestId }: Given, because = 'You have begun', actor: Actor = atProvider(ash.id)) =>
  execute(acting(database.db, actor), refuseRelease, { requestId, because })
const takeBack = ({ requestId }: Given, actor: Actor) =>
  execute(acting(database.db, actor), takeBackRequest, { requestId })

describe('asking', () => {
  test('changes nothing yet, and tells both', async () => {
    const { registration, teacher, requestId, actor } = await asking()
    expect(await now(registration)).toEqual(registration)
    const { text } = await newestEmailTo(database.db, colleague.address)
    expect(text).toContain('asks you to let them go')
    expect(text).toContain(`/organisations/${ash.id}/npq-release-requests/${requestId}`)
    expect((await newestEmailTo(database.db, teacher.address)).text).toContain('You asked for Beech Teaching instead')
    const again = await execute(acting(database.db, actor), changeProvider, {
      ...{ registrationId: RegistrationId.parse(registration.id), seen: registration.revision, providerId: beech.id },
    })
    expect(again).toMatchObject({ refusal: { code: 'already-asked' } })
  })

  test('in two tabs at once asks once', async () => {
    const teacher = await aTeacher(database.db)
    const registration = await aRegistration(database.db, { teacher, provider: ash, status: 'accepted' })
    const about = { registrationId: RegistrationId.parse(registration.id), seen: registration.revision }
    const both = await Promise.all(
      Array.from({ length: 8 }, () =>
        execute(acting(database.db, asOwner(teacher)), changeProvider, { ...about, providerId: beech.id }),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('letting go', () => {
  test('to another provider: pending again with it, the place ended, the one before sees what it saw', async () => {
    const given = await asking()
    expect(await release(given)).toMatchObject({ ok: true })
    expect(await now(given.registration)).toMatchObject({
      ...{ id: given.registration.id, providerId: beech.id, status: 'pending', trainingStatus: null },
      ...{ fundedPlace: null, acceptedAt: null, scheduleIdentifier: null },
    })
    const training = await database.db
      .selectFrom('npq.training_changes')
      .select('kind')
      .where('registration_id', '=', given.registration.id)
      .execute()
    expect(training).toEqual([{ kind: 'reverted' }])
    const { text } = await newestEmailTo(database.db, given.teacher.address)
    expect(text).toContain('Ash Teaching has let you go. A place that you had with it has ended.')
    expect((await newestEmailTo(database.db, colleague.address)).text).toContain('Stop processing')
    const sight = await database.db
      .selectFrom('npq.provider_sights')
      .select(['frozen', 'is_accepted'])
      .where('registration_id', '=', given.registration.id)
      .where('provider_id', '=', ash.id)
      .executeTakeFirstOrThrow()
    expect(sight.frozen).toMatchObject({ status: 'accepted', funded_place: true })
  })

  test('for another course with the same provider: pending again, with the new decision and who pays', async () => {
    const given = await asking('course')
    expect(await release(given)).toMatchObject({ ok: true })
    expect(await now(given.registration)).toMatchObject({
      ...{ providerId: ash.id, status: 'pending', course: 'npq-leading-teaching', fundingChoice: 'self' },
    })
  })

  test('is answered once, by whoever comes first', async () => {
    for (let trial = 0; trial < 8; trial += 1) {
      const given = await asking()
      const answers = await Promise.all([release(given), say(given), takeBack(given, given.actor), release(given)])
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      const status = (await newestRequestOf(database.db, given.registration.id))?.status
      const late = answers.flatMap((answered) => (answered.ok ? [] : [answered.refusal]))
      expect(late.map(({ code, facts }) => [code, facts['status']])).toEqual(
        Array.from({ length: 3 }, () => ['already-answered', status]),
      )
      const { providerId } = await now(given.registration)
      expect(providerId === beech.id).toBe(status === 'released')
    }
  })

  test('is not possible once training has started, the other provider stopped, or another registration is live', async () => {
    const started = await asking()
    await aDeclaration(database.db, started.registration)
    expect(await release(started)).toMatchObject({ refusal: { code: 'not-possible', facts: { because: 'started' } } })
    const twice = await asking('course')
    await aRegistration(database.db, { teacher: twice.teacher, provider: beech, course: 'npq-leading-teaching' })
    expect(await release(twice)).toMatchObject({ refusal: { code: 'already-registered' } })
    const gone = await asking()
    const offer = database.db.updateTable('npq.course_offers').where('provider_id', '=', beech.id)
    await offer.set({ withdrawn_at: gone.registration.createdAt }).execute()
    expect(await release(gone)).toMatchObject({ refusal: { code: 'not-offered' } })
    await offer.set({ withdrawn_at: null }).execute()
    expect(await now(gone.registration)).toEqual(gone.registration)
  })

  test('refused: everything stays, and they are told why; they can ask again', async () => {
    const given = await asking()
    expect(await say(given, 'Your course begins on Monday')).toMatchObject({ ok: true })
    expect(await now(given.registration)).toEqual(given.registration)
    const { text } = await newestEmailTo(database.db, given.teacher.address)
    expect(text).toContain('‘Your course begins on Monday’')
    const again = await execute(acting(database.db, given.actor), changeProvider, {
      ...{ registrationId: RegistrationId.parse(given.registration.id), seen: 1, providerId: beech.id },
      seen: given.registration.revision,
    })
    expect(again).toMatchObject({ ok: true })
  })

  test('a reason that looks like a link or markup is not repeated in the message', async () => {
    const given = await asking()
    await say(given, 'See https://evil.example/now')
    expect((await newestEmailTo(database.db, given.teacher.address)).text).not.toContain('evil')
  })

  test('is for those of the provider who may, and staff with a reason', async () => {
    const given = await asking()
    const others = [atProvider(beech.id), atProvider(ash.id, 'viewer'), asProvider(ash.id), given.actor]
    for (const actor of others) {
      expect(await release(given, actor)).toMatchObject({ refusal: { code: 'not-allowed' } })
      expect(await say(given, 'No', actor)).toMatchObject({ refusal: { code: 'not-allowed' } })
    }
    expect(await takeBack(given, atProvider(ash.id))).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await release(given, asStaff(colleague.accountId))).toMatchObject({ ok: true })
  })
})
