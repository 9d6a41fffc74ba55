import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { BATCH, loadStudyBatch } from '../duplicates/study-factories.ts'
import { anNpqProvider } from '../factories.ts'
import { findRegistrations, type SearchAsked } from './registration-search-queries.ts'
import { type Filters, MANY, MOST_LISTED, soughtIn } from './registration-search-rules.ts'

const COURSES = ['npq-headship', 'npq-senco'] as const
/** Enough that most of a batch's people are still many. */
const BATCHES = Math.ceil(MANY / BATCH) + 1

let database: TestDatabase
let providerIds: readonly string[]
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const schools = [await aSchool(db, { name: 'Only School' })]
  const providers = [
    await anNpqProvider(db, 'One Provider', { courses: COURSES }),
    await anNpqProvider(db, 'Other Provider', { courses: COURSES }),
  ]
  providerIds = providers.map(({ id }) => id)
  const from = Temporal.Instant.from('2026-06-01T00:00:00Z')
  const names = Array.from({ length: 19 }, (_each, at) => (at < 18 ? 'Robin Common' : 'Sasha Rare'))
  for (let batch = 0; batch < BATCHES; batch += 1) {
    await loadStudyBatch(db, { batch, from, cohort: '2026b', courses: COURSES, providerIds, schools, names })
  }
})
afterAll(() => database.close())

const NONE: Filters = { cohort: null, status: null, course: null, providerId: null, setting: null }

type Asked = Partial<Pick<SearchAsked, 'sort' | 'offset'>> & { readonly filters?: Partial<Filters> }

const search = (q: string, { filters = {}, ...more }: Asked = {}) =>
  findRegistrations(database.db, {
    ...{ sought: soughtIn(q), sort: 'newest', limit: 25, offset: 0, ...more },
    filters: { ...NONE, ...filters },
  })

/** The same, asked in the plainest way. */
const plainly = async (name: string, { filters = {}, sort = 'newest', offset = 0 }: Asked = {}) => {
  const { status = null, providerId = null } = filters
  let query = database.db
    .selectFrom('npq.registrations as registration')
    .innerJoin('directory.people as person', 'person.id', 'registration.person_id')
    .innerJoin('npq.registration_providers as provider', 'provider.registration_id', 'registration.id')
    .select(['registration.id', 'provider.provider_id as providerId'])
    .where('person.name', '=', name)
    .where('provider.unassigned_at', 'is', null)
  if (status !== null) query = query.where('status', '=', status)
  if (providerId !== null) query = query.where('provider.provider_id', '=', providerId)
  const direction = sort === 'newest' ? 'desc' : 'asc'
  const rows = await query.orderBy('registration.created_at', direction).orderBy('registration.id', direction).execute()
  return { count: rows.length, page: rows.slice(offset, offset + 25) }
}

const shown = ({ found }: Awaited<ReturnType<typeof search>>) => found.map(({ id, providerId }) => ({ id, providerId }))

test('of very many people, the first pages are those in order, and it is said that there are more', async () => {
  for (const asked of [{}, { sort: 'oldest' }, { offset: 100 }, { offset: MOST_LISTED - 25 }] as const) {
    const [common, expected] = [await search('robin com', asked), await plainly('Robin Common', asked)]
    expect(expected.count).toBeGreaterThan(MANY)
    expect(shown(common)).toEqual(expected.page)
    expect([common.total, common.hasMore]).toEqual([MOST_LISTED, true])
  }
})

test('of few people all are counted, and filters narrow many down', async () => {
  const rare = await plainly('Sasha Rare')
  expect(rare.count).toBeLessThan(MOST_LISTED)
  const found = await search('rare')
  expect([shown(found), found.total, found.hasMore]).toEqual([rare.page, rare.count, false])
  const filters = { status: 'expired', providerId: providerIds[1] ?? '' } as const
  const [narrowed, expected] = [await search('robin', { filters }), await plainly('Robin Common', { filters })]
  expect([shown(narrowed), narrowed.total]).toEqual([expected.page, Math.min(expected.count, MOST_LISTED)])
  expect(await search('robin', { filters: { cohort: '2025b' } })).toEqual({ found: [], total: 0, hasMore: false })
})

test('everybody who works at one school', async () => {
  const { urn } = await database.db.selectFrom('directory.schools').select('urn').executeTakeFirstOrThrow()
  const all = await search(urn)
  expect([all.found.length, all.total, all.hasMore]).toEqual([25, MOST_LISTED, true])
  expect(shown(await search(''))).toEqual(shown(all))
})
