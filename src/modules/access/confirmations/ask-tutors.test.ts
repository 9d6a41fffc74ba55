import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aTutorOf, contextFor, newestEmailTo, theSystem } from '../factories.ts'
import { askTutorsJob } from './ask-tutors-job.ts'
import { unansweredSince } from './confirmation-rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
/** Registration for 2026 opened on 1 June 2026; this is a Monday. */
const JUNE = at('2026-06-08T09:20:00Z')

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const run = (now: Temporal.Instant) =>
  askTutorsJob.run(
    { ...contextFor(database.db, theSystem(), now), signal: AbortSignal.timeout(20_000), log: silentLog },
    {},
  )

const questions = async (schoolId: string) =>
  database.db
    .selectFrom('access.tutor_confirmations')
    .select(['asked_because', 'occasion', 'contact_asked_at', 'answered_at'])
    .where('organisation_id', '=', schoolId)
    .orderBy('asked_at')
    .execute()

const messagesTo = async (address: string) =>
  (await developmentEmails(database.db)).filter(({ to, template }) => to === address && /Asked/.test(template)).length

let count = 0
async function aNamedTutor(facts: { typeCode?: string; since?: Temporal.Instant } = {}) {
  count += 1
  const office = `office${count}@ask.example`
  const address = `tutor${count}@ask.example`
  const school = await aSchool(database.db, {
    contacts: { main: office },
    ...(facts.typeCode ? { typeCode: facts.typeCode } : {}),
  })
  const tutor = await aTutorOf(database.db, school, { address, now: facts.since ?? at('2026-01-12T10:00:00Z') })
  return { school, office, ...tutor }
}

test('each year every tutor is asked once, and after ten working days the contact', async () => {
  const [asked, other] = [await aNamedTutor(), await aNamedTutor()]
  const suppressed = await aNamedTutor({ typeCode: '47' })
  const recent = await aNamedTutor({ since: at('2026-06-05T10:00:00Z') })
  await run(JUNE)
  await run(JUNE.add({ hours: 1 }))
  for (const { school, address, office } of [asked, other]) {
    expect(await questions(school.id)).toMatchObject([{ asked_because: 'registration-opens', occasion: '2026' }])
    expect([await messagesTo(address), await messagesTo(office)]).toEqual([1, 0])
  }
  for (const { school } of [suppressed, recent]) expect(await questions(school.id)).toEqual([])
  await run(at('2026-06-19T09:20:00Z'))
  expect(await messagesTo(asked.office)).toBe(0)
  await run(at('2026-06-22T09:20:00Z'))
  await run(at('2026-06-23T09:20:00Z'))
  expect([await messagesTo(asked.address), await messagesTo(asked.office)]).toEqual([1, 1])
  expect((await newestEmailTo(database.db, asked.office)).text).toContain('they have not answered')
})

test('who has not signed in for 13 months is asked, and who has, is not', async () => {
  const { school, address } = await aNamedTutor({ since: at('2023-01-09T10:00:00Z') })
  const active = await aNamedTutor({ since: at('2023-01-09T10:00:00Z') })
  await database.db
    .updateTable('access.accounts')
    .set({ last_signed_in_at: at('2025-03-01T10:00:00Z') })
    .where('id', '=', active.accountId)
    .execute()
  // Before any registration period that the platform knows.
  await run(at('2024-02-12T10:20:00Z'))
  expect(await questions(school.id)).toMatchObject([{ asked_because: 'not-signed-in', occasion: '2023-01-09' }])
  expect((await newestEmailTo(database.db, address)).text).toContain('more than a year')
  expect(await questions(active.school.id)).toEqual([])
})

test('a dead address asks the contact at once, once', async () => {
  const { school, office, address } = await aNamedTutor({ since: at('2026-09-07T10:00:00Z') })
  await database.db
    .updateTable('platform.messages')
    .set({ status: 'permanent-failure', settled_at: at('2026-09-07T10:01:00Z') })
    .where('recipient', '=', address)
    .execute()
  await run(at('2026-09-07T12:20:00Z'))
  await run(at('2026-09-08T12:20:00Z'))
  expect(await questions(school.id)).toMatchObject([{ asked_because: 'bounced' }])
  expect([await messagesTo(address), await messagesTo(office)]).toEqual([0, 1])
  expect((await newestEmailTo(database.db, office)).text).toContain('could not be delivered')
})

test.each([
  // Sunday 7 June and ten working days: Friday 19 June.
  ['2026-06-19', '2026-06-08'],
  ['2026-06-22', '2026-06-09'],
  // 25 May is a bank holiday.
  ['2026-06-01', '2026-05-18'],
])('on %s the contact is asked of what was asked before %s', (today, before) => {
  const since = unansweredSince(Temporal.PlainDate.from(today), new Set(['2026-05-25']))
  expect(since.toZonedDateTimeISO('Europe/London').toPlainDate().toString()).toBe(before)
})
