import { createHash, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { localClamd } from '#src/main/dev/virus-scan/local-clamd.ts'
import { aMemberOfStaff, aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { eventsAbout } from '#src/platform/audit/event-facts-queries.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { clamd } from '#src/platform/virus-scan/clamd.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { worksAt } from '../../audits/factories.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { answerInformation } from '../../requests/answer-information.ts'
import { askForMoreTime } from '../../requests/ask-for-more-time.ts'
import { RequestId } from '../../requests/information-request.ts'
import { requestById, requestsOfClaim } from '../../requests/requests-queries.ts'
import { scanEvidenceJob } from '../../requests/scan-evidence-job.ts'
import { uploadEvidence } from '../../requests/upload-evidence.ts'
import { requestRoutes } from '../../routes/request-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: requestRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]' }

async function signedIn(accountId: string): Promise<Browser> {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

/** A claim and a member of staff who looks at it. */
async function aWorld() {
  const world = await aClaimingSchool(app.db)
  const provider = await anIttProvider(app.db)
  const { school, windowId, person } = world
  const mentor = await aMentor(app.db, school)
  const claim = await aClaim(app.db, { school, provider, windowId, mentors: [mentor] })
  const staff = await signedIn((await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })).accountId)
  const answerer = worksAt(person.accountId, school.id)
  return { ...world, provider, claim, staff, answerer, path: `/staff/claims/${claim.id}/requests` }
}

type World = Awaited<ReturnType<typeof aWorld>>

/** Staff ask the school on the page. */
async function asked({ staff, path, claim }: World) {
  await staff.get(`${path}/new`)
  expect(lintPage(staff.page().html)).toEqual([])
  const shown = await send(staff, { of: 'school', topic: 'hours', question: 'How many hours?' })
  expect(shown.text).toContain('How many hours?')
  const [newest] = await requestsOfClaim(app.db, claim.id)
  if (!newest) throw new Error('nothing was asked')
  return { request: newest, at: `${path}/${newest.id}` }
}

const send = async (browser: Browser, values: Record<string, string>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

async function upload({ claim, answerer }: World, requestId: string, content: string, fileName = 'contract.pdf') {
  const path = join(tmpdir(), randomUUID())
  await writeFile(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const given = { claimId: claim.id, fileName, bytes: content.length, sha256, path: () => path }
  const input = { ...given, requestId: RequestId.parse(requestId) }
  const done = await execute(contextFor(app.db, answerer), uploadEvidence, input)
  await rm(path)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.evidenceId
}

async function scan() {
  const local = await localClamd()
  const job = scanEvidenceJob(clamd({ host: '127.0.0.1', port: local.port, log: silentLog }))
  const context = contextFor(app.db, Actor.system(job.name), Temporal.Instant.from('2026-11-23T10:05:00Z'))
  await job.run({ ...context, signal: new AbortController().signal, log: silentLog }, {})
  await local.close()
}

test('asked with the usual day in working days; the email does not hold the question; answered, read, settled', async () => {
  const world = await aWorld()
  const { staff, person, answerer } = world
  expect((await staff.get(`${world.path}/new`)).html('#dueOn-day').attr('value')).toBe('30')
  expect((await send(staff, {})).errors).toHaveLength(3)
  const { request, at } = await asked(world)
  const emails = (await developmentEmails(app.db)).filter(({ to }) => to === person.address)
  expect(emails[0]?.subject).toContain('Answer by 30 November 2026')
  expect(emails[0]?.text).not.toContain('How many hours?')
  const input = { requestId: request.id, seen: 1, answer: 'Sixteen' }
  await execute(contextFor(app.db, answerer), answerInformation, input)
  const page = await staff.get(at)
  expect(lintPage(page.html)).toEqual([])
  for (const words of ['Sixteen', 'Sam Ortiz', 'Receipt']) expect(page.text).toContain(words)
  await staff.click('Settle')
  expect((await send(staff, {})).errors).toEqual(['Enter why'])
  expect((await send(staff, { reason: 'The hours agree' })).text).toContain('The request is settled')
  expect((await requestById(app.db, request.id))?.status).toBe('settled')
  expect((await staff.get(`${at}/settling`)).path).toBe(at)
})

test('what a colleague did meanwhile is said, and what was typed stays; more time is given or refused by a day', async () => {
  const world = await aWorld()
  const { staff, answerer, person } = world
  const { request, at } = await asked(world)
  await staff.get(`${at}/settling`)
  const until = Temporal.PlainDate.from('2026-12-07')
  const wish = { requestId: request.id, seen: 1, until, because: 'The tutor is ill' }
  await execute(contextFor(app.db, answerer), askForMoreTime, wish)
  const changed = await send(staff, { reason: 'Enough' })
  expect(changed.errors[0]).toContain('More time asked for, until 7 December 2026')
  expect(changed.html('textarea').text()).toContain('Enough')
  await staff.get(`${at}/again`)
  expect(staff.page().html('#dueOn-day').attr('value')).toBe('7')
  await send(staff, { 'dueOn-day': '30', 'dueOn-month': '11', reason: 'The payer waits' })
  expect(await requestById(app.db, request.id)).toMatchObject({ extension: null, status: 'open' })
  const emails = (await developmentEmails(app.db)).filter(({ to }) => to === person.address)
  expect(emails[0]?.text).toContain('We cannot give you more time')
  await staff.get(`${at}/again`)
  await send(staff, { 'dueOn-day': '7', 'dueOn-month': '12', 'dueOn-year': '2026', reason: 'The tutor is back then' })
  expect((await requestById(app.db, request.id))?.dueOn.toString()).toBe('2026-12-07')
})

test('all requests: late ones first, counted, filtered', async () => {
  const world = await aWorld()
  const { at } = await asked(world)
  app.clock.moveTo('2026-12-02T10:00:00Z')
  const staff = await signedIn((await aMemberOfStaff(app.db)).accountId)
  const list = await staff.get('/staff/claims/requests')
  expect(lintPage(list.html)).toEqual([])
  expect(list.html('main tbody tr').first().text()).toContain('(late)')
  const late = await staff.get('/staff/claims/requests?view=late&of=school&by=dfe')
  expect(late.html(`main a[href="${at}"]`)).toHaveLength(1)
  expect((await staff.get('/staff/claims/requests?by=provider')).text).toContain('Nothing fits')
  const counted = await queriesOf(app, () => staff.get('/staff/claims/requests'))
  await asked({ ...(await aWorld()), staff })
  expect(await queriesOf(app, () => staff.get('/staff/claims/requests'))).toBe(counted)
  expect(counted).toBeLessThanOrEqual(15)
  app.clock.moveTo('2026-11-23T10:00:00Z')
})

test('a file opens as an attachment of our name once it is clean, with who opened it; before that it is explained', async () => {
  const world = await aWorld()
  const { staff, provider, school } = world
  const { request, at } = await asked(world)
  const clean = await upload(world, request.id, '%PDF-1.7 contract', 'Ines Duarte contract.pdf')
  const text = await upload(world, request.id, '=cmd()\n', 'hours.csv')
  await staff.get(at)
  expect(staff.page().text).toContain('It can be opened once it is checked')
  expect(staff.page().html('form[action^="/claim-evidence"]')).toHaveLength(0)
  await staff.get(`${at}/settling`)
  const early = await staff.submit({}, { ...MAIN, action: `/claim-evidence/${clean}` })
  expect([early.status, early.heading]).toEqual([422, 'This file cannot be opened'])
  expect(lintPage(early.html)).toEqual([])
  await scan()
  await staff.get(at)
  const file = await staff.submit({}, { form: `form[action="/claim-evidence/${clean}"]` })
  expect(file.status).toBe(200)
  expect(file.headers).toMatchObject({
    ...{ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    'content-disposition': expect.stringMatching(/^attachment; filename="evidence-[0-9]{8}-[0-9a-f]{8}\.pdf"/),
  })
  expect(file.text).toContain('%PDF-1.7 contract')
  await staff.get(at)
  const csv = await staff.submit({}, { form: `form[action="/claim-evidence/${text}"]` })
  expect(csv.headers['content-disposition']).toContain('.txt"')
  const told = await eventsAbout(app.db, { kind: 'claim', id: world.claim.id })
  const opened = told.filter(({ name }) => name === 'claims.evidence-opened')
  expect(opened).toHaveLength(2)
  const tutor = await signedIn((await aPersonAt(app.db, provider)).accountId)
  await tutor.get(`/claims/${world.claim.id}/requests/new`)
  expect((await tutor.submit({}, { ...MAIN, action: `/claim-evidence/${clean}` })).status).toBe(404)
  const own = await signedIn((await aPersonAt(app.db, school)).accountId)
  await own.get(`/claims/${world.claim.id}/requests/${request.id}/more-time`)
  expect((await own.submit({}, { ...MAIN, action: `/claim-evidence/${clean}` })).status).toBe(200)
})
