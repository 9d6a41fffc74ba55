import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { anAudit } from '../../audits/factories.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { events } from '../../claims-events.ts'
import { auditRoutes } from '../../routes/audit-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: auditRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

type World = Awaited<ReturnType<typeof anAudit>>
let world: World
let browser: Browser
let path: string
beforeEach(async () => {
  world = await anAudit(app.db)
  browser = app.newBrowser()
  await app.signInAs(world.atProvider.accountId, browser)
  path = `/organisations/${world.provider.id}/audits/${world.auditId}`
})

const MAIN = { form: 'main form[method="post"]' }
const statusOf = async ({ claim }: World) => (await claimById(app.db, claim.id))?.status
const go = async (to: string, as = browser) => {
  const shown = await as.get(to)
  expect([to, shown.status, lintPage(shown.html)]).toEqual([to, 200, []])
  return shown
}
const send = async (values: Record<string, string>, status = 200) => {
  const shown = await browser.submit(values, MAIN)
  expect([shown.status, lintPage(shown.html)]).toEqual([status, []])
  return shown
}
const claimPath = () => `${path}/claims/${world.claim.id}`

test('the list and the audit tell until when and how far; answers are saved, then given, and the school is asked', async () => {
  expect((await go(`/organisations/${world.provider.id}/audits`)).text).toContain('0 of 1 answered')
  expect((await go(path)).text).toContain('Answer by 15 December 2026')
  await go(claimPath())
  expect((await send({ decision: 'save', 'answer-0': 'confirmed' })).text).toContain('Your answers are saved')
  expect((await go(path)).text).toContain('Saved, not given yet')
  expect((await go(claimPath())).html('input[name="answer-0"]:checked').attr('value')).toBe('confirmed')
  expect((await send({ decision: 'give' }, 422)).errors).toEqual(['Select what you say about Una Sayer'])
  expect((await send({ decision: 'give', 'answer-1': 'other-hours' }, 422)).errors[0]).toContain('how many hours Una')
  expect((await send({ 'answer-1': 'refused' }, 422)).errors[0]).toContain('Select why')
  expect((await send({ 'answer-1': 'refused', 'reason-1': 'other' }, 422)).errors[0]).toContain('Enter why')
  const given = await send({
    decision: 'give',
    'answer-1': 'refused',
    'reason-1': 'not-employed',
    'note-1': 'Left in May',
  })
  expect(given.text).toContain('The school is asked to reply')
  expect(await statusOf(world)).toBe('provider-disagrees')
  const seen = await go(claimPath())
  expect(seen.text).toContain('Not confirmed. They do not work at the school. “Left in May”')
  expect(seen.html('main form').length).toBe(0)
})

test('a colleague who saved since is named, and what was typed is kept and can be sent again', async () => {
  await go(claimPath())
  const other = app.newBrowser()
  await app.signInAs(world.atProvider.accountId, other)
  await other.get(claimPath())
  await other.submit({ decision: 'save', 'answer-1': 'confirmed' }, MAIN)
  const told = await send({ decision: 'give', 'answer-0': 'confirmed', 'answer-1': 'other-hours', 'hours-1': '5' }, 409)
  expect(told.text).toContain('saved answers about this claim')
  expect(told.html('#hours-1').attr('value')).toBe('5')
  expect((await send({ decision: 'give' })).text).toContain('The school is asked to reply')
  await other.get(path)
  expect((await other.get(claimPath())).text).toContain('5 hours instead of 8')
})

test('answers that come after a colleague gave theirs change nothing and are told so', async () => {
  await go(claimPath())
  await app.signInAs(world.atProvider.accountId)
  await app.get(claimPath())
  await app.submit({ decision: 'give', 'answer-0': 'confirmed', 'answer-1': 'confirmed' }, MAIN)
  const told = await send(
    { decision: 'give', 'answer-0': 'confirmed', 'answer-1': 'refused', 'reason-1': 'not-known' },
    409,
  )
  expect(told.text).toContain('was answered or decided after you opened the page')
  expect(await statusOf(world)).toBe('paid')
})

test('the file goes out with thirteen columns, comes back, is looked at, and counts as a whole', async () => {
  const file = (await browser.get(`${path}/claims-file`)).text
  expect(file.split(' ')[0]?.split(',')).toHaveLength(13)
  const [una] = world.claim.lines.slice(1)
  const upload = async (content: string) => {
    await go(`${path}/file`)
    return browser.submit({}, { ...MAIN, files: { file: { name: 'answers.csv', content } } })
  }
  const head = 'Claim_Reference;mentor_full_name;claim_accepted;rejection_reason;mentor_trn'
  const rows = (one: string, two: string) =>
    `\uFEFF${head}\r\n${world.claim.reference};Ola Brandt;${one};;\r\n${world.claim.reference};;${two};${una?.mentorTrn}\r\n;;;;\r\n`
  const faulty = await upload(rows('perhaps', 'no;'))
  expect([
    faulty.text.includes('1 line to put right') || faulty.text.includes('2 lines'),
    lintPage(faulty.html),
  ]).toEqual([true, []])
  expect(faulty.html('main form').length).toBe(0)
  expect((await upload(rows('', ';'))).errors[0]).toContain('answers nothing yet')
  const shown = await upload(rows(' Yes ', '"no ";Not on our course'))
  expect([shown.heading, lintPage(shown.html)]).toEqual(['Answers in answers.csv', []])
  expect(shown.text).toContain('Not confirmed. Another reason. “Not on our course”')
  expect(await statusOf(world)).toBe('in-audit')
  expect((await send({ decision: 'give' })).text).toContain('The answers of your file are given')
  expect(await statusOf(world)).toBe('provider-disagrees')
})

test('a file whose claim was answered since gives nothing and names the claim', async () => {
  const { reference, lines } = world.claim
  const content = `claim_reference,mentor_full_name,claim_accepted,rejection_reason\n${lines.map(({ mentorName }) => `${reference},${mentorName},yes,`).join('\n')}`
  await go(`${path}/file`)
  await browser.submit({}, { ...MAIN, files: { file: { name: 'answers.csv', content } } })
  await app.signInAs(world.atProvider.accountId)
  await app.get(claimPath())
  await app.submit({ decision: 'give', 'answer-0': 'refused', 'reason-0': 'not-known', 'answer-1': 'confirmed' }, MAIN)
  expect((await send({ decision: 'give' }, 422)).text).toContain(`after you uploaded the file: ${reference}`)
  expect((await send({ decision: 'discard' })).text).toContain('The file was put away')
  expect(await statusOf(world)).toBe('provider-disagrees')
})

test('more time is asked for once, within what is allowed', async () => {
  await go(`${path}/more-time`)
  const until = (day: string, month: string) => ({
    'until-day': day,
    'until-month': month,
    'until-year': '2026',
    because: 'Away',
  })
  expect((await send(until('15', '12'), 422)).errors[0]).toContain('must be after 15 December 2026')
  expect((await send(until('31', '12'), 422)).errors[0]).toContain('same as or before 29 December 2026')
  expect((await send(until('22', '12'))).text).toContain('You asked for more time, until 22 December 2026')
  expect((await browser.get(`${path}/more-time`)).path).toBe(path)
})

test('another provider finds nothing; a viewer looks; staff answer with a reason', async () => {
  const stranger = await anAudit(app.db)
  await app.signInAs(stranger.atProvider.accountId)
  expect((await app.get(path)).status).toBe(404)
  expect((await app.get(`/organisations/${stranger.provider.id}/audits/${world.auditId}`)).status).toBe(404)
  await app.signInAs(world.viewer.accountId)
  expect((await app.get(path)).text).toContain('You can look at these claims')
  expect((await app.get(claimPath())).html('main form').length).toBe(0)
  await app.signInAs(world.officer.accountId)
  const answers = { decision: 'give', 'answer-0': 'confirmed', 'answer-1': 'confirmed' }
  await app.get(claimPath())
  expect((await app.submit(answers, MAIN)).errors).toEqual(['Enter why you do this for them'])
  expect((await app.submit({ ...answers, reason: 'Told us by phone' }, MAIN)).text).toContain('You confirmed the hours')
  expect(await statusOf(world)).toBe('paid')
})
