import { Actor } from '#src/kit/actor.ts'
import { endpoints, routes } from '#src/main/compose.ts'
import { loadApiActor } from '#src/modules/access/public.ts'
import { newId } from '#src/platform/ids.ts'
import { testServer } from '#test/server.ts'
import { type Compared, compare, line, type Visitor, visitorOf } from './comparing/compare.ts'
import { verdict } from './comparing/verdict.ts'
import { againstDatabaseAlone } from './npq/database-alone.ts'
import { NOW, openSizes, type SizedNpq } from './npq/databases.ts'

const PERIOD = 'from-day=1&from-month=9&from-year=2025&to-day=31&to-month=10&to-year=2025'
const OLDER = 'from-day=1&from-month=1&from-year=2020&to-day=31&to-month=12&to-year=2020'

type Question = { readonly name: string; readonly path: (sized: SizedNpq) => string; readonly judged: boolean }

const BY_OWNER: readonly Question[] = [
  { name: 'status page', path: ({ registrationId }) => `/npq/registrations/${registrationId}`, judged: true },
  { name: 'own registrations', path: () => '/npq/registrations?all=yes', judged: true },
]

const BY_STAFF: readonly Question[] = [
  { name: 'search: newest', path: () => '/staff/npq', judged: true },
  { name: 'search: TRN', path: ({ trn }) => `/staff/npq?q=${trn}`, judged: true },
  { name: 'search: address', path: ({ address }) => `/staff/npq?q=${address}`, judged: true },
  { name: 'search: id', path: ({ registrationId }) => `/staff/npq?q=${registrationId}`, judged: true },
  // Every eighth person has the name and every two-hundredth works there: what fits grows with England, not only what is searched.
  { name: 'search: a common name', path: () => '/staff/npq?q=cara+lloyd', judged: false },
  { name: 'search: URN', path: ({ urn }) => `/staff/npq?q=${urn}`, judged: false },
  { name: 'search: accepted in a cohort', path: () => '/staff/npq?status=accepted&cohort=2025b', judged: false },
  {
    name: 'page of a registration',
    path: ({ registrationId }) => `/staff/npq/registrations/${registrationId}`,
    judged: true,
  },
  // The report reads every registration of its period: 40 times as many in the two months of national size.
  { name: 'duplicate report, two months', path: () => `/staff/npq/duplicates?${PERIOD}`, judged: false },
  { name: 'duplicate report, no month', path: () => `/staff/npq/duplicates?${OLDER}`, judged: true },
]

const BY_API: readonly Question[] = [
  { name: 'API: 100 applications', path: () => '/api/v3/npq-applications?page[per_page]=100', judged: true },
  // A small database has not as many to give.
  { name: 'API: 3,000 applications', path: () => '/api/v3/npq-applications?page[per_page]=3000', judged: false },
  {
    name: 'API: nothing new',
    path: () => '/api/v3/npq-applications?filter[updated_since]=2026-11-23T00:00:00Z',
    judged: true,
  },
  { name: 'API: 50 participants', path: () => '/api/v3/participants/npq?page[per_page]=50', judged: true },
]

// bin/bench npq [THOUSANDS]: of registrations, 260 unless told.

/** What people, staff and providers look at most, over 1,000 registrations and over 260,000. */
async function benchNpq(): Promise<boolean> {
  const server = await testServer()
  const sizes = await openSizes(server.url)
  try {
    console.log(`${sizes.few.registrations} against ${sizes.national.registrations} registrations`)
    const compared: Compared[] = []
    for (const [questions, visit] of [
      [BY_OWNER, ownerOf],
      [BY_STAFF, staffOf],
      [BY_API, systemOf],
    ] as const) {
      const [few, national] = [await visit(sizes.few), await visit(sizes.national)]
      for (const { name, path, judged } of questions) {
        const paths = { few: path(sizes.few), national: path(sizes.national) }
        compared.push({ name, judged, ...(await compare(paths, few, national)) })
        console.log(line(compared.at(-1)))
      }
    }
    const isNear = await againstDatabaseAlone(sizes.national, await systemOf(sizes.national))
    return verdict(compared) && isNear
  } finally {
    await sizes.close()
    await server.release()
  }
}

const services = { routes, endpoints, loadApiActor }

function ownerOf(sized: SizedNpq): Promise<Visitor> {
  const { accountId, personId } = sized
  const actor = new Actor({ identity: { kind: 'account', id: accountId }, personId, name: 'Ama Boateng', door: 'web' })
  return visitorOf({ sized, now: NOW, services, as: { actor, accountId } })
}

async function staffOf(sized: SizedNpq): Promise<Visitor> {
  const accountId = newId<string>()
  await sized.db.insertInto('access.accounts').values({ id: accountId, name: 'Priya Nair', created_at: NOW }).execute()
  const identity = { kind: 'account', id: accountId } as const
  const actor = new Actor({ identity, name: 'Priya Nair', door: 'staff', staffPowers: ['support'] })
  return visitorOf({ sized, now: NOW, services, as: { actor, accountId } })
}

const systemOf = (sized: SizedNpq): Promise<Visitor> =>
  visitorOf({ sized, now: NOW, services, as: { bearer: sized.secret } })

if (!(await benchNpq())) process.exitCode = 1
