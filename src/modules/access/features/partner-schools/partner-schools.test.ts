import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { prepareQueues } from '#src/platform/jobs/queues.ts'
import type { TestApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aSchool, aTrust } from '../../../directory/factories.ts'
import { addOrganisation } from '../../../directory/features/add-organisation/add-organisation.ts'
import { grantOrganisationRole } from '../../../directory/features/grant-organisation-role/grant-organisation-role.ts'
import { aMemberOfStaff, aTutorOf, contextFor } from '../../factories.ts'
import { giveRole } from '../../memberships/give-role.ts'

const PATH = '/partner-schools'
let app: TestApp
let provider: string
let trust: string
let own: { id: string; urn: string; name: string }
let other: { id: string; urn: string; name: string }

beforeAll(async () => {
  app = await composedApp()
  await prepareQueues(app.databaseUrl)
  provider = await aProvider('Beacon Teaching', 'lead-provider')
  own = await aSchool(app.db, { name: 'Ash School' })
  other = await aSchool(app.db, { name: 'Beech School' })
  trust = await aTrust(app.db, 'River Trust', [
    own.id,
    (await aSchool(app.db, { name: 'No Address', contacts: {} })).id,
  ])
})
afterAll(() => app.close())

const keeper = Actor.system('test', 'command-line', ['manage-reference-data'])
const day = (text: string) => Temporal.PlainDate.from(text)

async function aProvider(
  name: string,
  role: 'lead-provider' | 'npq-provider',
  to: string | null = null,
): Promise<string> {
  const context = contextFor(app.db, keeper)
  const plan = { kind: 'company', name, ukprn: null, openedOn: null, source: 'test' } as const
  const added = await execute(context, addOrganisation, plan)
  if (!added.ok) throw new Error(added.refusal.code)
  const organisationId = added.value.id
  const period = { from: day('2021-09-01'), to: to === null ? null : day(to), source: 'test' }
  const granted = await execute(context, grantOrganisationRole, { organisationId, role, ...period })
  if (!granted.ok) throw new Error(granted.refusal.code)
  return organisationId
}

/** Somebody with a role in an organisation, signed in. */
async function memberOf(organisationId: string, role: 'administrator' | 'viewer' = 'administrator'): Promise<Browser> {
  const now = app.clock.now()
  const { accountId } = await app.db.transaction().execute((tx) =>
    giveRole(tx, {
      ...{
        name: 'Lee Partner',
        address: `lee-${newId()}@partner.example`,
        role,
        because: 'added',
        grantedBy: null,
        now,
      },
      ...{ organisation: { id: organisationId, name: 'An organisation', urn: null }, baseUrl: 'https://training.test' },
    }),
  )
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}
const textOf = (browser: Browser) => browser.page().html('main').text().replaceAll(/\s+/g, ' ')
const eventsOf = async (kind: string, id: string) =>
  (
    await app.db
      .selectFrom('audit.event_subjects as about')
      .innerJoin('audit.events as event', 'event.id', 'about.event_id')
      .select('event.name')
      .where('about.subject_kind', '=', kind)
      .where('about.subject_id', '=', id)
      .execute()
  ).map(({ name }) => name)

describe('a lead provider', () => {
  test('finds a school and is told how it stands, without anybody’s name or address', async () => {
    const tutor = await aTutorOf(app.db, other, { name: 'Amina Khan', address: 'amina@beech.example' })
    const browser = await memberOf(provider)
    const search = await browser.get(PATH)
    expect(lintPage(search.html)).toEqual([])
    expect(textOf(browser)).toContain('Beacon Teaching (Lead provider)')
    const found = await browser.get(`${PATH}?q=school`)
    expect(lintPage(found.html)).toEqual([])
    expect(textOf(browser)).toContain('Beech School')
    const page = await browser.get(`${PATH}?q=Beech%20School%20(${other.urn})`)
    expect(page.path).toBe(`${PATH}/${other.urn}`)
    expect(lintPage(page.html)).toEqual([])
    expect(textOf(browser)).toContain('Registered Yes, since 2026 to 2027')
    expect(textOf(browser)).toContain('Yes')
    for (const secret of [tutor.name, tutor.address, 'office@', 'Amina', '•••'])
      expect(page.html.html()).not.toContain(secret)
    expect(page.html('main form')).toHaveLength(0)
  })

  test('sends an unregistered school its link, once, and the history says who', async () => {
    const school = await aSchool(app.db, { name: 'Cedar School' })
    const browser = await memberOf(provider)
    await browser.get(`${PATH}/${school.urn}`)
    expect(textOf(browser)).toContain('Registered No')
    expect(textOf(browser)).toContain('Never sent')
    const sent = await browser.submit({}, { form: 'main form' })
    expect(sent.path).toBe(`${PATH}/${school.urn}`)
    expect(textOf(browser)).toContain('Sent on 23 November 2026')
    const again = await browser.submit({}, { form: 'main form' })
    expect(again.status).toBe(422)
    expect(lintPage(again.html)).toEqual([])
    expect(textOf(browser)).toContain('Another one can be sent at 10:05am')
    expect((await eventsOf('school', school.id)).sort()).toEqual([
      'access.link-asked-for-by-partner',
      'access.nomination-link-sent',
    ])
    expect(await eventsOf('organisation', provider)).toContain('access.link-asked-for-by-partner')
    expect(again.html.html()).not.toContain('office@')
  })

  test('is told why a school that cannot use the service gets none', async () => {
    const closed = await aSchool(app.db, { name: 'Closed School', statusCode: '2' })
    const browser = await memberOf(provider)
    await browser.get(`${PATH}/${closed.urn}`)
    expect(textOf(browser)).toContain('cannot use the service')
    expect((await browser.get(`${PATH}/${own.urn}`)).status).toBe(200)
  })

  test('whose people may only look see no button, and posting changes nothing', async () => {
    const school = await aSchool(app.db)
    const viewer = await memberOf(provider, 'viewer')
    await viewer.get(`${PATH}/${school.urn}`)
    expect(viewer.page().html('main form')).toHaveLength(0)
    await viewer.get(PATH)
    const refused = await viewer.submit(
      {},
      { form: 'form[action="/sign-out"]', action: `${PATH}/${school.urn}/nomination-link` },
    )
    expect(refused.status).toBe(403)
    expect(await eventsOf('school', school.id)).toEqual([])
  })
})

describe('a trust', () => {
  test('sees its own schools with how they stand, and no other', async () => {
    const browser = await memberOf(trust)
    const page = await browser.get(PATH)
    expect(lintPage(page.html)).toEqual([])
    expect(page.heading).toBe('Schools of River Trust')
    expect(textOf(browser)).toContain('0 of 2 schools that can use the service are registered')
    expect(textOf(browser)).not.toContain('Beech School')
    expect((await browser.get(`${PATH}/${other.urn}`)).status).toBe(404)
    expect((await browser.get(`${PATH}/${own.urn}`)).status).toBe(200)
    expect((await browser.get(`${PATH}?show=unregistered`)).text).toContain('Ash School')
    expect(textOf(browser)).toContain('Show all schools')
  })

  test('sends the link to all that are not registered in one go', async () => {
    const browser = await memberOf(trust)
    await browser.get(PATH)
    const asked = await browser.get(`${PATH}/invitations/new`)
    expect(asked.heading).toBe('Send the link to 1 school')
    expect(lintPage(asked.html)).toEqual([])
    expect(textOf(browser)).toContain('No email address')
    expect(asked.html.html()).not.toContain('@urn')
    const planned = await browser.submit({}, { form: 'main form' })
    expect(planned.heading).toBe('Links to your schools')
    expect(lintPage(planned.html)).toEqual([])
    expect((await browser.get(`${PATH}/invitations/new`)).heading).toBe('There is nobody to send the link to')
    const rival = await memberOf(await aTrust(app.db, 'Rival Trust', [other.id]))
    expect((await rival.get(planned.path)).status).toBe(404)
    const staff = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
    expect((await staff.get(`/staff/invitations/${planned.path.split('/').at(-1)}`)).status).toBe(200)
    expect((await rival.get(`/staff/invitations/${planned.path.split('/').at(-1)}`)).status).toBe(404)
  })
})

test('whoever works for no such organisation today finds nothing', async () => {
  const ended = await aProvider('Past Provider', 'lead-provider', '2024-09-01')
  const npq = await aProvider('Courses', 'npq-provider')
  expect(londonDate(app.clock.now()).toString()).toBe('2026-11-23')
  const tutor = app.newBrowser()
  await app.signInAs((await aTutorOf(app.db, await aSchool(app.db))).accountId, tutor)
  for (const browser of [tutor, await memberOf(ended), await memberOf(npq)]) {
    for (const path of ['', `/${other.urn}`, '/invitations/new'])
      expect((await browser.get(`${PATH}${path}`)).status).toBe(404)
  }
  const stranger = await app.newBrowser().get(PATH, { follow: false })
  expect(stranger.headers['location']).toContain('/sign-in')
})
