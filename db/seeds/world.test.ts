import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { hoursOfMentors } from '#src/modules/claims/mentors/hours-queries.ts'
import { countRequests } from '#src/modules/claims/requests/staff-requests-queries.ts'
import { windowState } from '#src/modules/claims/years/window-rules.ts'
import { allWindows, claimYear } from '#src/modules/claims/years/years-queries.ts'
import { matchOrganisation } from '#src/modules/directory/organisation-matches-queries.ts'
import { listOrganisations } from '#src/modules/directory/organisations-queries.ts'
import { searchSchools } from '#src/modules/directory/school-search-queries.ts'
import {
  contactsOf,
  linkedSchools,
  schoolByUrn,
  schoolCounts,
  trustOfSchool,
} from '#src/modules/directory/schools-queries.ts'
import { testDatabase } from '#test/db.ts'
import { giasFiles, worldSchools } from './gias-files.ts'
import { urnOf } from './particular-schools.ts'
import { PEOPLE_PERSONAS } from './people-personas.ts'
import { DFE_SIGN_IN_PERSONAS, HANDOVER_PERSONAS, personas, STAFF_PERSONAS, TUTOR_PERSONAS } from './personas.ts'
import type { Seeding } from './seeding.ts'
import { seedWorld } from './world.ts'

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')
let database: Awaited<ReturnType<typeof testDatabase>>
let seeding: Seeding

beforeAll(async () => {
  database = await testDatabase()
  seeding = { db: database.db, now, baseUrl: 'https://training.test', log: () => {} }
  expect(await seedWorld(seeding)).toBe(true)
}, 120_000)
afterAll(() => database.close())

const school = async (key: Parameters<typeof urnOf>[0]) => {
  const found = await schoolByUrn(database.db, urnOf(key))
  if (!found) throw new Error(`${key} is missing`)
  return found
}

describe('the files', () => {
  const edition = Temporal.PlainDate.from('2026-10-01')

  test('are the same every time, in the layouts of the originals', () => {
    const files = giasFiles(edition)
    expect(files).toEqual(giasFiles(edition))
    expect(files.map(({ text }) => text.split('\r\n', 1)[0]?.split(',').length)).toEqual([139, 5, 21, 20, 32])
    expect(files[0]?.fileName).toBe('edubasealldata20261001.csv')
  })

  test('hold nobody that exists: no real URN, postcode, telephone or mailbox', () => {
    for (const invented of worldSchools(edition)) {
      expect(invented.urn).toMatch(/^900\d{3}$/)
      expect(invented.postcode).toMatch(/^[A-Z]{1,2}\d[\dA-Z]? \d[CIKMOV]{2}$/)
      expect(invented.telephone).toMatch(/^(02079460|01134960|01632960)\d{3}$/)
      for (const address of [invented.mainEmail, invented.alternativeEmail]) {
        expect(address ?? 'office@school.example').toMatch(/\.example$|@simulator\.notify$/)
      }
    }
  })
})

/** Addresses with which failures are rehearsed. */
const REHEARSED: Readonly<Record<string, string>> = {
  'perm-fail@simulator.notify': 'permanent-failure',
  'temp-fail@simulator.notify': 'temporary-failure',
}

describe('the world', () => {
  test('has about 300 schools of every status', async () => {
    const counts = await schoolCounts(database.db)
    expect(counts.open).toBeGreaterThan(280)
    expect(counts.closed).toBeGreaterThan(20)
    expect([counts.closing, counts.proposed]).toEqual([1, 1])
    expect(counts.withoutContact).toBeGreaterThan(0)
  })

  test('has every state that a page can show', async () => {
    const { db } = database
    expect((await linkedSchools(db, urnOf('closedBefore'))).successors).toMatchObject([
      { name: 'Ravengarth Primary Academy' },
    ])
    expect((await linkedSchools(db, urnOf('mergedPrimary'))).predecessors).toHaveLength(2)
    expect((await linkedSchools(db, urnOf('closedForGood'))).successors).toEqual([])
    expect(await school('section41')).toMatchObject({ typeCode: '10', section41: true })
    expect(await school('notSection41')).toMatchObject({ section41: false })
    expect(await school('accents')).toMatchObject({ name: 'Ysgol Tŷ Ŵyn Llundain', headName: 'Mrs Llŷr ap Siôn-Ŵyn' })
    expect(await contactsOf(db, (await school('noContact')).id)).toEqual([])
    expect(await contactsOf(db, (await school('onlyAlternative')).id)).toMatchObject([{ channel: 'alternative' }])
    expect(await trustOfSchool(db, (await school('nobody')).id, today)).toMatchObject({
      typeName: 'Single-academy trust',
    })
    const twins = await searchSchools(db, {
      text: 'St Morwens Catholic',
      page: 1,
      laCode: null,
      phaseCode: null,
      status: null,
    })
    expect(twins.schools.filter(({ name }) => name === 'St Morwen’s Catholic Primary School')).toHaveLength(3)
  })

  test('has providers whose delivery partners are mostly appropriate bodies too, some under another name', async () => {
    const { db } = database
    const list = async (role: 'lead-provider' | 'delivery-partner' | 'appropriate-body') =>
      listOrganisations(db, { text: '', role, kind: null, day: today, page: 1 })
    expect((await list('lead-provider')).total).toBe(5)
    const partners = await list('delivery-partner')
    const bodies = await Promise.all(
      partners.organisations.map(({ name }) => matchOrganisation(db, { name, role: 'appropriate-body', day: today })),
    )
    expect([partners.total, bodies.filter(({ length }) => length === 1).length]).toEqual([14, 12])
    expect((await list('appropriate-body')).total).toBe(17)
    expect((await listOrganisations(db, { text: '', role: null, kind: 'trust', day: today, page: 1 })).total).toBe(12)
  })

  test('has its people, each with the access that the list of personas promises', async () => {
    const { db } = database
    const members = await db
      .selectFrom('access.memberships as membership')
      .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
      .innerJoin('directory.schools as school', 'school.organisation_id', 'membership.organisation_id')
      .select(['account.name', 'school.urn'])
      .where('membership.ended_at', 'is', null)
      .execute()
    const promised = [...TUTOR_PERSONAS, ...DFE_SIGN_IN_PERSONAS, ...HANDOVER_PERSONAS].flatMap(({ name, schools }) =>
      schools.map((key) => `${name} ${urnOf(key)}`),
    )
    const added = PEOPLE_PERSONAS.flatMap(({ name, at }) =>
      at.flatMap(({ school }) => (school ? [`${name} ${urnOf(school)}`] : [])),
    )
    expect(members.map(({ name, urn }) => `${name} ${urn}`).sort()).toEqual([...promised, ...added].sort())
    const staff = await db.selectFrom('access.staff_powers').select('account_id').distinct().execute()
    expect(staff).toHaveLength(STAFF_PERSONAS.length)
    expect(personas.every(({ shows, signIn }) => shows !== '' && signIn !== '')).toBe(true)
  })

  test('sent its messages when they were written: delivered but for the one to a wrong address', async () => {
    const rows = await database.db
      .selectFrom('platform.messages')
      .select(['recipient', 'status', 'created_at', 'settled_at'])
      .execute()
    expect(rows.length).toBeGreaterThan(10)
    for (const { recipient, status, created_at, settled_at } of rows) {
      expect([recipient, status]).toEqual([recipient, REHEARSED[recipient] ?? 'delivered'])
      expect(settled_at?.since(created_at).total('seconds')).toBeLessThan(10)
    }
  })

  test('has claims of the year before, paid in a window that is closed, and mentors whose training is a refresher now', async () => {
    const { db } = database
    const [before] = (await allWindows(db)).filter((window) => window.year === 2024)
    expect(before && windowState(before, today)).toBe('past')
    const claims = await claimsInYear(2024)
    expect(claims.map(({ status, hours }) => [status, hours])).toEqual([
      ['paid', 12],
      ['paid', 20],
    ])
    const year = await claimYear(db, 2025)
    if (!year) throw new Error('There are no rules for the year')
    for (const { schoolId, personId, providerId } of claims) {
      const pairs = await hoursOfMentors(db, { schoolId, personIds: [personId], year, now })
      expect(pairs.filter((pair) => pair.providerId === providerId)).toMatchObject([
        { earlierYear: 2024, allowance: { trainingType: 'refresher', cap: 6 } },
      ])
    }
    const refreshers = (await claimsInYear(2025)).filter(({ trainingType }) => trainingType === 'refresher')
    expect(refreshers).toMatchObject([{ status: 'submitted', hours: 6 }])
  })

  test('has claims in every state that the story tells, each with what follows from it', async () => {
    const statuses = new Set((await claimsInYear(2025)).map(({ status }) => status))
    expect([...statuses].sort()).toEqual([
      ...['clawback-agreed', 'clawback-proposed', 'discarded', 'draft', 'in-audit', 'needs-provider', 'not-upheld'],
      ...['paid', 'payer-needs-information', 'provider-disagrees', 'submitted', 'with-payer', 'withdrawn'],
    ])
  })

  test('has requests for information that are due, late, answered with a file, given more time and settled', async () => {
    const { db } = database
    const requests = await db
      .selectFrom('claims.information_requests as request')
      .leftJoin('claims.evidence_files as file', 'file.request_id', 'request.id')
      .select(['request.status', 'request.due_on', 'file.scan', 'file.stored_as'])
      .execute()
    const postponed = await db
      .selectFrom('audit.events')
      .select('payload')
      .where('name', '=', 'claims.information-postponed')
      .execute()
    expect(postponed).toMatchObject([{ payload: { reason: 'Asked in time, with a reason' } }])
    const told = requests.map(({ status, due_on, scan }) => [
      status,
      Temporal.PlainDate.compare(due_on, today) < 0 ? 'past' : 'to come',
      scan,
    ])
    expect(told.sort()).toEqual([
      ['answered', 'to come', 'clean'],
      ['open', 'past', null],
      ['open', 'to come', null],
      ['open', 'to come', null],
      ['settled', 'to come', null],
    ])
    expect(requests.filter(({ stored_as }) => stored_as !== null)).toHaveLength(1)
    const filters = { view: null, of: null, by: null, now } as const
    expect(await countRequests(db, filters)).toEqual({ late: 1, 'more-time': 0, open: 3, answered: 1, closed: 1 })
  })

  test('is made once: again changes nothing, by force neither', async () => {
    const before = await fingerprint()
    expect(await seedWorld(seeding)).toBe(false)
    expect(await fingerprint()).toEqual(before)
    await seedWorld(seeding, { force: true })
    const { imports: importsBefore, ...rowsBefore } = before
    const { imports, ...rows } = await fingerprint()
    expect(rows).toEqual(rowsBefore)
    expect(imports).toBe(importsBefore + 5)
  }, 60_000)
})

/** A line of the claims of a year, in the order in which they were begun. */
const claimsInYear = (year: number) =>
  database.db
    .selectFrom('claims.claims as claim')
    .innerJoin('claims.claim_lines as line', 'line.claim_id', 'claim.id')
    .select(['claim.status', 'claim.school_id as schoolId', 'claim.provider_id as providerId'])
    .select(['line.person_id as personId', 'line.hours', 'line.training_type as trainingType'])
    .where('claim.academic_year', '=', year)
    .orderBy('claim.created_at')
    .execute()

/** How many rows there are of everything, and when schools and organisations changed last. */
async function fingerprint() {
  const { db } = database
  const tables = [
    'directory.schools',
    'directory.organisations',
    'directory.organisation_roles',
    'directory.organisation_aliases',
    'directory.organisation_relations',
    'directory.contact_points',
    'directory.school_links',
    'directory.trust_memberships',
    'access.accounts',
    'access.memberships',
    'access.proofs',
    'claims.claims',
    'claims.information_requests',
    'claims.windows',
    'platform.messages',
  ] as const
  const counts = await Promise.all(
    tables.map(async (table) => [
      table,
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows,
    ]),
  )
  const changed = await db
    .selectFrom('directory.organisations')
    .select(({ fn }) => fn.max('updated_at').as('at'))
    .executeTakeFirstOrThrow()
  const imports = await db
    .selectFrom('directory.imports')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return { ...Object.fromEntries(counts), changed: String(changed.at), imports: imports.rows }
}
