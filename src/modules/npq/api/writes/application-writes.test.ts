import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import type { TestApp } from '#test/app.ts'
import { aCallingProvider, type CallingProvider } from '#test/calling-provider.ts'
import { composedApp } from '#test/composed-app.ts'
import { aDeclaration, aRegistration, aTeacher } from '../../factories.ts'
import {
  assignProvider,
  lockRegistration,
  saveRegistration,
  unassignProvider,
} from '../../registrations/registrations-store.ts'
import { ApplicationAnswer } from '../application-schema.ts'

let app: TestApp
let mine: CallingProvider
let theirs: CallingProvider
beforeAll(async () => {
  app = await composedApp()
  mine = await aCallingProvider(app, 'Riverbank Teaching')
  theirs = await aCallingProvider(app, 'Hillside Leadership')
})
afterAll(() => app.close())

const PATH = '/api/v3/npq-applications'
const pending = (facts: Parameters<typeof aRegistration>[1] = {}) =>
  aRegistration(app.db, { provider: mine.provider, ...facts })

const accept = (id: string, attributes: unknown = { funded_place: true }, options: { key?: string } = {}) =>
  mine.change(['POST', `${PATH}/${id}/accept`], { type: 'npq-application-accept', attributes }, options)
const reject = (id: string) =>
  mine.change(['POST', `${PATH}/${id}/reject`], { type: 'npq-application-reject', attributes: {} })
const setPlace = (id: string, funded_place: unknown) =>
  mine.change(['PUT', `${PATH}/${id}/change-funded-place`], {
    type: 'npq-application-change-funded-place',
    attributes: { funded_place },
  })

test('an accepted application is answered as it is now', async () => {
  const { id } = await pending()
  const { status, body } = await accept(id)
  expect(status).toBe(200)
  expect(ApplicationAnswer.parse(body).data).toMatchObject({
    ...{ id, type: 'npq_application' },
    attributes: { status: 'accepted', funded_place: true, schedule_identifier: 'npq-leadership-autumn' },
  })
  expect(await accept(id)).toMatchObject({ status: 422, code: 'already-accepted', title: 'application' })
})

test('a call that is repeated with its key is answered as before, and does nothing more', async () => {
  const { id } = await pending()
  const answers = [await accept(id, undefined, { key: 'one' }), await accept(id, undefined, { key: 'one' })]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers[1]?.body).toEqual(answers[0]?.body)
  expect(await accept(id, { funded_place: false }, { key: 'one' })).toMatchObject({
    ...{ status: 409, code: 'idempotency-key-reused' },
  })
  expect(await accept(id, undefined, { key: 'two' })).toMatchObject({ status: 422, code: 'already-accepted' })
  const changes = await app.db.selectFrom('npq.changes').select('id').where('registration_id', '=', id).execute()
  expect(changes).toHaveLength(1)
})

test('of twenty calls at once one accepts, and the others are told so', async () => {
  const { id } = await pending()
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(id)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'already-accepted')).toHaveLength(19)
})

test('the rules of a funded place and of the schedule are told with the attribute', async () => {
  const { id } = await pending()
  const cases = [
    [{}, 422, 'funded-place-missing', 'funded_place'],
    [{ funded_place: null }, 422, 'funded-place-missing', 'funded_place'],
    [{ funded_place: 'yes' }, 422, 'bad-attribute', 'funded_place'],
    [{ funded_place: true, schedule_identifier: 7 }, 422, 'bad-attribute', 'schedule_identifier'],
    [{ funded_place: true, schedule_identifier: 'npq-none' }, 422, 'schedule-not-found', 'schedule_identifier'],
    [
      { funded_place: true, schedule_identifier: 'npq-ehco-june' },
      422,
      'schedule-not-for-course',
      'schedule_identifier',
    ],
  ] as const
  for (const [attributes, status, code, title] of cases) {
    expect(await accept(id, attributes)).toMatchObject({ status, code, title })
  }
})

describe('bodies of every wrong shape', () => {
  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a list', []],
    ['no data', {}],
    ['data that is a text', { data: 'funded_place' }],
    ['no attributes', { data: { type: 'npq-application-accept' } }],
    ['attributes that are a list', { data: { type: 'npq-application-accept', attributes: [] } }],
    ['the type of another call', { data: { type: 'npq-application-reject', attributes: { funded_place: true } } }],
  ])('%s', async (_name, payload) => {
    const { id } = await pending()
    const { status, body } = await mine.send(['POST', `${PATH}/${id}/accept`], payload)
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ title: expect.any(String), detail: expect.any(String) })
    expect(['bad-body', 'not-json']).toContain(body.errors[0].code)
  })

  test('a form is told to be JSON', async () => {
    const { id } = await pending()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await mine.send(['POST', `${PATH}/${id}/accept`], 'funded_place=true', { headers })
    expect(answer).toMatchObject({ status: 400, code: 'wrong-media-type' })
  })
})

test('without a token, for another provider, and with an id of nothing, it is not there', async () => {
  const { id } = await aRegistration(app.db, { provider: theirs.provider })
  for (const one of [id, newId<string>(), 'nonsense']) {
    const answers = [await accept(one), await reject(one), await setPlace(one, true)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  }
  const stranger = await mine.send(['POST', `${PATH}/${id}/accept`], {}, { headers: { authorization: 'Bearer no' } })
  expect(stranger.status).toBe(401)
})

test('whoever had it before is told that it moved on, and changes nothing', async () => {
  const { id } = await pending()
  await app.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, id)
    if (!locked) throw new Error('It is gone')
    await unassignProvider(tx, { registrationId: id, because: 'changed-by-participant', now: app.clock.now() })
    await assignProvider(tx, { registrationId: id, providerId: theirs.provider.id, now: app.clock.now() })
    await saveRegistration(tx, locked, app.clock.now())
  })
  expect(await accept(id)).toMatchObject({ status: 403, code: 'with-another-provider' })
  expect((await mine.get(`${PATH}/${id}`)).body.data.attributes.status).toBe('pending')
})

test('rejecting says why in the words of the contract; after a declaration it is refused', async () => {
  const { id } = await pending()
  expect((await mine.send(['POST', `${PATH}/${id}/reject`])).body.data.attributes).toMatchObject({
    ...{ status: 'rejected', reason_for_rejection: 'rejected_by_provider' },
  })
  expect(await reject(id)).toMatchObject({ status: 422, code: 'already-rejected' })
  const declared = await pending({ status: 'accepted' })
  await aDeclaration(app.db, declared)
  expect(await reject(declared.id)).toMatchObject({ status: 422, code: 'has-declarations' })
})

test('a funded place changes; the same again is answered as it is', async () => {
  const { id } = await pending({ status: 'accepted', fundedPlace: true })
  const answers = [
    await setPlace(id, false),
    await setPlace(id, false),
    await setPlace(id, null),
    await setPlace(id, 'no'),
  ]
  expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual([
    ...['200 done', '200 done', '422 bad-attribute', '422 bad-attribute'],
  ])
  expect(answers[1]?.body.data.attributes.funded_place).toBe(false)
})

test('a likely duplicate is refused, and staff have it before them once', async () => {
  const [teacher, other] = [await aTeacher(app.db), await aTeacher(app.db)]
  await app.db
    .insertInto('access.merge_requests')
    .values({
      ...{ id: newId(), account_id: teacher.accountId, other_account_id: other.accountId, status: 'with-staff' },
      asked_at: app.clock.now(),
    })
    .execute()
  await aRegistration(app.db, { teacher: other, provider: theirs.provider, status: 'accepted' })
  const { id } = await pending({ teacher })
  const answers = [await accept(id), await accept(id)]
  expect(answers.map(({ code }) => code)).toEqual(['likely-duplicate', 'likely-duplicate'])
  const tasks = await app.db.selectFrom('npq.tasks').select('kind').where('registration_id', '=', id).execute()
  expect(tasks).toEqual([{ kind: 'likely-duplicate' }])
})
