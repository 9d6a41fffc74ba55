import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aMemberOfStaff, aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { markProvidersLostJob } from '../../claims/mark-providers-lost-job.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { submitClaim } from '../../claims/submit-claim.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: schoolClaimRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]' }

/** A claim of 10 hours that was sent, seen by the school's administrator. */
async function sent(hours = 10) {
  const world = await aClaimingSchool(app.db)
  const provider = await anIttProvider(app.db)
  const mentor = await aMentor(app.db, world.school, { name: 'Ines Duarte' })
  const context = contextFor(app.db, world.claimant)
  const mentors = [{ personId: mentor.personId, hours }]
  const draft = await execute(context, saveDraft, { schoolId: world.school.id, providerId: provider.id, mentors })
  if (!draft.ok) throw new Error(draft.refusal.code)
  const { claimId, revision } = draft.value
  const input = { claimId, seen: revision, providerConfirmedHours: true, declared: true }
  const done = await execute(context, submitClaim, input)
  if (!done.ok) throw new Error(done.refusal.code)
  const now = () => claimById(app.db, claimId)
  const browser = await signedIn(world.person.accountId)
  return { ...world, provider, mentor, claimId, path: `/claims/${claimId}`, browser, now }
}

async function signedIn(accountId: string): Promise<Browser> {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

const send = async (browser: Browser, values: Record<string, string | string[]>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

const loseAccreditation = (provider: { id: string }) =>
  sql`update directory.organisation_roles set period = daterange(lower(period), '2026-11-23')
    where organisation_id = ${provider.id}`.execute(app.db)

const runJob = () =>
  markProvidersLostJob.run(
    {
      ...contextFor(app.db, Actor.system('mark-providers-lost')),
      signal: new AbortController().signal,
      log: silentLog,
    },
    {},
  )

const heldBy = async (personId: string) =>
  (await app.db.selectFrom('claims.allowances').select('held').where('person_id', '=', personId).execute()).reduce(
    (sum, { held }) => sum + held,
    0,
  )

test('the school sees where it stands, who acts next and by when, the sums, and what happened', async () => {
  const { browser, path, provider, school } = await sent()
  const page = await browser.get(path)
  expect(lintPage(page.html)).toEqual([])
  for (const words of [
    'Sent to DfE',
    'Next: DfE. Payment is expected by 29 January 2027',
    '£536.00',
    'Inner London',
    'Ines Duarte',
  ])
    expect(page.text).toContain(words)
  expect(page.text).toContain(`10 hours with ${provider.name} at £53.60 an hour`)
  expect(page.text).toContain('by Bola Ade')
  const list = await browser.get(`/organisations/${school.id}/claims`)
  expect(list.status).toBe(200)
})

test('the provider sees mentors and hours from the day it was sent, and neither sums nor who sent it', async () => {
  const { path, provider, school, windowId, mentor } = await sent()
  const reader = await signedIn((await aPersonAt(app.db, provider, { name: 'Kit Lowe' })).accountId)
  const page = await reader.get(path)
  expect(lintPage(page.html)).toEqual([])
  expect(page.text).toContain('Ines Duarte')
  for (const secret of ['£', 'Bola Ade', 'Inner London']) expect(page.text).not.toContain(secret)
  expect((await reader.get(`${path}/withdrawal`)).status).toBe(404)
  const draft = await aClaim(app.db, {
    school,
    provider,
    windowId,
    mentors: [{ ...mentor, hours: 2 }],
    status: 'draft',
  })
  expect((await reader.get(`/claims/${draft.id}`)).status).toBe(404)
})

test('no more queries for many mentors than for one', async () => {
  const world = await sent()
  const others = await Promise.all(Array.from({ length: 12 }, () => aMentor(app.db, world.school)))
  const { school, provider, windowId } = world
  const big = await aClaim(app.db, { school, provider, windowId, mentors: others })
  const counts = [
    await queriesOf(app, () => world.browser.get(world.path)),
    await queriesOf(app, () => world.browser.get(`/claims/${big.id}`)),
    await queriesOf(app, () => world.browser.get(`/organisations/${school.id}/claims`)),
  ]
  expect(counts[0]).toBe(counts[1])
  // Two of each are the session's.
  expect(Math.max(...counts)).toBeLessThanOrEqual(17)
})

test('withdrawn once for twenty clicks: the hours come back, nothing is asked for, everybody is told', async () => {
  const { browser, path, now, mentor, provider, claimId, person } = await sent()
  const told = await aPersonAt(app.db, provider)
  await browser.get(`${path}/withdrawal`)
  expect(lintPage(browser.page().html)).toEqual([])
  expect((await send(browser, {})).errors).toEqual(['Enter why the claim is withdrawn'])
  const clicks = await Promise.all(Array.from({ length: 20 }, () => browser.submit({ because: 'Wrong hours' }, MAIN)))
  expect(clicks.every(({ status }) => status === 200)).toBe(true)
  expect((await now())?.status).toBe('withdrawn')
  expect(await heldBy(mentor.personId)).toBe(0)
  const ledger = await app.db.selectFrom('claims.ledger').select('pence').where('claim_id', '=', claimId).execute()
  expect(ledger.map(({ pence }) => pence).toSorted((one, other) => one - other)).toEqual([-53_600, 53_600])
  const emails = (await developmentEmails(app.db)).filter(({ subject }) => subject.includes('withdrawn'))
  expect(emails.map(({ to }) => to)).toEqual(expect.arrayContaining([told.address, person.address]))
  expect((await browser.get(path)).text).toContain('Wrong hours')
})

test('a claim in a batch cannot be withdrawn, in words', async () => {
  const { browser, path, claimId, windowId } = await sent()
  const batch = { kind: 'payment', window_id: windowId, status: 'prepared', claims: 1, total_pence: 53_600 }
  const { id } = await app.db
    .insertInto('claims.batches')
    .values({ ...batch, id: claimId, list_sha256: 'x', prepared_by_name: 'Pat', prepared_at: app.clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const item = { batch_id: id, claim_id: claimId, position: 1, pence: 53_600, row: '{}', claim_revision: 1 }
  await app.db
    .insertInto('claims.batch_items')
    .values({ ...item, outcome: 'waiting' })
    .execute()
  await browser.get(`${path}/withdrawal`)
  const refused = await send(browser, { because: 'Wrong hours' })
  expect([refused.status, refused.heading]).toEqual([422, 'It has not been done'])
  expect(refused.text).toContain('on its way to the payer')
})

test('staff withdraw for the school, and are DfE to it; a change since is told with who and when', async () => {
  const { browser, path, now } = await sent()
  const staff = await signedIn((await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })).accountId)
  await browser.get(`${path}/withdrawal`)
  await staff.get(`${path}/withdrawal`)
  await send(staff, { because: 'The school asked' })
  expect((await now())?.status).toBe('withdrawn')
  const page = await browser.get(path)
  expect(page.text).not.toContain('Sam Ortiz')
})

test('a provider that loses its accreditation: the school is told, names another, and the claim is worth the same', async () => {
  const { browser, path, now, mentor, provider, person } = await sent()
  const other = await anIttProvider(app.db)
  await loseAccreditation(provider)
  await runJob()
  await runJob()
  expect((await now())?.status).toBe('needs-provider')
  const emails = (await developmentEmails(app.db)).filter(
    ({ to, subject }) => to === person.address && subject.includes('needs another'),
  )
  expect(emails).toHaveLength(1)
  await browser.get(path)
  expect(browser.page().text).toContain('Next: you')
  await browser.click('Name another provider')
  expect(lintPage(browser.page().html)).toEqual([])
  await browser.get(`${path}/another-provider?q=${encodeURIComponent(other.name)}`)
  expect((await send(browser, {})).errors).toHaveLength(2)
  const done = await send(browser, { provider: other.id, confirmed: 'yes' })
  expect(done.text).toContain('names another provider now')
  expect(await now()).toMatchObject({
    ...{ status: 'submitted', providerId: other.id },
    submitted: { amount: 53_600, pencePerHour: 5360, providerName: other.name },
  })
  expect(await heldBy(mentor.personId)).toBe(10)
})

test('another provider with whom the mentors have too few hours left is refused, with how many', async () => {
  const { browser, path, now, mentor, provider, school, windowId } = await sent(16)
  const other = await anIttProvider(app.db)
  await aClaim(app.db, { school, provider: other, windowId, mentors: [{ ...mentor, hours: 10 }] })
  await loseAccreditation(provider)
  await runJob()
  await browser.get(`${path}/another-provider?q=${encodeURIComponent(other.name)}`)
  const refused = await send(browser, { provider: other.id, confirmed: 'yes' })
  expect(refused.text).toContain('Ines Duarte has 6 hours left with this provider, not 16')
  expect((await now())?.status).toBe('needs-provider')
})

test('a draft is discarded once, and its hours are free', async () => {
  const { browser, school, provider, mentor, windowId } = await sent(6)
  const draft = await aClaim(app.db, {
    school,
    provider,
    windowId,
    mentors: [{ ...mentor, hours: 10 }],
    status: 'draft',
  })
  await browser.get(`/claims/${draft.id}`)
  expect(browser.page().text).toContain('Not sent yet')
  await browser.click('Discard the draft')
  expect((await send(browser, {})).text).toContain('The draft has been discarded')
  expect(await heldBy(mentor.personId)).toBe(6)
  expect((await claimById(app.db, draft.id))?.status).toBe('discarded')
})
