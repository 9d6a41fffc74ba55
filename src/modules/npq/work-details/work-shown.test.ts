import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLocalAuthority, aPartner, aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { sightOf } from '../api/application-sights-queries.ts'
import { presentApplication } from '../api/present-application.ts'
import { aRegistration } from '../factories.ts'
import { pinnedRulesOf } from '../work-change/reassess-queries.ts'
import type { WorkDetails } from './work-details.ts'
import { workDetailsOf } from './work-details-queries.ts'
import { difference, shownWork } from './work-shown-rules.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const inEngland = { worksInEngland: true } as const
const employed = { ...inEngland, setting: 'another_setting' } as const

const PLACES: Readonly<Record<string, () => Promise<WorkDetails>>> = {
  'a school': async () => ({
    ...inEngland,
    setting: 'a_school',
    organisationId: (await aSchool(database.db)).id,
  }),
  'a local authority': async () => ({
    ...inEngland,
    setting: 'a_school',
    organisationId: await aLocalAuthority(database.db, '203', 'Greenwich'),
  }),
  'a maintained nursery': async () => ({
    ...inEngland,
    setting: 'early_years_or_childcare',
    nurseryKind: 'local_authority_maintained_nursery',
    organisationId: (await aSchool(database.db, { typeCode: '15' })).id,
  }),
  'a childminder without a number': async () => ({
    ...inEngland,
    setting: 'early_years_or_childcare',
    nurseryKind: 'childminder',
    childcareUrn: null,
  }),
  'a virtual school': async () => ({
    ...employed,
    employmentType: 'local_authority_virtual_school',
    role: 'Teacher',
    employerName: 'Hill Council',
  }),
  'a hospital': async () => ({ ...employed, employmentType: 'hospital_school', employerName: 'Hill Hospital' }),
  'a lead mentor': async () => ({
    ...employed,
    employmentType: 'lead_mentor_for_accredited_itt_provider',
    ittProviderId: await aPartner(database.db, 'Vale Training', ['accredited-itt-provider']),
  }),
  'sent by an adviser': async () => ({ ...inEngland, setting: 'other', referredByReturnToTeachingAdviser: true }),
  Wales: async () => ({ worksInEngland: false, setting: 'a_school', country: 'Wales' }),
  Spain: async () => ({ worksInEngland: false, setting: 'other', country: 'Spain' }),
}

test.each(Object.keys(PLACES))('the feed says the same of %s as the application does', async (place) => {
  const work = await PLACES[place]?.()
  if (!work) throw new Error('No such place')
  const registration = await aRegistration(database.db, { work })
  const row = await sightOf(database.db, { providerId: registration.providerId, registrationId: registration.id })
  if (!row) throw new Error('The provider does not see it')
  const { attributes } = presentApplication(row)
  const [version] = await workDetailsOf(database.db, registration.id)
  if (!version) throw new Error('There are no work details')
  const { outcome } = await pinnedRulesOf(database.db, {
    ...registration,
    now: registration.createdAt,
  })
  const shown = shownWork({
    ...{ details: version.details, employer: version.employer, answers: registration.answers },
    ...{ funding: outcome, fundingChoice: registration.fundingChoice },
  })
  expect(attributes).toMatchObject(shown)
})

test('only what changed is told', () => {
  expect(difference({ school_urn: '1', employer_name: 'A' }, { school_urn: '1', employer_name: 'B' })).toEqual({
    before: { employer_name: 'A' },
    after: { employer_name: 'B' },
  })
})
