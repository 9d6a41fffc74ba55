import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { releaseContribution } from '../../requests/release-home.ts'
import { countOpen } from '../../requests/release-requests-queries.ts'
import { changeRoutes } from '../../routes/change-routes.ts'

let app: TestApp
let ash: { id: string; name: string }
let beech: { id: string; name: string }
beforeAll(async () => {
  app = await testApp({ routes: changeRoutes, loadActor, eventDefinitions: events, errorPages })
  ash = await anNpqProvider(app.db, 'Ash Teaching')
  beech = await anNpqProvider(app.db, 'Beech Teaching')
})
afterAll(() => app.close())

const whole = (browser: Browser) => expect(lintPage(browser.page().html)).toEqual([])
const send = async (browser: Browser, answer: Record<string, string> = {}) => {
  const shown = await browser.submit(answer, { form: 'main form' })
  whole(browser)
  return shown
}

/** Somebody whom Ash Teaching accepted asks on the pages to go to Beech Teaching. */
async function asking(name = 'Carys Rees') {
  const teacher = await aTeacher(app.db, { name })
  const registration = await aRegistration(app.db, { teacher, provider: ash, status: 'accepted', fundedPlace: true })
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  const start = `/npq/registrations/${registration.id}/change-provider`
  await browser.get(start)
  await send(browser)
  await send(browser, { provider: beech.id })
  expect(browser.page().text).toContain('You give up the funded place that you have now')
  expect((await send(browser)).heading).toBe('You have asked your provider')
  return { registration, browser, start }
}

async function somebodyAt(provider: { id: string }, role: 'claims' | 'administrator' | 'viewer' = 'administrator') {
  const browser = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, provider, { role })).accountId, browser)
  return browser
}

const listOf = ({ id }: { id: string }) => `/organisations/${id}/npq-release-requests`

describe('the provider', () => {
  test('has nobody to answer, then one to let go', async () => {
    const browser = await somebodyAt(beech)
    await browser.get(listOf(beech))
    expect(browser.page().text).toContain('Nobody is waiting for your answer')
    whole(browser)
    const { registration, browser: owner, start } = await asking('Ama Boateng')
    const colleague = await somebodyAt(ash)
    await colleague.get(listOf(ash))
    whole(colleague)
    await colleague.click('Ama Boateng')
    expect(colleague.page().heading).toBe('Ama Boateng asks you to let them go')
    expect(colleague.page().text).not.toContain('Beech')
    whole(colleague)
    expect((await send(colleague)).errors).toEqual(['Select whether you let them go'])
    const late = await somebodyAt(ash, 'administrator')
    await late.get(colleague.page().path)
    expect((await send(colleague, { decision: 'release' })).heading).toBe('You let them go')
    expect((await send(late, { decision: 'refuse', because: 'No' })).heading).toBe('You let them go')
    expect(late.page().status).toBe(409)
    expect(await registrationById(app.db, registration.id)).toMatchObject({ status: 'pending', providerId: beech.id })
    expect((await owner.get(`${start}/done`)).heading).toContain('Headship NPQ with Beech Teaching')
  })

  test('refuses with a reason, which the participant reads where they ask again', async () => {
    const { browser: owner, start } = await asking('Ben Price')
    const colleague = await somebodyAt(ash)
    await colleague.get(listOf(ash))
    await colleague.click('Ben Price')
    expect((await send(colleague, { decision: 'refuse' })).errors).toEqual([
      'Enter why you do not let them go. We tell them what you enter',
    ])
    expect((await send(colleague, { decision: 'refuse', because: 'You begin on Monday' })).heading).toBe(
      'You did not let them go',
    )
    await owner.get(start)
    whole(owner)
    expect(owner.page().heading).toBe('Change your provider')
    expect(owner.page().text).toContain('It says: You begin on Monday')
  })

  test('cannot let go what is not possible any more, and is told what to do', async () => {
    await asking('Cy Dent')
    const colleague = await somebodyAt(ash)
    await colleague.get(listOf(ash))
    await colleague.click('Cy Dent')
    const offer = app.db.updateTable('npq.course_offers').where('provider_id', '=', beech.id)
    await offer.set({ withdrawn_at: app.clock.now() }).execute()
    const refused = await send(colleague, { decision: 'release' })
    expect([refused.status, refused.heading]).toEqual([422, 'They cannot be let go as they asked'])
    await offer.set({ withdrawn_at: null }).execute()
  })

  test('sees many on pages, with as many queries as one', async () => {
    const many = await anNpqProvider(app.db, 'Many Teaching')
    for (let each = 0; each < 30; each += 1) {
      const registration = await aRegistration(app.db, { provider: many, status: 'accepted' })
      await app.db
        .insertInto('npq.change_requests')
        .values({
          ...{ id: crypto.randomUUID(), registration_id: registration.id, kind: 'provider', status: 'asked' },
          ...{ from_provider_id: many.id, to_provider_id: beech.id, to_course_identifier: registration.course },
          asked_at: app.clock.now(),
        })
        .execute()
    }
    const browser = await somebodyAt(many)
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await browser.get(listOf(many))
    expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
    queries.mockRestore()
    whole(browser)
    expect(browser.page().html('tbody tr')).toHaveLength(25)
    expect((await browser.get(`${listOf(many)}?page=2`)).html('tbody tr')).toHaveLength(5)
    expect((await browser.get(`${listOf(many)}?page=9`)).html('tbody tr')).toHaveLength(25)
  })
})

describe('who', () => {
  test('viewers, other providers and participants find nothing; requests are found under their own provider only', async () => {
    const { browser: owner } = await asking('Dee Ray')
    const colleague = await somebodyAt(ash)
    await colleague.get(listOf(ash))
    await colleague.click('Dee Ray')
    const { path } = colleague.page()
    for (const visitor of [owner, await somebodyAt(ash, 'viewer'), await somebodyAt(beech)]) {
      expect([(await visitor.get(listOf(ash))).status, (await visitor.get(path)).status]).toEqual([404, 404])
    }
    const other = await somebodyAt(beech)
    expect((await other.get(path.replace(ash.id, beech.id))).status).toBe(404)
    const body = await aPartner(app.db, 'A body', ['appropriate-body'])
    expect((await (await somebodyAt({ id: body })).get(listOf({ id: body }))).status).toBe(404)
    expect((await app.newBrowser().get(path)).path).toContain('/sign-in')
  })

  test('staff answer for a provider and say why', async () => {
    const { registration } = await asking('Eve Moss')
    const staff = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
    await staff.get(listOf(ash))
    await staff.click('Eve Moss')
    expect((await send(staff, { decision: 'release' })).errors).toEqual(['Enter why you answer for them'])
    await send(staff, { decision: 'release', reason: 'Ash Teaching telephoned' })
    expect(await registrationById(app.db, registration.id)).toMatchObject({ providerId: beech.id })
  })
})

test('the home page of a provider says how many wait, to those who may answer', async () => {
  const asked = async (role: 'administrator' | 'viewer', id = ash.id) => {
    const actor = new Actor({
      identity: { kind: 'account', id: '0190f3a4-0000-7000-8000-000000000001' },
      ...{ name: 'Somebody', door: 'web', memberships: [{ organisationId: id, role }] },
    })
    const place = { id: OrganisationId.parse(id), name: 'Ash', kind: 'company', urn: null, school: null } as const
    const about = { reader: app.db, actor, place: { ...place, roles: ['npq-provider'] as const }, eligible: true }
    return { ...about, now: app.clock.now() }
  }
  await asking('Fay Lin')
  const waiting = await countOpen(app.db, ash.id)
  const [task] = await releaseContribution.tasks(await asked('administrator'))
  expect(task).toMatchObject({ what: expect.stringContaining(`Answer ${waiting} participant`), href: listOf(ash) })
  expect(await releaseContribution.services(await asked('administrator'))).toHaveLength(1)
  expect(await releaseContribution.tasks(await asked('viewer'))).toEqual([])
  expect(await releaseContribution.services(await asked('viewer'))).toEqual([])
  const nobody = await anNpqProvider(app.db, 'Nobody Teaching')
  expect(await releaseContribution.tasks(await asked('administrator', nobody.id))).toEqual([])
})
