import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, anApiToken, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor, loadApiActor } from '#src/modules/access/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { acceptRegistration } from '../acceptance/accept-registration.ts'
import { acting, asOwner, asProvider, asStaff } from '../acceptance/factories.ts'
import { endpoints } from '../api/endpoints.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { events } from '../npq-events.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { consoleRoutes } from '../routes/console-routes.ts'
import { statusRoutes } from '../routes/status-routes.ts'
import { EXPIRED_AT_A_TIME, expireRegistrations } from './expire-registrations.ts'
import { expireRegistrationsJob } from './expire-registrations-job.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({
    routes: [...statusRoutes, ...consoleRoutes],
    ...{ endpoints, eventDefinitions: events, loadActor, loadApiActor },
  })
})
afterAll(() => app.close())

/** Registration for autumn 2026 is open until 8 January 2027. */
const [EVE, DAY] = ['2027-04-08T03:20:00Z', '2027-04-09T03:20:00Z']
const theWorker = (at: string) => {
  const actor = Actor.system('expire-registrations')
  const now = Temporal.Instant.from(at)
  return { ...acting(app.db, actor, now), process: newProcess('expire-registrations') }
}
const runJob = (at = DAY) =>
  expireRegistrationsJob.run({ ...theWorker(at), signal: AbortSignal.timeout(60_000), log: silentLog }, {})
const statusOf = async ({ id }: Pick<Registration, 'id'>) => (await registrationById(app.db, id))?.status
const idOf = ({ id }: Pick<Registration, 'id'>) => RegistrationId.parse(id)

test('nobody accepts it in time: it expires, and its owner, its provider and everybody who looks are told the same', async () => {
  const teacher = await aTeacher(app.db, { name: 'Ottilie Marsh' })
  const provider = await anNpqProvider(app.db, 'Slow Provider')
  const registration = await aRegistration(app.db, { teacher, provider })
  await runJob(EVE)
  expect(await statusOf(registration)).toBe('pending')
  await runJob()
  await runJob()
  expect(await registrationById(app.db, registration.id)).toMatchObject({
    ...{ status: 'expired', endedAt: Temporal.Instant.from(DAY), revision: registration.revision + 1 },
    ...{ trainingStatus: null, reasonForRejection: null, decisionId: registration.decisionId },
  })
  const feed = await app.db
    .selectFrom('npq.changes')
    .select(['kind', 'before', 'after'])
    .where('registration_id', '=', registration.id)
    .execute()
  expect(feed).toMatchObject([
    {
      kind: 'rejected',
      before: { status: 'pending', status_code: 'pending', reason_for_rejection: null },
      after: { status: 'rejected', status_code: 'expired', reason_for_rejection: 'registration_expired' },
    },
  ])
  const email = await newestEmailTo(app.db, teacher.address)
  expect(email.subject).toBe('Your registration for Headship NPQ has expired')
  for (const words of ['90 days', 'register again for a later start', `/npq/registrations/${registration.id}`]) {
    expect(email.text).toContain(words)
  }
  app.clock.moveTo('2027-04-09T09:00:00Z')
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  const page = await browser.get(`/npq/registrations/${registration.id}`)
  expect(lintPage(page.html)).toEqual([])
  for (const words of [
    'This registration expired because Slow Provider did not accept you in time.',
    'Provider’s decision Expired Nobody accepted it before its time had passed.',
    'Registration for Headship NPQ expired: Slow Provider had not accepted it in time',
    'You cannot change the work details of this registration, the course or the provider because this registration has expired.',
  ]) {
    expect(page.text).toContain(words)
  }
  expect(page.html('main a[href*="/change-"], main a[href$="/withdrawal"]')).toHaveLength(0)
  expect(page.html('main a[href="/npq/register"]')).toHaveLength(1)
  expect((await browser.get('/npq/registrations?all=yes')).text).toContain('Past registrations')
  const { authorization } = await anApiToken(app.db, provider)
  const url = `/api/v3/npq-applications/${registration.id}`
  const { data } = (await app.app.inject({ url, headers: { authorization } })).json()
  expect(data.attributes).toMatchObject({
    ...{ status: 'rejected', status_code: 'expired', reason_for_rejection: 'registration_expired' },
    updated_at: expect.any(String),
  })
})

test('staff see why, put it back with a reason, and it has its time again', async () => {
  const registration = await aRegistration(app.db)
  await runJob()
  app.clock.moveTo('2027-04-12T09:00:00Z')
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
  const record = await app.get(`/staff/npq/registrations/${registration.id}`)
  expect(lintPage(record.html)).toEqual([])
  expect(record.text).toContain('Reason: Nobody had accepted it 90 days after registration for its cohort closed')
  await app.get(`/staff/npq/registrations/${registration.id}/revert`)
  expect(app.page().text).toContain('it expires 90 days from today')
  const done = await app.submit({ reason: 'Its provider has a place after all' }, { form: 'main form' })
  expect(done.text).toContain('is pending again. It had expired')
  expect(done.text).toContain('This registration expires on 11 July 2027 if')
  expect(await registrationById(app.db, registration.id)).toMatchObject({ status: 'pending', endedAt: null })
  await runJob('2027-07-10T03:20:00Z')
  expect(await statusOf(registration)).toBe('pending')
  await runJob('2027-07-11T03:20:00Z')
  expect(await statusOf(registration)).toBe('expired')
})

test('only what waits for its provider expires, however much of it there is, and only by the system', async () => {
  const provider = await anNpqProvider(app.db, 'Busy Provider')
  const work = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
  const many: Registration[] = []
  for (let at = 0; at < EXPIRED_AT_A_TIME + 3; at += 1) many.push(await aRegistration(app.db, { provider, work }))
  const hospital = { employmentType: 'hospital_school', employerName: 'Hill Hospital School' } as const
  const inReview = await aRegistration(app.db, {
    work: { worksInEngland: true, setting: 'another_setting', ...hospital },
  })
  const others = [
    await aRegistration(app.db, { status: 'accepted', fundedPlace: true }),
    await aRegistration(app.db, { status: 'rejected' }),
    await aRegistration(app.db, { status: 'withdrawn' }),
  ]
  const first = many[0]
  if (!first) throw new Error('There are none')
  const input = { registrationIds: [idOf(first)] }
  const people = [asStaff(provider.id), asProvider(provider.id), asOwner({ personId: first.personId, accountId: '' })]
  for (const actor of people) {
    const tried = await execute(acting(app.db, actor, Temporal.Instant.from(DAY)), expireRegistrations, input)
    expect(tried.ok).toBe(false)
  }
  await runJob()
  for (const one of many) expect(await statusOf(one)).toBe('expired')
  expect(await statusOf(inReview)).toBe('pending')
  for (const one of others) expect(await statusOf(one)).toBe(one.status)
  expect(await execute(theWorker(DAY), expireRegistrations, { registrationIds: others.map(idOf) })).toMatchObject({
    ...{ ok: false, refusal: { code: 'nothing-due' } },
  })
})

test('a provider that accepts in the same moment has it, or is told that it has expired', async () => {
  for (let round = 0; round < 5; round += 1) {
    const registration = await aRegistration(app.db)
    const now = Temporal.Instant.from(DAY)
    const [accepted, expired] = await Promise.all([
      execute(acting(app.db, asProvider(registration.providerId), now), acceptRegistration, {
        ...{ registrationId: idOf(registration), fundedPlace: true, scheduleIdentifier: 'npq-leadership-spring' },
      }),
      execute(theWorker(DAY), expireRegistrations, { registrationIds: [idOf(registration)] }),
    ])
    const code = accepted.ok ? 'accepted' : accepted.refusal.code
    expect([code, expired.ok]).toEqual(expired.ok ? ['has-expired', true] : ['accepted', false])
    expect(await statusOf(registration)).toBe(expired.ok ? 'expired' : 'accepted')
  }
})
