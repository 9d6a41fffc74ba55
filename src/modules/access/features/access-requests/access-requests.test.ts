import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(() => app.close())

const PATH = '/staff/access-requests'
const daysAgo = (days: number) => app.clock.now().subtract({ hours: days * 24 })
const school = () => aSchool(app.db, { name: 'Wait School' })

async function aLinkRequest(days: number) {
  const [id, asked] = [newId<string>(), daysAgo(days)]
  await app.db
    .insertInto('access.link_requests')
    .values({
      ...{
        id,
        organisation_id: (await school()).id,
        status: 'with-staff',
        name: 'Lin Link',
        address: 'lin@wait.example',
      },
      ...{ reference_hash: randomBytes(32), browser_hash: randomBytes(32), asked_at: asked, created_at: asked },
    })
    .execute()
  return id
}

async function aJoinRequest(days: number) {
  const [id, asked, address] = [newId<string>(), daysAgo(days), `${newId()}@wait.example`]
  await app.db
    .insertInto('access.join_requests')
    .values({
      ...{ id, organisation_id: (await school()).id, status: 'with-staff', name: 'Jo Join', address, folded: address },
      ...{ reference_hash: randomBytes(32), role: 'viewer', asked_at: asked, created_at: asked },
    })
    .execute()
  return id
}

async function anObjection() {
  const at = await school()
  await aTutorOf(app.db, at, { name: 'Olu Before' })
  await aTutorOf(app.db, at, { now: app.clock.now().add({ hours: 1 }) })
  const { id } = await app.db
    .updateTable('access.handovers')
    .set({ status: 'objected', objected_by: 'contact', objected_at: daysAgo(2) })
    .where('organisation_id', '=', at.id)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const hrefs = () =>
  app
    .page()
    .html('tbody a')
    .toArray()
    .map((link) => app.page().html(link).attr('href'))

test('nothing waits, and the page says so', async () => {
  const shown = await app.get(PATH)
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.text).toContain('Nothing waits for you')
})

test('everything that waits is in one list, the longest first, each with its page and its age', async () => {
  const [link, join, objection] = [await aLinkRequest(3), await aJoinRequest(5), await anObjection()]
  const shown = await app.get(PATH)
  expect(lintPage(shown.html)).toEqual([])
  expect(hrefs()[1]).toBe(`/staff/link-requests/${link}`)
  expect(hrefs()[0]).toContain(`/join-requests/${join}`)
  expect(hrefs()[2]).toBe(`/staff/handovers/${objection}`)
  expect(shown.text).toContain('All (3)')
  expect(shown.text).toContain('5 days')
  expect(shown.html('tbody tr').last().text()).toContain('Olu Before')
  for (const href of hrefs()) expect((await app.get(href ?? '')).status).toBe(200)
})

test('one kind can be chosen, and many are paged', async () => {
  for (let number = 0; number < 30; number += 1) await aLinkRequest(1)
  expect((await app.get(`${PATH}?kind=join`)).html('tbody tr').length).toBe(1)
  expect((await app.get(`${PATH}?kind=link`)).text).toContain('Showing 1 to 25 of 31 requests')
  expect((await app.get(`${PATH}?kind=link&page=2`)).html('tbody tr').length).toBe(6)
  expect((await app.get(`${PATH}?kind=link&page=7`)).path).toBe(`${PATH}?kind=link`)
})
