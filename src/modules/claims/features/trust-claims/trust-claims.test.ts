import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { events } from '../../claims-events.ts'
import {
  aClaim,
  aClaimWindow,
  aMentor,
  anEligibleSchool,
  anIttProvider,
  claimantAt,
  theyAccept,
} from '../../factories.ts'
import { trustRoutes } from '../../routes/trust-routes.ts'

let app: TestApp
let windowId: string
beforeAll(async () => {
  app = await testApp({ routes: trustRoutes, loadActor, eventDefinitions: events, errorPages })
  windowId = await aClaimWindow(app.db)
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]' }
const pathOf = (trust: { id: string }) => `/organisations/${trust.id}/trust-claims`

/** A trust of schools that may claim, the conditions accepted for all, with its administrator. */
async function aWorld(names: readonly string[] = ['Ash School', 'Beech School']) {
  const schools = []
  for (const name of names) {
    const school = await aSchool(app.db, { name, districtCode: 'E06000001' })
    await anEligibleSchool(app.db, school)
    schools.push(school)
  }
  const id = await aTrust(
    app.db,
    'Canopy Trust',
    schools.map((school) => school.id),
  )
  const person = await aPersonAt(app.db, { id }, { name: 'Tess Trust' })
  await theyAccept(app.db, claimantAt(person, { id }), { id })
  const browser = app.newBrowser()
  await app.signInAs(person.accountId, browser)
  const [ash, beech] = schools
  if (!ash || !beech) throw new Error('Two schools at least')
  return { id, schools, ash, beech, person, browser, provider: await anIttProvider(app.db) }
}

const look = async (browser: Browser, path: string) => {
  const shown = await browser.get(path)
  expect([shown.status, ...lintPage(shown.html)]).toEqual([200])
  return shown
}
const upload = async (world: Awaited<ReturnType<typeof aWorld>>, rows: readonly string[]) => {
  await look(world.browser, `${pathOf(world)}/file`)
  const content = `school_urn,provider,mentor_trn,hours\n${rows.join('\n')}\n`
  const shown = await world.browser.submit({}, { ...MAIN, files: { file: { name: 'claims.csv', content } } })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}
const decide = async ({ browser }: { browser: Browser }, values: Record<string, string>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}
const claimsAt = (schoolId: string) =>
  app.db
    .selectFrom('claims.claims')
    .select(['status', 'hours', 'amount_pence', 'submitted_for', 'created_for'])
    .where('school_id', '=', schoolId)
    .execute()

describe('the list', () => {
  test('has every claim of every school with totals, filters and a file, and as many queries for twenty schools', async () => {
    const world = await aWorld(['Ash School', '=Beech School', 'Cedar School'])
    const { ash, beech, provider, browser } = world
    const [ann, bob] = [await aMentor(app.db, ash, { name: 'Ann' }), await aMentor(app.db, beech, { name: 'Bob' })]
    const paid = await aClaim(app.db, { school: ash, provider, windowId, mentors: [ann], status: 'paid' })
    await aClaim(app.db, { school: beech, provider, windowId, mentors: [{ ...bob, hours: 10 }] })
    const few = await queriesOf(app, () => look(browser, pathOf(world)))
    const shown = browser.page()
    expect(shown.text).toContain('Tess Trust accepted the conditions of the grant for all schools')
    const rows = shown
      .html('tbody tr')
      .toArray()
      .map((row) => shown.html(row).text().replace(/\s+/g, ' ').trim())
    expect(rows).toContain('Ash School 1 8 £350.40 £350.40 £0.00')
    expect(rows).toContain('Cedar School 0 0 £0.00 £0.00 £0.00')
    expect(rows).toContain('Together 2 18 £788.40 £350.40 £0.00')
    const filtered = await look(browser, `${pathOf(world)}?status=paid&school=${ash.id}&year=2025`)
    expect(filtered.text).toContain('1 claim')
    expect(filtered.text).toContain(paid.reference)
    expect((await look(browser, `${pathOf(world)}?status=withdrawn`)).text).toContain('No claim is like that')
    expect((await look(browser, `${pathOf(world)}?year=2024`)).text).toContain('No school of the trust has a claim')
    const file = (await browser.get(`${pathOf(world)}/export`)).html.text()
    expect(file.trim().split('\n')).toHaveLength(3)
    expect(file).toContain(`'=Beech School`)
    expect(file).toContain('438.00')
    const large = await aWorld(Array.from({ length: 20 }, (_, at) => `School ${at}`))
    const teacher = await aMentor(app.db, large.ash)
    for (const school of large.schools) {
      const other = await anIttProvider(app.db)
      await aClaim(app.db, { school, provider: other, windowId, mentors: [{ ...teacher, hours: 2 }] })
    }
    expect(await queriesOf(app, () => look(large.browser, pathOf(large)))).toBe(few)
    expect(few).toBeLessThanOrEqual(15)
    expect(await queriesOf(app, () => look(large.browser, `${pathOf(large)}/schools`))).toBeLessThanOrEqual(15)
  })

  test('says of each school whether it can claim, and leads to its pages', async () => {
    const world = await aWorld()
    await app.db
      .updateTable('claims.eligible_schools')
      .set({ removed_at: app.clock.now() })
      .where('school_id', '=', world.beech.id)
      .execute()
    const shown = await look(world.browser, `${pathOf(world)}/schools`)
    expect(shown.html(`a[href="/organisations/${world.ash.id}/new-claim"]`)).toHaveLength(1)
    expect(shown.html(`a[href="/organisations/${world.beech.id}/new-claim"]`)).toHaveLength(0)
    expect(shown.text).toContain('not on our list of schools')
  })

  test('is of the trust and of staff alone; viewers do not claim, and a school is no trust', async () => {
    const world = await aWorld()
    const browserOf = async (accountId: string) => {
      const browser = app.newBrowser()
      await app.signInAs(accountId, browser)
      return browser
    }
    const head = await browserOf((await aPersonAt(app.db, world.ash)).accountId)
    expect((await head.get(pathOf(world))).status).toBe(404)
    const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
    expect((await look(staff, pathOf(world))).text).not.toContain('from a file')
    expect((await staff.get(`${pathOf(world)}/file`)).status).toBe(404)
    const viewer = await browserOf((await aPersonAt(app.db, { id: world.id }, { role: 'viewer' })).accountId)
    expect((await viewer.get(`${pathOf(world)}/file`)).status).toBe(403)
    expect((await world.browser.get(`/organisations/${world.ash.id}/trust-claims`)).status).toBe(404)
  })
})

describe('several schools in one go', () => {
  test('a file becomes one claim for each school and provider, sent with the name of the trust', async () => {
    const world = await aWorld()
    const { ash, beech, provider } = world
    await app.db
      .updateTable('directory.organisations')
      .set({ ukprn: '10001234' })
      .where('id', '=', provider.id)
      .execute()
    const [ann, eve] = [await aMentor(app.db, ash, { name: 'Ann' }), await aMentor(app.db, ash, { name: 'Eve' })]
    const bob = await aMentor(app.db, beech, { name: 'Bob', trn: '0900001' })
    const shown = await upload(world, [
      `${ash.urn},${provider.name.toUpperCase()},${ann.trn},16`,
      `${ash.urn},10001234,${eve.trn},4.0`,
      `${beech.urn}, ${provider.name} ,900001,6`,
    ])
    expect(shown.text).toContain('£876.00')
    expect(shown.text).toContain('26 hours')
    expect(shown.text).toContain('£1,138.80')
    expect(shown.text).toContain(`Bob (${bob.trn}): 6`)
    expect((await decide(world, {})).errors).toEqual(['Select what happens to the claims'])
    expect((await decide(world, { outcome: 'sent' })).errors[0]).toContain('Agree the hours with the provider')
    expect((await decide(world, { confirmed: 'yes' })).errors[0]).toContain('Read the declaration')
    expect(await claimsAt(ash.id)).toEqual([])
    const done = await decide(world, { outcome: 'sent', confirmed: 'yes', declared: 'yes' })
    expect(done.text).toContain('The claims of the file were sent to DfE')
    const trust = { submitted_for: world.id, created_for: world.id }
    expect(await claimsAt(ash.id)).toEqual([{ status: 'submitted', hours: 20, amount_pence: 87_600, ...trust }])
    expect(await claimsAt(beech.id)).toEqual([{ status: 'submitted', hours: 6, amount_pence: 26_280, ...trust }])
    expect((await newestEmailTo(app.db, world.person.address)).text).toMatch(/Ash School|Beech School/)
  })

  test('every fault is named by its line, and nothing happens', async () => {
    const world = await aWorld()
    const { ash, beech, provider } = world
    const elsewhere = await aSchool(app.db)
    const [ann, bob] = [await aMentor(app.db, ash, { name: 'Ann' }), await aMentor(app.db, beech, { name: 'Bob' })]
    await aClaim(app.db, { school: beech, provider, windowId, mentors: [{ ...bob, hours: 10 }] })
    const rows = [
      `${elsewhere.urn},${provider.name},${ann.trn},1`,
      `${ash.urn},Nobody Teaching,${ann.trn},1`,
      `${ash.urn},${provider.name},${bob.trn},1`,
      `${ash.urn},${provider.name},${ann.trn},1.5`,
      `${ash.urn},${provider.name},${ann.trn},2`,
      `${ash.urn},${provider.name},${ann.trn},2`,
      `${beech.urn},${provider.name},${bob.trn},7`,
      `${ash.urn},${provider.name}`,
    ]
    const shown = await upload(world, rows)
    const lines = shown
      .html('table')
      .first()
      .find('tbody tr')
      .toArray()
      .map((row) => shown.html(row).text().replace(/\s+/g, ' ').trim())
    for (const words of [
      /^2 No school of the trust/,
      /^3 No accredited provider of today/,
      /^4 Ash School has no mentor with the number/,
      /^5 The hours must be a whole number/,
      /^7 Ann is on line 6/,
      /^8 Bob has 6 hours left .* the file asks for 7/,
      /^9 It has 2 cells/,
    ]) {
      expect(lines).toContainEqual(expect.stringMatching(words))
    }
    expect(lines).toHaveLength(7)
    await decide(world, { outcome: 'sent', confirmed: 'yes', declared: 'yes' })
    expect(await claimsAt(ash.id)).toEqual([])
  })

  test('what has changed since the preview stops all of it and is named; drafts can be kept', async () => {
    const world = await aWorld()
    const { ash, beech, provider } = world
    const [ann, bob] = [await aMentor(app.db, ash, { name: 'Ann' }), await aMentor(app.db, beech, { name: 'Bob' })]
    const rows = [`${ash.urn},${provider.name},${ann.trn},16`, `${beech.urn},${provider.name},${bob.trn},16`]
    await upload(world, rows)
    const taken = await aClaim(app.db, {
      school: beech,
      provider,
      windowId,
      mentors: [{ ...bob, hours: 9 }],
      status: 'draft',
    })
    const refused = await decide(world, { outcome: 'sent', confirmed: 'yes', declared: 'yes' })
    expect(refused.errors[0]).toMatch(/Nothing was done. Beech School .*Bob has 7 hours left/)
    expect(await claimsAt(ash.id)).toEqual([])
    await app.db
      .updateTable('claims.held_hours')
      .set({ until: app.clock.now() })
      .where('person_id', '=', bob.personId)
      .execute()
    expect(taken.status).toBe('draft')
    const { path } = world.browser.page()
    expect((await decide(world, { outcome: 'drafted' })).text).toContain('are drafts now')
    expect((await claimsAt(ash.id)).map(({ status }) => status)).toEqual(['draft'])
    expect((await look(world.browser, path)).text).toContain('have been made')
    const other = await aWorld()
    expect((await other.browser.get(path)).status).toBe(404)
    expect((await other.browser.get(path.replace(world.id, other.id))).status).toBe(404)
  })
})
