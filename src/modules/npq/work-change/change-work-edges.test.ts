import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { newestEmailTo } from '#src/modules/access/factories.ts'
import { aLocalAuthority, aPartner, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { insertDecision } from '../funding/decisions-store.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import {
  assignProvider,
  lockRegistration,
  saveRegistration,
  unassignProvider,
} from '../registrations/registrations-store.ts'
import { insertStaffDecision } from '../reviews/staff-decision-store.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import { workDetailsOf } from '../work-details/work-details-queries.ts'

import { changeWork } from './work-change-factories.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-25T09:00:00Z')
const at = (id: string): WorkDetails => ({ worksInEngland: true, setting: 'a_school', organisationId: id })
const elsewhere = async () => at((await aSchool(database.db)).id)
const hospital = (employerName: string): WorkDetails => ({
  ...{ worksInEngland: true, setting: 'another_setting', employmentType: 'hospital_school' },
  employerName,
})
const versions = async ({ id }: Registration) => workDetailsOf(database.db, id)
const reasonOf = async ({ id }: Registration) => (await decisionsOf(database.db, id)).at(-1)?.reason
const refusalOf = (result: Awaited<ReturnType<typeof changeWork>>) => (result.ok ? null : result.refusal.code)

async function inTransaction(registration: Registration, change: (locked: Registration) => Partial<Registration>) {
  await database.db.transaction().execute(async (tx) => {
    const locked = (await lockRegistration(tx, registration.id)) ?? registration
    await saveRegistration(tx, { ...locked, ...change(locked) }, NOW)
  })
}

const accept = (registration: Registration) =>
  inTransaction(registration, () => ({ status: 'accepted', trainingStatus: 'active', acceptedAt: NOW }))

describe('4 and 12: confirming', () => {
  test('twenty times with the same form makes one version', async () => {
    const registration = await aRegistration(database.db)
    const work = await elsewhere()
    const key = newId<string>()
    const sent = { key, revision: 1, funding: 're-evaluated funded funded' }
    const all = await Promise.all(
      Array.from({ length: 20 }, () => changeWork(database.db, registration.id, work, sent)),
    )
    expect(new Set(all.map((one) => (one.ok ? one.value.versionId : one.refusal.code))).size).toBe(1)
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(await versions(registration)).toHaveLength(2)
  })

  test('twenty times from two tabs and more makes one version too, and the others are told', async () => {
    const registration = await aRegistration(database.db)
    const work = await elsewhere()
    const sent = { revision: 1, funding: 're-evaluated funded funded' }
    const all = await Promise.all(
      Array.from({ length: 20 }, () => changeWork(database.db, registration.id, work, sent)),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(all.map(refusalOf))).toEqual(new Set([null, 'unchanged']))
    expect(await versions(registration)).toHaveLength(2)
  })

  test('after the provider has accepted meanwhile is refused, whatever was shown', async () => {
    const registration = await aRegistration(database.db)
    const work = await elsewhere()
    await accept(registration)
    expect(refusalOf(await changeWork(database.db, registration.id, work, { revision: 1 }))).toBe('changed-meanwhile')
    const funding = 're-evaluated funded funded'
    expect(refusalOf(await changeWork(database.db, registration.id, work, { funding }))).toBe('changed-meanwhile')
    expect((await changeWork(database.db, registration.id, work)).ok).toBe(true)
  })

  test('accepting and changing at the same moment: whoever is second sees the first', async () => {
    const registration = await aRegistration(database.db)
    const work = await elsewhere()
    const [changed] = await Promise.all([changeWork(database.db, registration.id, work), accept(registration)])
    const now = await registrationById(database.db, registration.id)
    expect(now?.status).toBe('accepted')
    expect([null, 'changed-meanwhile']).toContain(refusalOf(changed))
    expect(await versions(registration)).toHaveLength(changed.ok ? 2 : 1)
  })

  test('15: the same answers change nothing, write nothing and tell nobody', async () => {
    const teacher = await aTeacher(database.db)
    const work = hospital('Hill Hospital School')
    const registration = await aRegistration(database.db, { teacher, work })
    const same = hospital('hill hospital  school')
    expect(refusalOf(await changeWork(database.db, registration.id, same))).toBe('unchanged')
    expect(await versions(registration)).toHaveLength(1)
    expect((await registrationById(database.db, registration.id))?.revision).toBe(1)
    await expect(newestEmailTo(database.db, teacher.address)).rejects.toThrow('Nothing was sent')
  })
})

describe('8: the provider', () => {
  const sights = (registration: Registration) =>
    database.db
      .selectFrom('npq.provider_sights')
      .select(['provider_id', 'updated_at', 'lost_at'])
      .where('registration_id', '=', registration.id)
      .execute()

  test('sees it in its feed and by the time of the change; the one before sees nothing', async () => {
    const [before, now] = [await anNpqProvider(database.db, 'Before'), await anNpqProvider(database.db, 'Now')]
    const registration = await aRegistration(database.db, { provider: before })
    await database.db.transaction().execute(async (tx) => {
      const locked = (await lockRegistration(tx, registration.id)) ?? registration
      await unassignProvider(tx, { registrationId: registration.id, because: 'changed', now: NOW })
      await assignProvider(tx, { registrationId: registration.id, providerId: now.id, now: NOW })
      await saveRegistration(tx, locked, NOW)
    })
    const earlier = await sights(registration)
    await changeWork(database.db, registration.id, await elsewhere())
    const feed = await database.db
      .selectFrom('npq.changes')
      .select(['provider_id', 'kind', 'effective_on'])
      .where('registration_id', '=', registration.id)
      .execute()
    expect(feed.map(({ provider_id, kind }) => [provider_id, kind])).toEqual([[now.id, 'work-details-changed']])
    expect(feed[0]?.effective_on?.toString()).toBe('2026-12-01')
    const moved = (await sights(registration)).filter(
      ({ provider_id, updated_at }) =>
        !earlier.some((one) => one.provider_id === provider_id && one.updated_at.equals(updated_at)),
    )
    expect(moved.map(({ provider_id }) => provider_id)).toEqual([now.id])
  })
})

describe('15: employers of every kind', () => {
  test.each([
    ['a trust', () => aTrust(database.db, 'Hill Trust'), 'an_academy_trust', 'employer_to_be_checked'],
    ['a local authority', () => aLocalAuthority(database.db, '202', 'Camden'), 'a_school', 'employer_to_be_checked'],
  ] as const)('%s is looked at by staff', async (_, employer, setting, reason) => {
    const registration = await aRegistration(database.db)
    const work = { worksInEngland: true, setting, organisationId: await employer() } as const
    expect((await changeWork(database.db, registration.id, work)).ok).toBe(true)
    expect(await reasonOf(registration)).toBe(reason)
    expect((await versions(registration))[0]?.employer?.name).toBeDefined()
  })

  test('outside England, no employer is kept', async () => {
    const registration = await aRegistration(database.db)
    const work = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
    await changeWork(database.db, registration.id, work, { payer: 'another' })
    expect((await versions(registration))[0]).toMatchObject({ details: work, employer: null })
    expect(await reasonOf(registration)).toBe('not_in_england')
  })

  test('a childminder without an Ofsted URN', async () => {
    const registration = await aRegistration(database.db, { course: 'npq-early-years-leadership' })
    const work: WorkDetails = {
      ...{ worksInEngland: true, setting: 'early_years_or_childcare', nurseryKind: 'childminder', childcareUrn: null },
    }
    await changeWork(database.db, registration.id, work, { payer: 'self' })
    expect(await reasonOf(registration)).toBe('not_entitled_childminder')
  })

  test('a school that has closed, and one that nobody knows, cannot be given', async () => {
    const registration = await aRegistration(database.db)
    const closed = await aSchool(database.db, { statusCode: '2' })
    expect(refusalOf(await changeWork(database.db, registration.id, at(closed.id)))).toBe('workplace-not-usable')
    expect(refusalOf(await changeWork(database.db, registration.id, at(newId())))).toBe('workplace-not-usable')
  })

  test('nor a provider of teacher training that is not accredited any more', async () => {
    const registration = await aRegistration(database.db, { course: 'npq-leading-teaching-development' })
    const mentorAt = (ittProviderId: string): WorkDetails => ({
      ...{ worksInEngland: true, setting: 'another_setting' },
      employmentType: 'lead_mentor_for_accredited_itt_provider',
      ittProviderId,
    })
    const lost = await aPartner(database.db, 'Was accredited', ['npq-provider'])
    expect(refusalOf(await changeWork(database.db, registration.id, mentorAt(lost)))).toBe('workplace-not-usable')
    const accredited = await aPartner(database.db, 'Is accredited', ['accredited-itt-provider'])
    expect((await changeWork(database.db, registration.id, mentorAt(accredited))).ok).toBe(true)
    expect(await reasonOf(registration)).toBe('funded')
  })

  test('a cohort whose rules we do not hold: details change, funding is fixed', async () => {
    const registration = await aRegistration(database.db)
    await database.db.transaction().execute(async (tx) => {
      const decisionId = await insertDecision(tx, {
        registrationId: registration.id,
        assessment: {
          ...{ result: 'funded', reason: 'funded', policyVersion: 'of-the-service-before', listVersions: {} },
          facts: {
            ...{ cohortFunding: 'capped', course: 'npq-headship', previouslyFunded: false, isNewHeadteacher: false },
            setting: null,
          },
        },
        now: NOW,
      })
      await saveRegistration(tx, { ...registration, decisionId }, NOW)
    })
    expect((await changeWork(database.db, registration.id, hospital('Hill'))).ok).toBe(true)
    expect(await reasonOf(registration)).toBe('funded')
    expect(await versions(registration)).toHaveLength(2)
  })
})

describe('a decision of staff', () => {
  async function decided() {
    const work = hospital('Hill Hospital School')
    const registration = await aRegistration(database.db, { work })
    const { id, decisionId: insteadOf, accountId } = registration
    await database.db.transaction().execute(async (tx) => {
      const decision = { registrationId: id, insteadOf, isFunded: true, note: 'Seen', accountId, now: NOW }
      const decisionId = await insertStaffDecision(tx, decision)
      await saveRegistration(tx, { ...registration, decisionId, reviewStatus: 'decision_made' }, NOW)
    })
    return registration
  }

  test('stands when the same place is spelt right', async () => {
    const registration = await decided()
    await changeWork(database.db, registration.id, hospital('Hill Children’s Hospital'), { kind: 'correction' })
    expect(await reasonOf(registration)).toBe('marked_funded_by_policy')
    expect((await registrationById(database.db, registration.id))?.reviewStatus).toBe('decision_made')
  })

  test('does not reach to another place: that is looked at anew', async () => {
    const registration = await decided()
    await changeWork(database.db, registration.id, hospital('Dale Hospital School'))
    expect(await reasonOf(registration)).toBe('subject_to_review')
    expect((await registrationById(database.db, registration.id))?.reviewStatus).toBe('needs_review')
  })
})

test('2: what the course asks of the job is asked again, and funding follows it', async () => {
  const registration = await aRegistration(database.db, {
    course: 'npq-early-headship-coaching-offer',
    answers: { npqhStatus: 'completed_npqh', headteacherStatus: 'yes_in_first_five_years' },
  })
  const work = await elsewhere()
  expect(refusalOf(await changeWork(database.db, registration.id, work))).toBe('answers-missing')
  const jobAnswers = { headteacherStatus: 'no' } as const
  await changeWork(database.db, registration.id, work, { jobAnswers, payer: 'school' })
  expect(await reasonOf(registration)).toBe('not_new_headteacher_requesting_ehco')
  expect((await registrationById(database.db, registration.id))?.answers).toEqual({
    npqhStatus: 'completed_npqh',
    headteacherStatus: 'no',
  })
})
