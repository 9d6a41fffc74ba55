import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aDeclaration, aList, anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { hasOpenTask } from '../tasks/tasks-store.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import { workDetailsOf } from '../work-details/work-details-queries.ts'
import { changeWork } from './work-change-factories.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const at = (school: { readonly id: string }): WorkDetails => ({
  worksInEngland: true,
  setting: 'a_school',
  organisationId: school.id,
})
const HOSPITAL: WorkDetails = {
  worksInEngland: true,
  setting: 'another_setting',
  employmentType: 'hospital_school',
  employerName: 'Hill Hospital School',
}

/** A school that scholarships are not for. */
const anIndependentSchool = () =>
  aSchool(database.db, { name: 'Vale College', typeCode: '11', typeName: 'Independent' })
const after = async ({ id }: Registration) => registrationById(database.db, id)
const versions = async ({ id }: Registration) => workDetailsOf(database.db, id)
const changesOf = async ({ id }: Registration) =>
  database.db.selectFrom('npq.changes').selectAll().where('registration_id', '=', id).orderBy('sequence').execute()
const payloadOf = async ({ id }: Registration) =>
  (
    await database.db
      .selectFrom('audit.events as event')
      .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
      .select('event.payload')
      .where('event.name', '=', 'npq.work-details-changed')
      .where('about.subject_id', '=', id)
      .orderBy('event.id')
      .execute()
  ).map(({ payload }) => payload)
const mailsAbout = async ({ id }: Registration) =>
  (await developmentEmails(database.db)).filter(({ text }) => text.includes(id))
const isOpen = ({ id: registrationId }: Registration, kind: 'funding-review' | 'funded-place-in-doubt') =>
  hasOpenTask(database.db, { registrationId, kind })

describe('6, 7, 10: a change keeps the registration and its history', () => {
  test('a move adds a version with the employer as it is then; the one before stays readable as it was', async () => {
    const old = await aSchool(database.db, { name: 'Hill Primary School' })
    const registration = await aRegistration(database.db, { work: at(old) })
    await database.db
      .updateTable('directory.schools')
      .set({ name: 'Hill Academy' })
      .where('urn', '=', old.urn)
      .execute()
    const next = await aSchool(database.db, { name: 'Dale Primary School' })
    const done = await changeWork(database.db, registration.id, at(next))
    expect(done.ok).toBe(true)
    const [now, before] = await versions(registration)
    expect(before).toMatchObject({ number: 1, changeKind: 'registered', employer: { name: 'Hill Primary School' } })
    expect(now).toMatchObject({
      number: 2,
      changeKind: 'move',
      employer: { name: 'Dale Primary School', urn: next.urn },
    })
    expect(now?.effectiveOn.toString()).toBe('2026-12-01')
    const { id, providerId, cohort, status, course } = registration
    expect(await after(registration)).toMatchObject({ id, providerId, cohort, status, course, revision: 2 })
    const rows = await database.db
      .selectFrom('npq.registrations')
      .select('id')
      .where('person_id', '=', registration.personId)
      .execute()
    expect(rows).toHaveLength(1)
    expect(await payloadOf(registration)).toMatchObject([
      {
        kind: 'move',
        effectiveOn: '2026-12-01',
        work: { before: { workplace: 'Hill Primary School' }, after: { workplace: 'Dale Primary School' } },
        shown: { before: { school_urn: old.urn }, after: { school_urn: next.urn } },
        funding: { before: { result: 'funded' }, after: { result: 'funded' } },
        isFundingFixed: false,
      },
    ])
  })

  test('a correction is as old as what it corrects', async () => {
    const registration = await aRegistration(database.db)
    const right = await aSchool(database.db)
    await changeWork(database.db, registration.id, at(right), { kind: 'correction' })
    expect((await versions(registration)).map(({ effectiveOn }) => effectiveOn.toString())).toEqual([
      '2026-11-23',
      '2026-11-23',
    ])
  })

  test('by staff it takes a reason, and appears as theirs', async () => {
    const registration = await aRegistration(database.db)
    const { accountId } = await aMemberOfStaff(database.db)
    const school = await aSchool(database.db)
    expect(await changeWork(database.db, registration.id, at(school), { accountId })).toMatchObject({
      refusal: { code: 'reason-needed' },
    })
    const done = await changeWork(database.db, registration.id, at(school), { accountId, reason: 'Asked by telephone' })
    expect(done.ok).toBe(true)
    expect((await versions(registration))[0]).toMatchObject({ byStaff: true, recordedBy: accountId })
    expect((await mailsAbout(registration))[0]?.text).toContain('Our support team has changed')
  })

  test('1: not by somebody else', async () => {
    const registration = await aRegistration(database.db)
    const { accountId } = await aTeacher(database.db)
    expect(await changeWork(database.db, registration.id, HOSPITAL, { accountId })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })
})

describe('3: funding is looked at again by the rules of the registration', () => {
  test('lost: the decision changes, and who pays must be said by a choice that makes sense there', async () => {
    const registration = await aRegistration(database.db)
    const school = await anIndependentSchool()
    expect(await changeWork(database.db, registration.id, at(school))).toMatchObject({
      refusal: { code: 'payer-missing' },
    })
    const abroad = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
    expect(await changeWork(database.db, registration.id, abroad, { payer: 'school' })).toMatchObject({
      refusal: { code: 'payer-missing' },
    })
    expect((await changeWork(database.db, registration.id, at(school), { payer: 'school' })).ok).toBe(true)
    const changed = await after(registration)
    expect(changed).toMatchObject({ fundingChoice: 'school', fundedPlace: null })
    const decisions = await decisionsOf(database.db, registration.id)
    expect(decisions.map(({ reason }) => reason)).toEqual(['funded', 'ineligible_establishment_type'])
    expect(changed?.decisionId).toBe(decisions[1]?.id)
    expect((await changesOf(registration))[0]).toMatchObject({
      kind: 'work-details-changed',
      before: { eligible_for_funding: true, funding_choice: null },
      after: {
        eligible_for_funding: false,
        funding_choice: 'school',
        ineligible_for_funding_reason: 'establishment-ineligible',
      },
    })
  })

  test('won: who was to pay is cleared', async () => {
    const registration = await aRegistration(database.db, { work: at(await anIndependentSchool()) })
    expect(registration.fundingChoice).toBe('self')
    await changeWork(database.db, registration.id, at(await aSchool(database.db)))
    expect(await after(registration)).toMatchObject({ fundingChoice: null })
  })

  test('to review and back: the review opens, and closes', async () => {
    const registration = await aRegistration(database.db)
    await changeWork(database.db, registration.id, HOSPITAL)
    expect(await after(registration)).toMatchObject({ reviewStatus: 'needs_review' })
    expect(await isOpen(registration, 'funding-review')).toBe(true)
    await changeWork(database.db, registration.id, at(await aSchool(database.db)))
    expect(await after(registration)).toMatchObject({ reviewStatus: null })
    expect(await isOpen(registration, 'funding-review')).toBe(false)
  })

  test('hazard: lists and rules that came since do not count', async () => {
    const [old, next] = [await aSchool(database.db), await aSchool(database.db)]
    await aList(database.db, 'pp50-schools', [old.urn])
    const registration = await aRegistration(database.db, { course: 'npq-leading-teaching', work: at(old) })
    await aList(database.db, 'pp50-schools', [old.urn, next.urn])
    await changeWork(database.db, registration.id, at(next), { payer: 'self' })
    const decisions = await decisionsOf(database.db, registration.id)
    expect(decisions.map(({ reason }) => reason)).toEqual(['funded', 'ineligible_establishment_not_a_pp50'])
    expect(decisions[1]?.listVersions).toEqual(decisions[0]?.listVersions)
  })

  test('hazard: an accepted registration is not its own previous funding', async () => {
    const registration = await aRegistration(database.db, { status: 'accepted', fundedPlace: true })
    await changeWork(database.db, registration.id, at(await aSchool(database.db)))
    expect((await decisionsOf(database.db, registration.id)).map(({ reason }) => reason)).toEqual(['funded', 'funded'])
  })

  test('hazard: an outcome other than the one that was shown is not confirmed', async () => {
    const registration = await aRegistration(database.db)
    const work = at(await anIndependentSchool())
    const funding = 're-evaluated funded funded'
    expect(await changeWork(database.db, registration.id, work, { funding, payer: 'self' })).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
    expect(await versions(registration)).toHaveLength(1)
  })
})

describe('9: after acceptance', () => {
  test('a funded place stays; staff are asked, a started declaration waits, and the provider is told at once', async () => {
    const provider = await anNpqProvider(database.db, 'Ambition')
    const { address } = await aPersonAt(database.db, provider)
    const facts = { provider, status: 'accepted', fundedPlace: true } as const
    const registration = await aRegistration(database.db, facts)
    await changeWork(database.db, registration.id, at(await anIndependentSchool()))
    expect(await after(registration)).toMatchObject({ status: 'accepted', fundedPlace: true, fundingChoice: null })
    expect(await isOpen(registration, 'funded-place-in-doubt')).toBe(true)
    const { text } = await newestEmailTo(database.db, address)
    expect(text).toContain('The funded place stays until our support team has decided')
    await changeWork(database.db, registration.id, at(await aSchool(database.db)))
    expect(await isOpen(registration, 'funded-place-in-doubt')).toBe(false)
  })

  test.each(['submitted', 'eligible', 'payable', 'paid'])(
    'with a declaration that is %s funding is fixed',
    async (state) => {
      const registration = await aRegistration(database.db, { status: 'accepted', fundedPlace: true })
      await aDeclaration(database.db, registration, { state })
      await changeWork(database.db, registration.id, at(await anIndependentSchool()))
      expect(await after(registration)).toMatchObject({ decisionId: registration.decisionId, fundedPlace: true })
      // What it would have been is kept for audit, and counts for nothing.
      const decisions = await decisionsOf(database.db, registration.id)
      expect(decisions.map(({ reason }) => reason)).toEqual(['funded', 'ineligible_establishment_type'])
      expect((await versions(registration))[0]?.decisionId).toBe(decisions[1]?.id)
      expect(await isOpen(registration, 'funded-place-in-doubt')).toBe(false)
      expect(await payloadOf(registration)).toMatchObject([{ isFundingFixed: true }])
    },
  )

  test('deferred training fixes it too', async () => {
    const registration = await aRegistration(database.db, { status: 'accepted', trainingStatus: 'deferred' })
    await changeWork(database.db, registration.id, at(await anIndependentSchool()))
    expect(await after(registration)).toMatchObject({ decisionId: registration.decisionId, trainingStatus: 'deferred' })
  })

  test.each([
    ['rejected', { status: 'rejected' }],
    ['withdrawn', { status: 'withdrawn' }],
    ['expired', { status: 'expired' }],
    ['withdrawn', { status: 'accepted', trainingStatus: 'withdrawn' }],
  ] as const)('one that is over (%s) is not changed', async (because, facts) => {
    const registration = await aRegistration(database.db, facts)
    expect(await changeWork(database.db, registration.id, HOSPITAL)).toMatchObject({
      refusal: { code: 'not-editable', facts: { because } },
    })
  })

  test('nor one that is completed', async () => {
    const registration = await aRegistration(database.db, { status: 'accepted' })
    await aDeclaration(database.db, registration, { type: 'completed', state: 'eligible' })
    expect(await changeWork(database.db, registration.id, HOSPITAL)).toMatchObject({
      refusal: { code: 'not-editable', facts: { because: 'completed' } },
    })
  })
})

describe('11: who is told', () => {
  test('while it is pending the participant alone, with where, when and what follows', async () => {
    const provider = await anNpqProvider(database.db, 'Teach First')
    const { address } = await aPersonAt(database.db, provider)
    const registration = await aRegistration(database.db, { provider })
    await changeWork(database.db, registration.id, at(await aSchool(database.db, { name: 'Dale Primary School' })))
    const mails = await mailsAbout(registration)
    expect(mails.map(({ to }) => to)).not.toContain(address)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain('New from 1 December 2026: Dale Primary School.')
    expect(mails[0]?.text).toContain('Headship NPQ, Autumn 2026, with Teach First')
  })
})
