import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { problemReport, type ReportAsked } from './problem-report-queries.ts'
import { durationText, PROBLEMS, type Problem, shareAlone, totalOf } from './problem-rules.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const at = (moment: string) => Temporal.Instant.from(moment)
const YEAR: ReportAsked = {
  from: at('2026-01-01T00:00:00Z'),
  to: at('2026-12-01T00:00:00Z'),
  by: 'month',
  now: at('2026-11-23T10:00:00Z'),
}

const figuresOf = async (problem: Problem, asked: ReportAsked = YEAR) => {
  const { whole } = await problemReport(database.db, asked)
  const found = whole.find((figures) => figures.problem === problem)
  if (!found) throw new Error(`${problem} is not reported`)
  return found
}

async function anAccount(address: string, addedAt: Temporal.Instant, verifiedAt: Temporal.Instant | null = null) {
  const id = newId()
  await database.db.insertInto('access.accounts').values({ id, name: 'Alex Example', created_at: addedAt }).execute()
  const mailbox = { id: newId(), account_id: id, address, folded: address.toLowerCase() }
  await database.db
    .insertInto('access.addresses')
    .values({ ...mailbox, added_at: addedAt, verified_at: verifiedAt })
    .execute()
  return id
}

type Asked = {
  readonly address: string
  readonly accountId?: string | null
  readonly askedAt: Temporal.Instant
  readonly usedAt?: Temporal.Instant
  readonly wrongCodes?: number
}

async function aSignInEmail({ address, accountId = null, askedAt, usedAt, wrongCodes = 0 }: Asked) {
  const id = newId()
  await database.db
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'sign-in',
      address,
      account_id: accountId,
      token_hash: randomBytes(32),
      created_at: askedAt,
      expires_at: askedAt.add({ hours: 1 }),
      used_at: usedAt ?? null,
      failed_attempts: wrongCodes,
    })
    .execute()
  return id
}

test('with no records every problem is there with nothing, and no time is made up', async () => {
  const { whole, steps } = await problemReport(database.db, YEAR)
  expect(whole.map(({ problem }) => problem)).toEqual(PROBLEMS)
  expect(whole.every((figures) => totalOf(figures) === 0 && figures.medianSeconds === null)).toBe(true)
  expect(whole.map(shareAlone)).toEqual(PROBLEMS.map(() => null))
  expect(steps).toEqual([])
})

test('a mailbox that is not registered counts once a day, and is solved when its owner has signed in', async () => {
  const asked = at('2026-03-02T09:00:00Z')
  for (const minutes of [0, 5, 9])
    await aSignInEmail({ address: 'New@unknown.example', askedAt: asked.add({ minutes }) })
  await aSignInEmail({ address: 'never@unknown.example', askedAt: asked })
  await aSignInEmail({ address: 'today@unknown.example', askedAt: YEAR.now.subtract({ hours: 1 }) })
  await anAccount('new@unknown.example', asked.add({ hours: 1 }), asked.add({ hours: 2 }))
  const figures = await figuresOf('unregistered-email')
  expect(figures.outcomes).toEqual({ alone: 1, staff: 0, waiting: 1, 'not-in': 1 })
  expect(figures.medianSeconds).toBe(2 * 3600)
  expect(shareAlone(figures)).toBe(0.5)
  const { steps } = await problemReport(database.db, YEAR)
  const ofProblem = steps.filter((step) => step.figures.problem === 'unregistered-email')
  expect(ofProblem.map(({ begins, figures: { outcomes } }) => [begins.toString(), outcomes.alone])).toEqual([
    ['2026-03-01', 1],
    ['2026-11-01', 0],
  ])
})

test('five wrong codes are a lock-out; signing in afterwards ends it, and an email that ran out is another problem', async () => {
  const accountId = await anAccount('locked@known.example', at('2026-01-05T09:00:00Z'))
  const askedAt = at('2026-04-07T09:00:00Z')
  await aSignInEmail({ address: 'locked@known.example', accountId, askedAt, wrongCodes: 5 })
  await aSignInEmail({
    address: 'locked@known.example',
    accountId,
    askedAt: askedAt.add({ hours: 2 }),
    usedAt: askedAt.add({ hours: 2, minutes: 5 }),
  })
  expect(await figuresOf('locked-out')).toMatchObject({ outcomes: { alone: 1 }, medianSeconds: 2 * 3600 + 300 })
  expect(await figuresOf('link-expired-or-used')).toMatchObject({ outcomes: { alone: 1 } })
  expect(await figuresOf('link-not-arrived')).toMatchObject({ outcomes: { alone: 0, waiting: 0, 'not-in': 0 } })
})

test('half of the times and nine of ten are those of the people who got in', async () => {
  for (let hours = 1; hours <= 11; hours += 1) {
    const address = `p${hours}@slow.example`
    await aSignInEmail({ address, askedAt: at('2026-06-01T09:00:00Z') })
    await anAccount(address, at('2026-06-01T09:30:00Z'), at('2026-06-01T09:00:00Z').add({ hours }))
  }
  const june: ReportAsked = { ...YEAR, from: at('2026-06-01T00:00:00Z'), to: at('2026-07-01T00:00:00Z') }
  const { medianSeconds, ninetiethSeconds } = await figuresOf('unregistered-email', june)
  expect([medianSeconds, ninetiethSeconds]).toEqual([6 * 3600, 10 * 3600])
})

type Link = { readonly organisationId: string; readonly sentAt: Temporal.Instant; readonly channel?: 'letter' }

const aLink = async ({ organisationId, sentAt, channel }: Link) =>
  database.db
    .insertInto('access.proofs')
    .values({
      id: newId(),
      purpose: 'nomination',
      address: 'office@school.example',
      organisation_id: organisationId,
      token_hash: randomBytes(32),
      created_at: sentAt,
      expires_at: sentAt.add({ hours: 21 * 24 }),
      channel: channel ?? 'main',
    })
    .execute()

const aTutor = async (organisationId: string, startedAt: Temporal.Instant, because: 'nominated' | 'by-staff') =>
  database.db
    .insertInto('access.memberships')
    .values({
      id: newId(),
      account_id: await anAccount(`${newId()}@tutor.example`, startedAt),
      organisation_id: organisationId,
      role: 'induction-tutor',
      started_at: startedAt,
      granted_because: because,
    })
    .execute()

test('a link that nobody used for a week counts until the school has its tutor, and staff who helped show', async () => {
  const sentAt = at('2026-09-01T09:00:00Z')
  const [late, helped, never, prompt] = await Promise.all([1, 2, 3, 4].map(() => aSchool(database.db)))
  for (const school of [late, helped, never, prompt]) await aLink({ organisationId: school?.id ?? '', sentAt })
  await aLink({ organisationId: helped?.id ?? '', sentAt: sentAt.add({ hours: 9 * 24 }), channel: 'letter' })
  await aTutor(late?.id ?? '', sentAt.add({ hours: 8 * 24 }), 'nominated')
  await aTutor(helped?.id ?? '', sentAt.add({ hours: 12 * 24 }), 'nominated')
  await aTutor(prompt?.id ?? '', sentAt.add({ hours: 2 }), 'nominated')
  await database.db
    .updateTable('access.proofs')
    .set({ used_at: sentAt.add({ hours: 2 }) })
    .where('organisation_id', '=', prompt?.id ?? '')
    .execute()
  const figures = await figuresOf('gias-contact-no-action')
  expect(figures.outcomes).toEqual({ alone: 1, staff: 1, waiting: 0, 'not-in': 1 })
})

test('requests to join count by what became of them and who decided', async () => {
  const school = await aSchool(database.db)
  const staff = await anAccount('agent@education.example', at('2026-01-05T09:00:00Z'))
  await database.db
    .insertInto('access.staff_powers')
    .values({ account_id: staff, power: 'support', granted_at: at('2026-01-05T09:00:00Z') })
    .execute()
  const askedAt = at('2026-10-05T09:00:00Z')
  const ask = (status: string, decision: object) => {
    const address = `${newId()}@join.example`
    return database.db
      .insertInto('access.join_requests')
      .values({
        id: newId(),
        organisation_id: school.id,
        reference_hash: randomBytes(32),
        name: 'Jo Example',
        address,
        folded: address,
        role: 'viewer',
        status,
        asked_at: askedAt,
        created_at: askedAt,
        ...decision,
      })
      .execute()
  }
  await ask('approved', { decided_at: askedAt.add({ hours: 3 }) })
  await ask('approved', { decided_at: askedAt.add({ hours: 30 }), decided_by: staff })
  await ask('refused', { decided_at: askedAt.add({ hours: 1 }), refused_because: 'Not at the school' })
  await ask('with-staff', {})
  const figures = await figuresOf('other-person-registered')
  expect(figures.outcomes).toEqual({ alone: 1, staff: 1, waiting: 0, 'not-in': 2 })
})

test.each([
  [0.2, 'At once'],
  [59, '59 seconds'],
  [60, '1 minute'],
  [7505, '2 hours 5 minutes'],
  [3 * 86_400 + 61, '3 days 1 minute'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})
