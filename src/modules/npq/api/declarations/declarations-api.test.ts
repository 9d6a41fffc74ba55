import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergePeople } from '#src/modules/directory/public.ts'
import { newId } from '#src/platform/ids.ts'
import type { TestApp } from '#test/app.ts'
import { aCallingProvider, type CallingProvider } from '#test/calling-provider.ts'
import { composedApp } from '#test/composed-app.ts'
import { aDeclaration, aRegistration, aTeacher } from '../../factories.ts'
import { lockRegistration, saveRegistration } from '../../registrations/registrations-store.ts'
import { DeclarationAnswer, DeclarationsAnswer, OutcomeAnswer, OutcomesAnswer } from './declaration-schema.ts'

let app: TestApp
let last = 0
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const PATH = '/api/v3/participant-declarations'
const aCaller = () => aCallingProvider(app, `Declaring Provider ${++last}`)

/** Accepted by the caller, on the schedule that began in October. */
async function onCourse(caller: CallingProvider, facts: Parameters<typeof aRegistration>[1] = {}) {
  const registration = await aRegistration(app.db, { provider: caller.provider, ...facts })
  const attributes = { funded_place: true, schedule_identifier: 'npq-leadership-autumn' }
  const accept = { type: 'npq-application-accept', attributes }
  await caller.change(['POST', `/api/v3/npq-applications/${registration.id}/accept`], accept)
  return registration
}

const declare = (caller: CallingProvider, participant_id: string, more: Readonly<Record<string, unknown>> = {}) =>
  caller.change(['POST', PATH], {
    type: 'participant-declaration',
    attributes: {
      ...{ participant_id, declaration_type: 'started', declaration_date: '2026-11-02T09:00:00Z' },
      ...{ course_identifier: 'npq-headship', ...more },
    },
  })

const tell = (caller: CallingProvider, id: string, more: Readonly<Record<string, unknown>> = {}) =>
  caller.change(['POST', `/api/v3/participants/npq/${id}/outcomes`], {
    type: 'npq-outcome-confirmation',
    attributes: { course_identifier: 'npq-headship', state: 'passed', completion_date: '2026-11-20', ...more },
  })

test('a declaration is made once, read, listed, and taken back', async () => {
  const caller = await aCaller()
  const { id: applicationId, personId } = await onCourse(caller)
  const made = await declare(caller, personId)
  const { data } = DeclarationAnswer.parse(made.body)
  expect(data.attributes).toMatchObject({
    ...{ participant_id: personId, application_id: applicationId, declaration_type: 'started', state: 'submitted' },
    ...{ declaration_date: '2026-11-02T00:00:00.000Z', has_passed: null, lead_provider_name: caller.provider.name },
  })
  expect((await declare(caller, personId)).body).toEqual(made.body)
  expect((await caller.get(`${PATH}/${data.id}`)).body).toEqual(made.body)
  expect(DeclarationsAnswer.parse((await caller.get(PATH)).body).data).toEqual([data])
  const voided = await caller.send(['PUT', `${PATH}/${data.id}/void`])
  expect(DeclarationAnswer.parse(voided.body).data.attributes.state).toBe('voided')
  expect(await caller.send(['PUT', `${PATH}/${data.id}/void`])).toMatchObject({ status: 422, code: 'already-voided' })
  const until = DeclarationsAnswer.parse((await caller.get(PATH)).body).meta.updated_until
  const later = DeclarationsAnswer.parse((await caller.get(`${PATH}?filter[updated_since]=${until}`)).body)
  // Times are told to the millisecond and kept finer, so the newest comes once more and is never missed.
  expect(later.data.map(({ id }) => id)).toEqual([data.id])
  expect((await caller.get(`${PATH}?filter[cohort]=2025`)).body.data).toEqual([])
  expect((await caller.get(`${PATH}?filter[participant_id]=${newId()}`)).body.data).toEqual([])
})

test('each refusal names its attribute', async () => {
  const caller = await aCaller()
  const { personId } = await onCourse(caller)
  const cases = [
    [{ participant_id: newId() }, 'participant-not-found', 'participant_id'],
    [{ participant_id: 'me' }, 'bad-attribute', 'participant_id'],
    [{ course_identifier: 'npq-senco' }, 'not-on-course', 'course_identifier'],
    [{ application_id: newId() }, 'not-on-course', 'course_identifier'],
    [{ declaration_type: 'began' }, 'bad-attribute', 'declaration_type'],
    [{ declaration_type: 'completed' }, 'has-passed-missing', 'has_passed'],
    [{ declaration_date: '2026-12-01T09:00:00Z' }, 'in-future', 'declaration_date'],
    [{ declaration_date: '2026-09-01T09:00:00Z' }, 'before-schedule', 'declaration_date'],
    [{ declaration_date: '2 November' }, 'bad-attribute', 'declaration_date'],
    [{ declaration_date: 20261102 }, 'bad-attribute', 'declaration_date'],
  ] as const
  for (const [more, code, title] of cases) {
    expect(await declare(caller, personId, more)).toMatchObject({ status: 422, code, title })
  }
  await declare(caller, personId)
  const again = await declare(caller, personId, { declaration_date: '2026-11-03T09:00:00Z' })
  expect(again).toMatchObject({ status: 422, code: 'declared-otherwise', title: 'declaration_type' })
})

test('who has another id now is told in the declaration', async () => {
  const caller = await aCaller()
  const [keep, gone] = [await aTeacher(app.db), await aTeacher(app.db)]
  const registration = await onCourse(caller, { teacher: gone })
  await app.db.transaction().execute(async (tx) => {
    await mergePeople(tx, { keep: keep.personId, gone: gone.personId, now: app.clock.now() })
    const locked = await lockRegistration(tx, registration.id)
    if (locked) await saveRegistration(tx, { ...locked, personId: keep.personId }, app.clock.now())
  })
  expect(await declare(caller, gone.personId)).toMatchObject({
    ...{ status: 422, code: 'participant-id-changed', to_participant_id: keep.personId },
  })
  expect((await declare(caller, keep.personId)).status).toBe(200)
})

test('of another provider nothing is there; what another declared of a participant is read and not voided', async () => {
  const [mine, theirs] = [await aCaller(), await aCaller()]
  const { personId } = await onCourse(theirs)
  const { id } = DeclarationAnswer.parse((await declare(theirs, personId)).body).data
  expect((await mine.get(`${PATH}/${id}`)).status).toBe(404)
  expect((await mine.send(['PUT', `${PATH}/${id}/void`])).status).toBe(404)
  expect((await mine.get(`${PATH}/nonsense`)).status).toBe(404)
  const own = await onCourse(mine)
  await app.db
    .insertInto('npq.registration_providers')
    .values({
      ...{ registration_id: own.id, provider_id: theirs.provider.id, unassigned_because: 'changed-by-staff' },
      ...{ assigned_at: app.clock.now(), unassigned_at: app.clock.now() },
    })
    .execute()
  await aDeclaration(app.db, { ...own, providerId: theirs.provider.id })
  const [row] = DeclarationsAnswer.parse((await mine.get(PATH)).body).data
  expect(row?.attributes.lead_provider_name).toBe(theirs.provider.name)
  expect(await mine.send(['PUT', `${PATH}/${row?.id}/void`])).toMatchObject({ status: 403, code: 'declared-by-other' })
})

test('completing brings the outcome, which is told anew when it changes', async () => {
  const caller = await aCaller()
  const { personId } = await onCourse(caller)
  expect(await tell(caller, personId)).toMatchObject({ status: 422, code: 'no-completed-declaration' })
  const completed = { declaration_type: 'completed', declaration_date: '2026-11-20T09:00:00Z', has_passed: false }
  const declared = DeclarationAnswer.parse((await declare(caller, personId, completed)).body)
  expect(declared.data.attributes.has_passed).toBe(false)
  const first = await tell(caller, personId)
  expect(OutcomeAnswer.parse(first.body).data.attributes).toMatchObject({
    ...{ participant_id: personId, state: 'passed', completion_date: '2026-11-20' },
  })
  const again = await tell(caller, personId, { completion_date: '2026-11-20T00:00:00+00:00' })
  expect(again.body).toEqual(first.body)
  const all = OutcomesAnswer.parse((await caller.get('/api/v3/participants/npq/outcomes')).body).data
  expect(all.map(({ attributes }) => attributes.state)).toEqual(['failed', 'passed'])
  const own = OutcomesAnswer.parse((await caller.get(`/api/v3/participants/npq/${personId}/outcomes`)).body).data
  expect(own).toEqual(all)
  const since = all[1]?.attributes.created_at
  const newer = (await caller.get(`/api/v3/participants/npq/outcomes?filter[created_since]=${since}`)).body.data
  expect(OutcomesAnswer.shape.data.parse(newer).at(-1)).toEqual(all[1])
  const wrong = [
    await tell(caller, personId, { completion_date: '2026-12-01' }),
    await tell(caller, personId, { completion_date: '20/11/2026' }),
    await tell(caller, personId, { state: 'perhaps' }),
  ]
  expect(wrong.map(({ status, code, title }) => `${status} ${code} ${title}`)).toEqual([
    '422 in-future completion_date',
    '422 bad-attribute completion_date',
    '422 bad-attribute state',
  ])
})
