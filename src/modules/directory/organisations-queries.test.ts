import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { testDatabase } from '#test/db.ts'
import { aLocalAuthority, aSchool, aTrust } from './factories.ts'
import { addOrganisation } from './features/add-organisation/add-organisation.ts'
import { addOrganisationAlias } from './features/add-organisation-alias/add-organisation-alias.ts'
import { grantOrganisationRole } from './features/grant-organisation-role/grant-organisation-role.ts'
import { relateOrganisations } from './features/relate-organisations/relate-organisations.ts'
import type { OrganisationRole } from './organisation.ts'
import { matchOrganisation } from './organisation-matches-queries.ts'
import {
  listOrganisations,
  memberSchools,
  ORGANISATIONS_PER_PAGE,
  type OrganisationSearch,
} from './organisations-queries.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-23')
const ids = new Map<string, string>()

const context = () => ({
  db: database.db,
  actor: Actor.system('test', 'job', ['manage-reference-data']),
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  process: newProcess('test'),
  baseUrl: 'https://training.test',
})

async function company(name: string, roles: readonly OrganisationRole[], to: string | null = null) {
  const added = await execute(context(), addOrganisation, {
    kind: 'company',
    name,
    ukprn: null,
    openedOn: null,
    source: 'Test',
  })
  if (!added.ok) throw new Error(added.refusal.code)
  ids.set(name, added.value.id)
  for (const role of roles) {
    const period = { from: day('2021-09-01'), to: to === null ? null : day(to) }
    await execute(context(), grantOrganisationRole, { organisationId: added.value.id, role, ...period, source: 'Test' })
  }
  return added.value.id
}

beforeAll(async () => {
  database = await testDatabase()
  const hub = await company('Fernhill Teaching School Hub', ['delivery-partner', 'appropriate-body'])
  const body = await company('Larkspur Appropriate Body', ['appropriate-body'])
  const partner = await company('Larkspur Learning Partnership', ['delivery-partner'])
  await company('Old Mill Training', ['delivery-partner'], '2024-09-01')
  await execute(context(), addOrganisationAlias, {
    organisationId: hub,
    name: 'Fernhill Alliance',
    from: day('2021-09-01'),
    to: null,
    source: 'Test',
  })
  await execute(context(), relateOrganisations, {
    fromId: partner,
    toId: body,
    kind: 'same-as',
    confidence: 'likely',
    from: day('2021-09-01'),
    to: null,
    source: 'Test',
  })
  await aLocalAuthority(database.db, '202', 'Camden')
})
afterAll(() => database.close())

describe('an organisation is matched', () => {
  const match = async (name: string, role: OrganisationRole, on = today) =>
    (await matchOrganisation(database.db, { name, role, day: on })).map(
      (found) => `${found.name} by ${found.by}, ${found.confidence}`,
    )

  test.each([
    [
      'by its name however it is written',
      'the FERNHILL teaching-school hub ltd',
      'appropriate-body',
      ['Fernhill Teaching School Hub by name, certain'],
    ],
    ['by another name', 'Fernhill Alliance', 'delivery-partner', ['Fernhill Teaching School Hub by alias, certain']],
    [
      'as the same organisation under another name',
      'Larkspur Learning Partnership',
      'appropriate-body',
      ['Larkspur Appropriate Body by same-as, likely'],
    ],
    ['only with the role', 'Fernhill Teaching School Hub', 'lead-provider', []],
    ['never by a name that is only near', 'Fernhill Teaching School', 'appropriate-body', []],
    ['never by nothing', ' - ', 'appropriate-body', []],
  ] as const)('%s', async (_, name, role, found) => expect(await match(name, role)).toEqual(found))

  test('only while it has the role', async () => {
    expect(await match('Old Mill Training', 'delivery-partner')).toEqual([])
    expect(await match('Old Mill Training', 'delivery-partner', day('2024-08-31'))).toHaveLength(1)
  })
})

describe('organisations are listed', () => {
  const list = async (given: Partial<OrganisationSearch>) =>
    listOrganisations(database.db, { text: '', role: null, kind: null, day: today, page: 1, ...given })
  const names = async (given: Partial<OrganisationSearch>) => (await list(given)).organisations.map(({ name }) => name)

  test('by name, role on the day, and kind; never the schools', async () => {
    await aSchool(database.db, { name: 'Larkspur School' })
    expect(await names({ text: 'LARKSPUR' })).toEqual(['Larkspur Appropriate Body', 'Larkspur Learning Partnership'])
    expect(await names({ role: 'delivery-partner' })).toEqual([
      'Fernhill Teaching School Hub',
      'Larkspur Learning Partnership',
    ])
    expect(await names({ role: 'delivery-partner', day: day('2022-01-01') })).toContain('Old Mill Training')
    expect(await names({ kind: 'local-authority' })).toEqual(['Camden'])
  })

  test('by another name, which is then shown, with the roles of the day', async () => {
    const { organisations, total } = await list({ text: 'alliance' })
    expect(total).toBe(1)
    expect(organisations).toMatchObject([
      {
        name: 'Fernhill Teaching School Hub',
        aliases: ['Fernhill Alliance'],
        roles: ['appropriate-body', 'delivery-partner'],
      },
    ])
    expect(await list({ text: 'nobody' })).toEqual({ total: 0, organisations: [] })
  })

  test('in pages', async () => {
    for (let number = 0; number < 30; number += 1) await aTrust(database.db, `Trust ${number}`)
    expect((await list({ kind: 'trust' })).organisations).toHaveLength(ORGANISATIONS_PER_PAGE)
    expect((await list({ kind: 'trust', page: 2 })).organisations).toHaveLength(5)
    expect(await list({ kind: 'trust', page: 3 })).toEqual({ total: 30, organisations: [] })
  })
})

test('a trust has its member schools, open first', async () => {
  const closed = await aSchool(database.db, { name: 'Alder School', statusCode: '2' })
  const open = await aSchool(database.db, { name: 'Birch School' })
  const trustId = await aTrust(database.db, 'Woodland Trust', [closed.id, open.id])
  const { schools, total } = await memberSchools(database.db, { trustId, day: today, page: 1 })
  expect(total).toBe(2)
  expect(schools.map(({ name, status }) => `${name} ${status}`)).toEqual(['Birch School open', 'Alder School closed'])
})
