import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { anApiToken } from '#src/modules/access/factories.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import {
  assignProvider,
  lockRegistration,
  saveRegistration,
  unassignProvider,
} from '../registrations/registrations-store.ts'
import { ApplicationAnswer, ApplicationsAnswer } from './application-schema.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const LATER = Temporal.Instant.from('2026-11-24T10:00:00Z')
const PATH = '/api/v3/npq-applications'

async function aCaller(name: string, cohort = '2026b') {
  const provider = await anNpqProvider(app.db, name, { cohort })
  const { authorization } = await anApiToken(app.db, provider)
  const get = async (path: string) => {
    const response = await app.app.inject({ url: path, headers: { authorization } })
    return { status: response.statusCode, headers: response.headers, body: response.json(), text: response.body }
  }
  const list = async (query = '') => ApplicationsAnswer.parse((await get(`${PATH}${query}`)).body)
  return { provider, get, list }
}

async function move(id: string, to: string, now = LATER) {
  await app.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, id)
    if (!locked) throw new Error('It is gone')
    await unassignProvider(tx, { registrationId: id, because: 'changed-by-participant', now })
    await assignProvider(tx, { registrationId: id, providerId: to, now })
    await saveRegistration(tx, { ...locked, providerId: to, status: 'pending', trainingStatus: null }, now)
  })
}

const change = (id: string, fundedPlace: boolean, now: Temporal.Instant) =>
  app.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, id)
    if (locked) await saveRegistration(tx, { ...locked, fundedPlace }, now)
  })

describe('one application', () => {
  test('has every attribute of the public contract, and ours', async () => {
    const { provider, get } = await aCaller('Attribute Provider')
    const teacher = await aTeacher(app.db, { name: 'Carys Rees', trn: '1234567' })
    const { id } = await aRegistration(app.db, { provider, teacher })
    const { status, body, headers } = await get(`${PATH}/${id}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    const { data } = ApplicationAnswer.parse(body)
    expect(data).toMatchObject({ id, type: 'npq_application' })
    expect(Object.keys(data.attributes).sort()).toEqual([...PUBLIC, ...OURS].sort())
    expect(data.attributes).toMatchObject({
      ...{ full_name: 'Carys Rees', email: teacher.address, email_validated: true, participant_id: teacher.personId },
      // Given by the person, and not confirmed by the teaching record.
      ...{ teacher_reference_number: null, teacher_reference_number_validated: false },
      ...{ course_identifier: 'npq-headship', cohort: '2026', cohort_suffix: 'b', status: 'pending' },
      ...{ works_in_school: true, teacher_catchment: true, teacher_catchment_iso_country_code: 'GBR' },
      ...{ funded_place: null, reassigned_at: null, status_code: 'pending', created_at: '2026-11-23T10:00:00.000Z' },
    })
    expect(data.attributes.school_urn).toMatch(/^\d{5,6}$/)
    expect(data.attributes.employer_name).not.toBeNull()
  })

  test('tells a confirmed number, the words of a refusal of funding, and the answers of other settings', async () => {
    const { provider, get } = await aCaller('Settings Provider')
    const teacher = await aTeacher(app.db, { trn: '7654321' })
    await app.db
      .updateTable('directory.people')
      .set({ trn_confirmed_at: LATER })
      .where('id', '=', teacher.personId)
      .execute()
    const { id } = await aRegistration(app.db, {
      ...{ provider, teacher, course: 'npq-leading-teaching' },
      work: {
        ...{ worksInEngland: true, setting: 'another_setting', employmentType: 'local_authority_supply_teacher' },
        ...{ role: 'Supply teacher', employerName: 'Wetherby Council' },
      },
    })
    const { attributes } = ApplicationAnswer.parse((await get(`${PATH}/${id}`)).body).data
    expect(attributes).toMatchObject({
      ...{ teacher_reference_number: '7654321', teacher_reference_number_validated: true },
      ...{ employer_name: 'Wetherby Council', employment_role: 'Supply teacher', works_in_school: false },
      ...{ eligible_for_funding: false, ineligible_for_funding_reason: 'establishment-ineligible' },
      ...{ funding_status_code: 'ineligible_establishment_type', funding_choice: 'self', school_urn: null },
    })
  })

  test('of another provider, of nobody and with an id of nothing is not there', async () => {
    const [mine, theirs] = [await aCaller('Mine'), await aCaller('Theirs')]
    const { id } = await aRegistration(app.db, { provider: theirs.provider })
    const answers = await Promise.all(
      [id, '0190f3a4-0000-7000-8000-000000000009', 'nonsense', '%00'].map((one) => mine.get(`${PATH}/${one}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(answers.map(({ body }) => body.errors[0].code)).toEqual(Array(4).fill('not-found'))
    expect((await mine.list()).data).toEqual([])
  })

  test('that moved on stays as it was, whatever becomes of it', async () => {
    const [before, after] = [await aCaller('Before'), await aCaller('After')]
    const teacher = await aTeacher(app.db, { name: 'Old Name' })
    const { id } = await aRegistration(app.db, {
      provider: before.provider,
      teacher,
      status: 'accepted',
      fundedPlace: true,
    })
    const was = ApplicationAnswer.parse((await before.get(`${PATH}/${id}`)).body).data.attributes
    await move(id, after.provider.id)
    await change(id, false, LATER.add({ hours: 1 }))
    await app.db.updateTable('directory.people').set({ name: 'New Name' }).where('id', '=', teacher.personId).execute()
    await app.db
      .updateTable('access.addresses')
      .set({ removed_at: LATER })
      .where('account_id', '=', teacher.accountId)
      .execute()
    const lost = ApplicationAnswer.parse((await before.get(`${PATH}/${id}`)).body).data.attributes
    const { updated_at: _was, reassigned_at: _none, ...kept } = was
    expect(lost).toMatchObject({ ...kept, status: 'accepted', reassigned_at: '2026-11-24T10:00:00.000Z' })
    const now = ApplicationAnswer.parse((await after.get(`${PATH}/${id}`)).body).data.attributes
    expect(now).toMatchObject({ full_name: 'New Name', email: null, status: 'pending', funded_place: false })
    expect((await before.list()).data).toHaveLength(1)
  })
})

describe('the list', () => {
  test('is filtered by cohort with and without its letter, by participants and by time, and sorted both ways', async () => {
    const { provider, list } = await aCaller('List Provider')
    const teachers = [await aTeacher(app.db), await aTeacher(app.db), await aTeacher(app.db)] as const
    const at = (hours: number) => Temporal.Instant.from('2026-12-01T10:00:00Z').add({ hours })
    const first = await aRegistration(app.db, { provider, teacher: teachers[0], now: at(0) })
    const second = await aRegistration(app.db, { provider, teacher: teachers[1], cohort: '2026a', now: at(1) })
    const third = await aRegistration(app.db, { provider, teacher: teachers[2], now: at(2) })
    await change(first.id, false, at(30))
    const ids = async (query: string) => (await list(query)).data.map(({ id }) => id)
    expect(await ids('')).toEqual([first.id, second.id, third.id])
    expect(await ids('?sort=-created_at')).toEqual([third.id, second.id, first.id])
    expect(await ids('?sort=updated_at')).toEqual([second.id, third.id, first.id])
    expect(await ids('?sort=+updated_at')).toEqual([second.id, third.id, first.id])
    expect(await ids('?filter[cohort]=2026a')).toEqual([second.id])
    expect(await ids('?filter[cohort]=2026')).toHaveLength(3)
    expect(await ids('?filter[cohort]=2025,2026a')).toEqual([second.id])
    expect(await ids(`?filter[participant_id]=${teachers[0].personId},${teachers[1].personId}`)).toHaveLength(2)
    const { updated_at: moved } = (await list()).data.find(({ id }) => id === first.id)?.attributes ?? {}
    const since = Temporal.Instant.from(moved ?? '')
    expect(await ids(`?filter[updated_since]=${since}`)).toEqual([first.id])
    const inSummer = since.toZonedDateTimeISO('+02:00').toString({ timeZoneName: 'never' })
    expect(await ids(`?filter[updated_since]=${encodeURIComponent(inSummer)}`)).toEqual([first.id])
    expect(await ids(`?filter[updated_since]=${inSummer}`)).toEqual([first.id])
    expect(await ids('?page[per_page]=2')).toEqual([first.id, second.id])
    expect(await ids('?page[per_page]=2&page[page]=2')).toEqual([third.id])
    expect(await ids('?page[page]=900')).toEqual([])
    expect(await ids('?page[per_page]=9999999&other=1')).toHaveLength(3)
    const { meta } = await list()
    expect(meta.updated_until).toBe(moved)
  })

  test.each([
    ['page[page]=0', 'page[page]'],
    ['page[page]=-1', 'page[page]'],
    ['page[per_page]=ten', 'page[per_page]'],
    ['filter[updated_since]=yesterday', 'filter[updated_since]'],
    ['filter[updated_since]=2026-02-30T00:00:00Z', 'filter[updated_since]'],
    ['filter[cohort]=autumn', 'filter[cohort]'],
    ['filter[participant_id]=1,2', 'filter[participant_id]'],
    ['sort=name', 'sort'],
    ['filter[update_since]=2026-11-21', 'filter[update_since]'],
    ['filter=x', 'filter'],
  ])('a wrong parameter, %s, is refused and named', async (query, named) => {
    const { get } = await aCaller(`Wrong ${query}`)
    const { status, body } = await get(`${PATH}?${query}`)
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ title: expect.stringContaining(named), detail: expect.any(String) })
    expect(['bad-parameter', 'unknown-parameter']).toContain(body.errors[0].code)
  })

  test('a parameter that comes twice is refused', async () => {
    const { get } = await aCaller('Twice')
    expect((await get(`${PATH}?sort=created_at&sort=updated_at`)).body.errors[0].code).toBe('bad-address')
  })
})

const PUBLIC = [
  ...['course_identifier', 'email', 'email_validated', 'employer_name', 'employment_role', 'full_name'],
  ...['funding_choice', 'headteacher_status', 'ineligible_for_funding_reason', 'participant_id'],
  ...['private_childcare_provider_urn', 'teacher_reference_number', 'teacher_reference_number_validated'],
  ...['school_urn', 'school_ukprn', 'status', 'reason_for_rejection', 'works_in_school', 'cohort', 'cohort_suffix'],
  ...['eligible_for_funding', 'targeted_delivery_funding_eligibility', 'teacher_catchment'],
  ...['teacher_catchment_country', 'teacher_catchment_iso_country_code', 'itt_provider', 'lead_mentor'],
  ...['funded_place', 'created_at', 'updated_at', 'schedule_identifier', 'works_as_senco', 'senco_start_date'],
]
const OURS = ['reassigned_at', 'work_details_changed_at', 'funding_status_code', 'status_code']
