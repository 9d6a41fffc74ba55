import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Temporal } from '#src/kit/dates.ts'
import { currentPersonId, mergePeople } from '#src/modules/directory/public.ts'
import { newId } from '#src/platform/ids.ts'
import type { TestApp } from '#test/app.ts'
import { aCallingProvider, type CallingProvider } from '#test/calling-provider.ts'
import { composedApp } from '#test/composed-app.ts'
import { aDeclaration, aRegistration, aTeacher } from '../../factories.ts'
import type { Registration } from '../../registrations/registration.ts'
import { lockRegistration, saveRegistration } from '../../registrations/registrations-store.ts'
import { ApplicationAnswer } from '../application-schema.ts'
import { ParticipantAnswer, ParticipantsAnswer } from './participant-schema.ts'

let app: TestApp
let last = 0
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const PATH = '/api/v3/participants/npq'
const aCaller = () => aCallingProvider(app, `Participant Provider ${++last}`)
const accepted = ({ provider }: CallingProvider, facts: Parameters<typeof aRegistration>[1] = {}) =>
  aRegistration(app.db, { provider, status: 'accepted', fundedPlace: true, ...facts })
const list = async (caller: CallingProvider, query = '') =>
  ParticipantsAnswer.parse((await caller.get(`${PATH}${query}`)).body).data
const one = async (caller: CallingProvider, id: string) =>
  ParticipantAnswer.parse((await caller.get(`${PATH}/${id}`)).body).data.attributes
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

const touch = (registration: Registration, now: Temporal.Instant) =>
  app.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, registration.id)
    if (locked) await saveRegistration(tx, locked, now)
  })

test('somebody on two courses is one participant, and each enrolment says what its application says', async () => {
  const caller = await aCaller()
  const teacher = await aTeacher(app.db, { name: 'Carys Rees' })
  const headship = await accepted(caller, { teacher })
  const teaching = await accepted(caller, { teacher, course: 'npq-leading-teaching', fundedPlace: false })
  await aRegistration(app.db, { provider: caller.provider })
  const [participant, ...others] = await list(caller)
  expect(others).toEqual([])
  expect(participant).toMatchObject({ id: teacher.personId, type: 'npq-participant' })
  const enrolments = participant?.attributes.npq_enrolments ?? []
  expect(enrolments.map(({ npq_application_id }) => npq_application_id).sort()).toEqual(
    [headship.id, teaching.id].sort(),
  )
  for (const enrolment of enrolments) {
    const answer = await caller.get(`/api/v3/npq-applications/${enrolment.npq_application_id}`)
    const { attributes } = ApplicationAnswer.parse(answer.body).data
    const shared = [
      ...(['email', 'course_identifier', 'schedule_identifier', 'cohort', 'cohort_suffix', 'school_urn'] as const),
      ...(['eligible_for_funding', 'targeted_delivery_funding_eligibility', 'funded_place'] as const),
    ]
    for (const name of shared) expect(enrolment[name], name).toEqual(attributes[name])
  }
  expect(new Set(enrolments.map(({ eligible_for_funding }) => eligible_for_funding))).toEqual(new Set([true, false]))
  expect(await one(caller, teacher.personId)).toEqual(participant?.attributes)
})

test('pages, sorting and filters', async () => {
  const caller = await aCaller()
  const now = app.clock.now()
  const rows: Registration[] = []
  for (const hours of [0, 1, 2, 3]) rows.push(await accepted(caller, { now: now.add({ hours }) }))
  const people = rows.map(({ personId }) => personId)
  expect(idsOf(await list(caller))).toEqual(people)
  expect(idsOf(await list(caller, '?sort=-created_at'))).toEqual([...people].reverse())
  expect(idsOf(await list(caller, '?page[per_page]=3&page[page]=2'))).toEqual(people.slice(3))
  const [first] = rows
  if (!first) throw new Error('There is none')
  await touch(first, now.add({ hours: 10 }))
  const since = now.add({ hours: 9 }).toString()
  expect(idsOf(await list(caller, `?filter[updated_since]=${since}`))).toEqual([first.personId])
  expect(idsOf(await list(caller, '?sort=-updated_at&page[per_page]=1'))).toEqual([first.personId])
  expect(await list(caller, '?filter[training_status]=deferred')).toEqual([])
  expect(await caller.get(`${PATH}?filter[training_status]=asleep`)).toMatchObject({
    status: 400,
    code: 'bad-parameter',
  })
  expect(await caller.get(`${PATH}?filter[updated_since]=soon`)).toMatchObject({ status: 400, code: 'bad-parameter' })
  expect(await caller.get(`${PATH}?filter[cohort]=2026`)).toMatchObject({ status: 400, code: 'unknown-parameter' })
})

test('somebody with several courses has one place: by the first when it was created, by the last when it changed', async () => {
  const caller = await aCaller()
  const now = app.clock.now()
  const [ada, bea, cai] = [await aTeacher(app.db), await aTeacher(app.db), await aTeacher(app.db)]
  const courses = ['npq-headship', 'npq-leading-teaching', 'npq-senior-leadership'] as const
  const rows: Registration[] = []
  for (const [at, teacher] of [ada, bea, cai, bea, ada, bea].entries()) {
    const course = courses[[ada, bea, cai, bea, ada, bea].slice(0, at).filter((one) => one === teacher).length]
    rows.push(await accepted(caller, { teacher, ...(course && { course }), now: now.add({ hours: at }) }))
  }
  const changed = [rows[4], rows[2], rows[1], rows[3]]
  for (const [at, row] of changed.entries()) if (row) await touch(row, now.add({ hours: 20 + at }))
  const [one, two, three] = [ada, bea, cai].map(({ personId }) => personId)
  expect(idsOf(await list(caller))).toEqual([one, two, three])
  expect(idsOf(await list(caller, '?sort=-created_at'))).toEqual([three, two, one])
  expect(idsOf(await list(caller, '?sort=updated_at'))).toEqual([one, three, two])
  expect(idsOf(await list(caller, '?sort=-updated_at,created_at'))).toEqual([two, three, one])
  expect(idsOf(await list(caller, '?sort=-updated_at&page[per_page]=1&page[page]=2'))).toEqual([three])
  const since = now.add({ hours: 21 }).toString()
  expect(idsOf(await list(caller, `?filter[updated_since]=${since}`))).toEqual([two, three])
  expect(idsOf(await list(caller, '?filter[training_status]=active'))).toEqual([one, two, three])
})

test('an id that became another answers 410 with the change, and the new one lists it', async () => {
  const [caller, stranger] = [await aCaller(), await aCaller()]
  const [keep, gone] = [await aTeacher(app.db), await aTeacher(app.db)]
  const registration = await accepted(caller, { teacher: gone })
  await app.db.transaction().execute(async (tx) => {
    await mergePeople(tx, { keep: keep.personId, gone: gone.personId, now: app.clock.now() })
    const locked = await lockRegistration(tx, registration.id)
    if (locked) await saveRegistration(tx, { ...locked, personId: keep.personId }, app.clock.now())
  })
  expect(await currentPersonId(app.db, gone.personId)).toBe(keep.personId)
  const change = { from_participant_id: gone.personId, to_participant_id: keep.personId }
  expect(await caller.get(`${PATH}/${gone.personId}`)).toMatchObject({
    ...{ status: 410, code: 'participant-id-changed', ...change, changed_at: expect.stringMatching(/^2026-/) },
  })
  expect((await stranger.get(`${PATH}/${gone.personId}`)).status).toBe(404)
  expect((await one(caller, keep.personId)).participant_id_changes).toMatchObject([change])
  expect(idsOf(await list(caller, `?filter[from_participant_id]=${gone.personId}`))).toEqual([keep.personId])
  expect(await list(caller, `?filter[from_participant_id]=${keep.personId}`)).toEqual([])
})

test('of another provider, not accepted, of nobody and with an id of nothing, nobody is there', async () => {
  const [mine, theirs] = [await aCaller(), await aCaller()]
  const ids = [
    (await accepted(theirs)).personId,
    (await aRegistration(app.db, { provider: mine.provider })).personId,
    ...[newId<string>(), 'nonsense'],
  ]
  for (const id of ids) {
    const body = { type: 'participant-resume', attributes: { course_identifier: 'npq-headship' } }
    expect((await mine.get(`${PATH}/${id}`)).status).toBe(404)
    expect((await mine.change(['PUT', `${PATH}/${id}/resume`], body)).status).toBe(404)
  }
  expect(await list(mine)).toEqual([])
})

test('deferring, resuming, withdrawing and moving to another schedule', async () => {
  const caller = await aCaller()
  const registration = await accepted(caller)
  const put = (action: string, attributes: Readonly<Record<string, unknown>>) =>
    caller.change(['PUT', `${PATH}/${registration.personId}/${action}`], {
      type: `participant-${action}`,
      attributes: { course_identifier: 'npq-headship', ...attributes },
    })
  expect(await put('defer', { reason: 'other' })).toMatchObject({ status: 422, code: 'no-declarations' })
  expect(await put('change-schedule', { schedule_identifier: 'npq-leadership-autumn', cohort: 2026 })).toMatchObject({
    ...{
      status: 200,
      body: { data: { attributes: { npq_enrolments: [{ schedule_identifier: 'npq-leadership-autumn' }] } } },
    },
  })
  await aDeclaration(app.db, registration)
  await put('defer', { reason: 'career-break' })
  expect(await one(caller, registration.personId)).toMatchObject({
    npq_enrolments: [{ training_status: 'deferred', deferral: { reason: 'career-break' }, withdrawal: null }],
  })
  expect(idsOf(await list(caller, '?filter[training_status]=deferred'))).toEqual([registration.personId])
  expect((await put('resume', {})).status).toBe(200)
  const withdrawn = await put('withdraw', { reason: 'quality-of-programme-structure-not-suitable.' })
  expect(ParticipantAnswer.parse(withdrawn.body).data.attributes.npq_enrolments).toMatchObject([
    {
      training_status: 'withdrawn',
      withdrawal: { reason: 'quality-of-programme-structure-not-suitable.' },
      deferral: null,
    },
  ])
  expect(await put('withdraw', { reason: 'other' })).toMatchObject({ status: 422, code: 'already-withdrawn' })
})

test('what is missing or unknown in a body is told by its name', async () => {
  const caller = await aCaller()
  const { personId } = await accepted(caller)
  const put = (action: string, attributes: Readonly<Record<string, unknown>>) =>
    caller.change(['PUT', `${PATH}/${personId}/${action}`], { type: `participant-${action}`, attributes })
  const course = { course_identifier: 'npq-headship' }
  expect(await put('defer', { ...course, reason: 'bored' })).toMatchObject({ status: 422, title: 'reason' })
  expect(await put('defer', { reason: 'other' })).toMatchObject({ status: 422, title: 'course_identifier' })
  expect(await put('resume', { course_identifier: 'npq-senco' })).toMatchObject({ status: 422, code: 'not-on-course' })
  expect(await put('resume', { course_identifier: 'toast' })).toMatchObject({ status: 422, code: 'not-on-course' })
  expect(await put('change-schedule', course)).toMatchObject({ status: 422, title: 'schedule_identifier' })
  expect(await put('change-schedule', { ...course, schedule_identifier: 'x', cohort: 'soon' })).toMatchObject({
    ...{ status: 422, title: 'cohort' },
  })
})
