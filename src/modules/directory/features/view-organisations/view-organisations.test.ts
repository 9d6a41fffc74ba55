import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../directory-events.ts'
import { aLocalAuthority, aSchool, aTrust } from '../../factories.ts'
import type { OrganisationId, OrganisationRole } from '../../organisation.ts'
import { routes } from '../../routes.ts'
import { addOrganisation } from '../add-organisation/add-organisation.ts'
import { addOrganisationAlias } from '../add-organisation-alias/add-organisation-alias.ts'
import { endOrganisationRole } from '../grant-organisation-role/end-organisation-role.ts'
import { grantOrganisationRole } from '../grant-organisation-role/grant-organisation-role.ts'
import { relateOrganisations } from '../relate-organisations/relate-organisations.ts'

const STAFF = newId()
const TUTOR = newId()
let app: TestApp
let hub: OrganisationId
let trust: OrganisationId

const day = (text: string) => Temporal.PlainDate.from(text)
const source = 'List of appropriate bodies'

beforeAll(async () => {
  app = await testApp({
    routes,
    eventDefinitions: events,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        identity: { kind: 'account', id },
        name: 'Priya Nair',
        door: 'web',
        staffPowers: id === STAFF ? ['support'] : [],
      }),
  })
  const context: CommandContext = {
    db: app.db,
    actor: Actor.system('Dev Chowdhury', 'staff', ['manage-reference-data']),
    now: app.clock.now(),
    process: newProcess('test', null, 'New list from the policy team'),
    baseUrl: 'https://training.test',
  }
  const company = async (name: string) => {
    const added = await execute(context, addOrganisation, {
      kind: 'company',
      name,
      ukprn: '10099999',
      openedOn: null,
      source,
    })
    if (!added.ok) throw new Error(added.refusal.code)
    return added.value.id
  }
  const grant = (organisationId: OrganisationId, role: OrganisationRole, from = '2021-09-01') =>
    execute(context, grantOrganisationRole, { organisationId, role, from: day(from), to: null, source })
  hub = await company('Fernhill Teaching School Hub')
  const partner = await company('Larkspur Learning')
  await grant(hub, 'appropriate-body')
  await grant(hub, 'delivery-partner')
  await grant(hub, 'npq-provider', '2027-09-01')
  await execute(context, endOrganisationRole, { organisationId: hub, role: 'delivery-partner', on: day('2025-09-01') })
  await execute(context, addOrganisationAlias, {
    organisationId: hub,
    name: 'Fernhill Alliance',
    from: day('2021-09-01'),
    to: null,
    source,
  })
  await execute(context, relateOrganisations, {
    fromId: partner,
    toId: hub,
    kind: 'part-of',
    confidence: 'likely',
    from: day('2021-09-01'),
    to: null,
    source,
  })
  await aLocalAuthority(app.db, '202', 'Camden')
  const schools = []
  for (let number = 1; number <= 26; number += 1)
    schools.push((await aSchool(app.db, { name: `Woodland School ${number}` })).id)
  trust = await aTrust(app.db, 'Woodland Trust', schools)
  await app.signInAs(STAFF)
})
afterAll(() => app.close())

const cells = (caption: string) =>
  app
    .page()
    .html('table')
    .filter((_, table) => app.page().html('caption', table).text().trim().startsWith(caption))
    .find('tbody tr')
    .toArray()
    .map((row) =>
      app
        .page()
        .html('th, td', row)
        .toArray()
        .map((cell) => app.page().html(cell).text().replaceAll(/\s+/g, ' ').trim()),
    )

describe('the list', () => {
  test('has organisations of every kind but schools, with their roles of today', async () => {
    await app.get('/organisations')
    expect(cells('Organisations')).toEqual([
      ['Camden Local authority', 'None'],
      ['Fernhill Teaching School Hub Company', 'Appropriate body'],
      ['Larkspur Learning Company', 'None'],
      ['Woodland Trust Trust', 'None'],
    ])
  })

  test('is narrowed by role, kind and name, a former name included', async () => {
    await app.get('/organisations?q=alliance&role=appropriate-body&kind=company')
    expect(cells('Organisations')).toEqual([
      ['Fernhill Teaching School Hub Company. Also known as Fernhill Alliance', 'Appropriate body'],
    ])
    expect((await app.get('/organisations?role=lead-provider')).text).toContain('No organisation has all of these')
  })

  test('leads to the first page from one that is not there, and ignores filters that are not', async () => {
    expect((await app.get('/organisations?page=7&kind=company')).redirects).toEqual(['/organisations?kind=company'])
    await app.get('/organisations?kind=school&role=x')
    expect(cells('Organisations')).toHaveLength(4)
  })
})

describe('an organisation', () => {
  test('shows its roles with their last day, names, relations and history', async () => {
    const { heading, text } = await app.get(`/organisations/${hub}`)
    expect(heading).toBe('Fernhill Teaching School Hub')
    expect(cells('Roles')).toEqual([
      ['NPQ provider', `From 1 September 2027 (not yet) Source: ${source}`],
      ['Appropriate body', `From 1 September 2021 Source: ${source}`],
      ['Delivery partner', `1 September 2021 to 31 August 2025 (ended) Source: ${source}`],
    ])
    expect(cells('Other names')).toEqual([['Fernhill Alliance', `From 1 September 2021 Source: ${source}`]])
    expect(cells('Related')).toEqual([
      ['Has as a part (likely, not certain) Larkspur Learning', `From 1 September 2021 Source: ${source}`],
    ])
    expect(text).toContain('Delivery partner ends after 31 August 2025')
    expect(text).toContain('by Dev Chowdhury')
    expect(text).toContain('Reason: New list from the policy team')
  })

  test('that is a trust has its schools, in pages', async () => {
    const { html, text } = await app.get(`/organisations/${trust}`)
    expect(text).toContain('Showing 1 to 25 of 26 schools')
    expect(html('head title').text()).toMatch(/^Woodland Trust \(page 1 of 2\)/)
    await app.get(`/organisations/${trust}?page=2`)
    expect(app.page().html('main li a[href^="/schools/"]').length).toBe(1)
  })

  test('that is a school has a page of its own', async () => {
    const { id, urn } = await aSchool(app.db)
    expect((await app.get(`/organisations/${id}`)).redirects).toEqual([`/schools/${urn}`])
  })

  test.each([['x'], ['00000000-0000-4000-8000-000000000000']])('that does not exist is not found: %s', async (id) => {
    expect((await app.get(`/organisations/${id}`)).status).toBe(404)
  })
})

test('nobody but staff sees any of it', async () => {
  const stranger = app.newBrowser()
  expect((await stranger.get('/organisations')).redirects[0]).toMatch(/^\/sign-in/)
  const tutor = app.newBrowser()
  await app.signInAs(TUTOR, tutor)
  expect((await tutor.get('/organisations')).status).toBe(404)
  expect((await tutor.get(`/organisations/${hub}`)).status).toBe(404)
})
