import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { officer } from '../../audits/factories.ts'
import { ClaimId } from '../../claims/claim.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { discardDraft } from '../../claims/discard-draft.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { events } from '../../claims-events.ts'
import { aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'
import { staffClaimsRoutes } from '../../routes/staff-claims-routes.ts'

let app: TestApp
beforeAll(async () => {
  const routes = [...schoolClaimRoutes, ...staffClaimsRoutes]
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]:last-of-type' }
const WHY = 'The business manager telephoned and cannot sign in'

const send = async (browser: Browser, values: Record<string, string | string[]>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

/** A school with a mentor that may claim, and somebody of support. */
async function helped() {
  const world = await aClaimingSchool(app.db)
  const provider = await anIttProvider(app.db)
  const mentor = await aMentor(app.db, world.school, { name: 'Ines Duarte' })
  const staff = await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })
  const browser = app.newBrowser()
  await app.signInAs(staff.accountId, browser)
  return { ...world, provider, mentor, staff, browser }
}

type Helped = Awaited<ReturnType<typeof helped>>

/** The first question answered: a draft with its reason. */
async function begun({ browser, school, provider }: Helped): Promise<string> {
  await browser.get(`/organisations/${school.id}/new-claim?${new URLSearchParams({ q: provider.name })}`)
  const next = await send(browser, { provider: provider.id, reason: WHY })
  expect(next.heading).toBe(`Which mentors trained with ${provider.name}?`)
  return /^\/claims\/([0-9a-f-]{36})\/mentors$/.exec(next.path)?.[1] ?? ''
}

const reasonsOf = async (claimId: string) =>
  (
    await app.db
      .selectFrom('audit.events as event')
      .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
      .innerJoin('audit.processes as process', 'process.id', 'event.process_id')
      .select(['event.name', 'process.reason'])
      .where('about.subject_id', '=', claimId)
      .orderBy('event.id')
      .execute()
  ).map(({ name, reason }) => [name, reason])

test('support chooses the school, fills in the draft with its reason, and the school sends it', async () => {
  const world = await helped()
  const { browser, school, provider, mentor, person } = world
  const home = await browser.get('/staff/claims/new')
  expect(lintPage(home.html)).toEqual([])
  const found = await browser.get(`/staff/claims/new?${new URLSearchParams({ q: school.urn })}`)
  expect(lintPage(found.html)).toEqual([])
  await browser.click(school.name)
  expect(browser.page().path).toBe(`/organisations/${school.id}/new-claim`)
  // A suggestion alone would leave the reason out.
  expect(browser.page().html('[data-picks-into]')).toHaveLength(0)
  await browser.get(`${browser.page().path}?${new URLSearchParams({ q: provider.name })}`)
  const refused = await send(browser, { provider: provider.id, reason: ' ' })
  expect([refused.status, refused.errors]).toEqual([422, ['Enter why you do this for them']])
  expect(refused.html('input[name=provider][checked]').attr('value')).toBe(provider.id)
  const claimId = await begun(world)
  expect(browser.page().html('input[name=reason]').attr('value')).toBe(WHY)
  expect((await send(browser, { mentors: [mentor.personId], reason: '' })).errors).toEqual([
    'Enter why you do this for them',
  ])
  expect(browser.page().html('input[name=mentors][checked]')).toHaveLength(1)
  await send(browser, { mentors: [mentor.personId], reason: WHY })
  const hours = { [`hours-${mentor.personId}`]: 'other', [`other-${mentor.personId}`]: '9' }
  expect((await send(browser, { ...hours, reason: 'As the provider wrote' })).heading).toContain('Confirm the hours')
  expect(browser.page().html('input[name=reason]').attr('value')).toBe('As the provider wrote')
  const ready = await send(browser, { confirmed: 'yes' })
  expect([ready.path, ready.heading]).toEqual([
    `/claims/${claimId}?done=draft`,
    `Claim ${(await claimById(app.db, claimId))?.reference}`,
  ])
  expect(ready.text).toContain('The draft is ready. Whoever claims for the school')
  expect(await reasonsOf(claimId)).toEqual([
    ['claims.draft-saved', WHY],
    ['claims.draft-saved', WHY],
    ['claims.draft-saved', 'As the provider wrote'],
    ['claims.draft-saved', 'As the provider wrote'],
  ])
  for (const step of ['check-answers', 'sent']) {
    expect([step, (await browser.get(`/claims/${claimId}/${step}`)).status]).toEqual([step, 404])
  }

  const own = app.newBrowser()
  await app.signInAs(person.accountId, own)
  await own.get(`/claims/${claimId}`)
  await own.click('Continue the claim')
  expect((await send(own, { declared: 'yes' })).heading).toBe('Claim sent')
  expect((await browser.get(`/claims/${claimId}/hours`)).path).toBe(`/claims/${claimId}`)
})

test('the claims of the school lead support there; where the school cannot claim, they say what to do first', async () => {
  const { browser, school } = await helped()
  await browser.get(`/organisations/${school.id}/claims`)
  await browser.click('Begin a claim for the school')
  expect(browser.page().heading).toBe('Which provider did your mentors train with?')
  await app.db.deleteFrom('claims.eligible_schools').where('school_id', '=', school.id).execute()
  expect((await browser.get(`/organisations/${school.id}/new-claim`)).path).toBe(`/organisations/${school.id}/claims`)
  expect(browser.page().text).toContain('Before you can claim')
  const payer = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['pay'] })).accountId, payer)
  expect((await payer.get('/staff/claims/new')).status).toBe(404)
  expect((await payer.get(`/organisations/${school.id}/new-claim`)).status).toBe(404)
})

test('staff discard a draft with the reason, which stands in its history; the school needs none', async () => {
  const world = await helped()
  const { browser, school, provider } = world
  const claimId = await begun(world)
  await browser.get(`/claims/${claimId}/discarding`)
  expect(lintPage(browser.page().html)).toEqual([])
  const refused = await send(browser, {})
  expect([refused.status, refused.errors]).toEqual([422, ['Enter why you do this for them']])
  expect((await claimById(app.db, claimId))?.status).toBe('draft')
  const done = await send(browser, { reason: 'Begun for the wrong school' })
  expect(done.text).toContain('The draft has been discarded')
  expect((await reasonsOf(claimId)).at(-1)).toEqual(['claims.draft-discarded', 'Begun for the wrong school'])
  expect((await browser.get(`/claims/${claimId}`)).text).toContain('Begun for the wrong school')

  const colleague = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, school, { role: 'claims' })).accountId, colleague)
  await colleague.get(`/organisations/${school.id}/new-claim?${new URLSearchParams({ q: provider.name })}`)
  expect(colleague.page().html('input[name=reason]')).toHaveLength(0)
  const next = await send(colleague, { provider: provider.id })
  await colleague.get(next.path.replace('mentors', 'discarding'))
  expect(colleague.page().html('input[name=reason]')).toHaveLength(0)
  expect((await send(colleague, {})).text).toContain('The draft has been discarded')
})

test('the commands refuse staff who say nothing', async () => {
  const world = await helped()
  const { school, provider, staff } = world
  const context = contextFor(app.db, officer(staff.accountId))
  const draft = { schoolId: school.id, providerId: provider.id, mentors: [] }
  expect(await execute(context, saveDraft, draft)).toMatchObject({ refusal: { code: 'no-reason' } })
  const claimId = ClaimId.parse(await begun(world))
  const seen = (await claimById(app.db, claimId))?.revision ?? 0
  expect(await execute(context, discardDraft, { claimId, seen })).toMatchObject({ refusal: { code: 'no-reason' } })
})
