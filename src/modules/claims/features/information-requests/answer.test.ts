import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { localClamd, testVirus } from '#src/main/dev/virus-scan/local-clamd.ts'
import { aMemberOfStaff, aPersonAt, contextFor } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { silentLog } from '#src/platform/log.ts'
import { clamd } from '#src/platform/virus-scan/clamd.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { officer, worksAt } from '../../audits/factories.ts'
import { LineId } from '../../claims/claim.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { askForInformation } from '../../requests/ask-for-information.ts'
import { evidenceOfRequest, requestById } from '../../requests/requests-queries.ts'
import { scanEvidenceJob } from '../../requests/scan-evidence-job.ts'
import { requestRoutes } from '../../routes/request-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: requestRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form[method=post]' }
const PDF = { name: 'timetable.pdf', content: '%PDF-1.7\nhours' }
const WORDS = 'Sixteen hours, see the timetable.\nOur tutor signed it.'

async function signedIn(accountId: string): Promise<Browser> {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

/** A claim about which DfE, or the provider, has asked something. */
async function asked({ of = 'school' as 'school' | 'provider', by = 'staff' as 'staff' | 'provider' } = {}) {
  const world = await aClaimingSchool(app.db)
  const provider = await anIttProvider(app.db)
  const tutor = await aPersonAt(app.db, provider, { name: 'Kit Lowe' })
  const mentor = await aMentor(app.db, world.school)
  const { school, windowId } = world
  const claim = await aClaim(app.db, { school, provider, windowId, mentors: [mentor] })
  const staff = (await aMemberOfStaff(app.db, { name: 'Sam Ortiz' })).accountId
  const asker = by === 'staff' ? officer(staff) : worksAt(tutor.accountId, provider.id)
  const lineId = LineId.parse(claim.lines[0]?.id)
  const question = { claimId: claim.id, of, lineId, topic: 'hours', question: 'How many hours?', dueOn: null } as const
  const done = await execute(contextFor(app.db, asker), askForInformation, question)
  if (!done.ok) throw new Error(done.refusal.code)
  const { requestId } = done.value
  const path = `/claims/${claim.id}/requests/${requestId}`
  const browser = await signedIn((of === 'school' ? world.person : tutor).accountId)
  const now = () => requestById(app.db, requestId)
  const files = () => evidenceOfRequest(app.db, requestId)
  return { ...world, provider, tutor, claim, staff, requestId, path, browser, now, files }
}

type Sent = NonNullable<Parameters<Browser['submit']>[1]>['files']

const send = async (browser: Browser, values: Record<string, string>, files: Sent = {}) => {
  const shown = await browser.submit(values, { ...MAIN, files })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

const typed = (browser: Browser) => browser.page().html('textarea[name=answer]').text().trim()

async function scan() {
  const local = await localClamd()
  const job = scanEvidenceJob(clamd({ host: '127.0.0.1', port: local.port, log: silentLog }))
  const context = contextFor(app.db, Actor.system(job.name), Temporal.Instant.from('2026-11-23T10:05:00Z'))
  await job.run({ ...context, signal: new AbortController().signal, log: silentLog }, {})
  await local.close()
}

test('a school reads the question, uploads a file, sends the answer with another, and gets one receipt for two clicks', async () => {
  const { browser, path, now, files, claim } = await asked()
  const list = await browser.get(`/claims/${claim.id}/requests`)
  expect(lintPage(list.html)).toEqual([])
  await browser.click('How many hours a mentor was trained')
  const page = browser.page()
  expect(lintPage(page.html)).toEqual([])
  for (const words of ['How many hours?', '30 November 2026', 'Ines Duarte', 'for 7 years', 'smaller than 10MB', 'DfE'])
    expect(page.text).toContain(words)
  expect(page.text).not.toContain('Sam Ortiz')
  const uploaded = await send(browser, { answer: WORDS, upload: 'yes' }, { file1: PDF })
  expect(uploaded.text).toContain('timetable.pdf has been uploaded')
  expect(uploaded.text).toContain('Being checked for viruses')
  expect(typed(browser)).toBe(WORDS)
  const both = { ...MAIN, files: { file1: { name: 'photo.png', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') } } }
  const [sent] = await Promise.all([browser.submit({}, both), browser.submit({}, both)])
  expect([sent.heading, sent.status]).toEqual(['Answer sent', 200])
  expect(sent.text).toMatch(/R[1-9][0-9]{7}/)
  expect(sent.text).toContain('2 files')
  expect(await now()).toMatchObject({ status: 'answered', answer: WORDS, revision: 2 })
  expect(await files()).toHaveLength(2)
  const read = await browser.get(path)
  expect(lintPage(read.html)).toEqual([])
  expect(read.text).toContain('Our tutor signed it.')
})

test('what is refused is said beside its field, the others are taken, and nothing typed is lost', async () => {
  const { browser, path, files } = await asked()
  await browser.get(path)
  const refused = await send(
    browser,
    { answer: WORDS },
    {
      file1: { name: 'run.pdf', content: 'MZ\x90\0' },
      file2: PDF,
      file3: { name: 'empty.pdf', content: '' },
      file4: { name: 'large.pdf', content: Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(11 * 1024 * 1024)]) },
      file5: { name: 'contract.png', content: '%PDF-1.7 2' },
    },
  )
  expect(refused.status).toBe(422)
  expect(refused.errors.map((error) => error.split(' ').slice(0, 5).join(' '))).toEqual([
    ...['run.pdf must be one of', 'empty.pdf is empty. Check the', 'large.pdf must be smaller than'],
    'The name of contract.png says',
  ])
  expect(typed(browser)).toBe(WORDS)
  expect((await files()).map(({ fileName }) => fileName)).toEqual(['timetable.pdf'])
  const again = await send(browser, { upload: 'yes' }, { file1: { ...PDF, name: 'other.pdf' } })
  expect(again.errors[0]).toContain('has been uploaded already')
  expect((await send(browser, { upload: 'yes', answer: '' })).errors).toEqual(['Select a file to upload'])
  expect((await send(browser, { answer: ' ' })).errors).toEqual(['Enter your answer'])
  const remove = browser.page().html('button[name=remove]').attr('value') ?? ''
  expect((await send(browser, { answer: WORDS, remove })).text).toContain('The file has been removed')
  expect(typed(browser)).toBe(WORDS)
  expect(await files()).toEqual([])
})

test('five files at once; one with a virus keeps the answer back until it is removed', async () => {
  const { browser, path, files, now } = await asked()
  await browser.get(path)
  const five = Object.fromEntries(
    [1, 2, 3, 4].map((at) => [`file${at}`, { name: `${at}.pdf`, content: `%PDF-1.7 ${at}` }]),
  )
  const virus = { name: 'hours.txt', content: Buffer.concat([testVirus(), Buffer.from(`\n${path}`)]) }
  const shown = await send(browser, { answer: WORDS, upload: 'yes' }, { ...five, file5: virus })
  expect(shown.text).toContain('5 files have been uploaded')
  await scan()
  expect((await files()).map(({ scan: state }) => state)).toEqual(['clean', 'clean', 'clean', 'clean', 'infected'])
  const refused = await send(browser, {})
  expect(refused.errors).toEqual(['Remove the file that holds a virus, then send your answer'])
  expect(typed(browser)).toBe(WORDS)
  const remove = browser.page().html('button[name=remove]').last().attr('value') ?? ''
  await send(browser, { remove })
  expect((await send(browser, {})).heading).toBe('Answer sent')
  expect((await now())?.status).toBe('answered')
})

test('a virus that is found after the answer asks for it again, with the words that were sent', async () => {
  const { browser, path, now } = await asked()
  await browser.get(path)
  const virus = { name: 'hours.txt', content: Buffer.concat([testVirus(), Buffer.from(`\n${path} later`)]) }
  expect((await send(browser, { answer: WORDS }, { file1: virus })).heading).toBe('Answer sent')
  await scan()
  expect(await now()).toMatchObject({ status: 'open', revision: 3 })
  await browser.get(path)
  expect(typed(browser)).toBe(WORDS)
  expect(browser.page().text).toContain('Not accepted')
})

test('two people answer at once: one answer counts, and the other keeps their words', async () => {
  const { browser, path, school, now } = await asked()
  const other = await signedIn((await aPersonAt(app.db, school, { name: 'Efa Pugh' })).accountId)
  await Promise.all([browser.get(path), other.get(path)])
  const pages = await Promise.all([
    browser.submit({ answer: 'Mine' }, { ...MAIN, files: {} }),
    other.submit({ answer: 'Theirs' }, { ...MAIN, files: {} }),
  ])
  expect(pages.map(({ heading }) => heading).toSorted()).toEqual(['Answer sent', 'Your answer was not sent'])
  const lost = pages.find(({ status }) => status === 422)
  expect(lintPage(lost?.html ?? browser.page().html)).toEqual([])
  const kept = (await now())?.answer === 'Mine' ? 'Theirs' : 'Mine'
  expect(lost?.text).toContain(kept)
  expect(lost?.text).toContain('has answered this question while you had the page open')
})

test('settled while the school types: why, and the words; more time asked for meanwhile: the words and the form', async () => {
  const { browser, path, school, staff, now } = await asked()
  const colleague = await signedIn((await aPersonAt(app.db, school)).accountId)
  await browser.get(path)
  await colleague.get(`${path}/more-time`)
  expect(lintPage(colleague.page().html)).toEqual([])
  const early = { 'until-day': '30', 'until-month': '11', 'until-year': '2026', because: 'The tutor is ill' }
  expect((await colleague.submit(early, MAIN)).errors).toEqual(['The day must be after 30 November 2026'])
  const waiting = await colleague.submit({ ...early, 'until-day': '4', 'until-month': '12' }, MAIN)
  expect(waiting.text).toContain('You have asked for more time')
  expect((await now())?.extension?.until.toString()).toBe('2026-12-04')
  const changed = await send(browser, { answer: WORDS })
  expect(changed.errors[0]).toContain('The question has changed since you opened this page')
  expect(typed(browser)).toBe(WORDS)
  const officer = await signedIn(staff)
  await officer.get(`/staff${path}/cancelling`)
  await officer.submit({ reason: 'The payer has found it' }, MAIN)
  const late = await send(browser, {})
  expect([late.heading, late.status]).toEqual(['Your answer was not sent', 422])
  expect(late.text).toContain('The payer has found it')
  expect(late.text).toContain('Our tutor signed it.')
})

test('a provider asks the school and reads the answer, not the files; others find nothing', async () => {
  const { browser, path, tutor, claim, staff, provider } = await asked({ by: 'provider' })
  await browser.get(path)
  expect(browser.page().text).toContain(`at ${provider.name} and at DfE can read it`)
  await send(browser, { answer: WORDS }, { file1: PDF })
  const reader = await signedIn(tutor.accountId)
  const read = await reader.get(path)
  expect(read.text).toContain('Sixteen hours')
  expect(read.text).not.toContain('timetable.pdf')
  const stranger = await signedIn((await aPersonAt(app.db, await anIttProvider(app.db))).accountId)
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.get(`/claims/${claim.id}/requests`)).status).toBe(404)
  expect((await (await signedIn(staff)).get(path)).path).toBe(`/staff${path}`)
  await reader.get(`/claims/${claim.id}/requests`)
  await reader.click('Ask the school')
  expect(lintPage(reader.page().html)).toEqual([])
  expect((await reader.submit({}, MAIN)).errors).toHaveLength(2)
  expect((await reader.submit({ topic: 'employment', question: 'Is she there?' }, MAIN)).text).toContain(
    'Is she there?',
  )
})

test('a role that does not claim reads and cannot answer; the provider that is asked answers its own alone', async () => {
  const { path, school, tutor } = await asked()
  const viewer = await signedIn((await aPersonAt(app.db, school, { role: 'viewer' })).accountId)
  const read = await viewer.get(path)
  expect(read.text).toContain('your role does not let you answer')
  expect((await (await signedIn(tutor.accountId)).get(path)).status).toBe(404)
  const other = await asked({ of: 'provider' })
  expect((await other.browser.get(other.path)).text).toContain('Your answer')
  expect((await (await signedIn(other.person.accountId)).get(other.path)).status).toBe(404)
})

test('no more queries for many files than for one', async () => {
  const { browser, path } = await asked()
  await browser.get(path)
  const file = (at: number) => ({ name: `${at}.pdf`, content: `%PDF-1.7 ${at}` })
  await send(browser, { upload: 'yes' }, { file1: file(1) })
  const one = await queriesOf(app, () => browser.get(path))
  await send(browser, { upload: 'yes' }, { file1: file(2), file2: file(3), file3: file(4), file4: file(5) })
  expect(await queriesOf(app, () => browser.get(path))).toBe(one)
  expect(one).toBeLessThanOrEqual(15)
})
