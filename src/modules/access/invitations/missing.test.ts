import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { academicYearOf, londonDate, Temporal } from '#src/kit/dates.ts'
import { newProcess, recordProcess } from '#src/platform/audit/process.ts'
import { MESSAGE_STATUSES } from '#src/platform/email/message-states.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aSchool, aTrust } from '../../directory/factories.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { aTutorOf, theSystem } from '../factories.ts'
import { missingByAuthority, missingByTrust } from '../missing-list/missing-groups-queries.ts'
import {
  allMissingIds,
  type ListFilter,
  listedById,
  missingCounts,
  totalOf,
} from '../missing-list/missing-list-queries.ts'
import { refreshMissingList } from '../missing-list/missing-list-store.ts'
import { candidatesAmong, previewInvitation } from './candidates-queries.ts'
import { channelFor, SKIP_REASONS, skipReason } from './invitation-rules.ts'
import { MISSING_REASONS, type MissingEvidence, missingReason, remindIfSentBy } from './missing-rules.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const YEAR = academicYearOf(londonDate(NOW))
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The list as it is now, and its schools of a filter. */
async function listed(filter: ListFilter = {}) {
  await database.db.transaction().execute((tx) => refreshMissingList(tx, NOW))
  const ids = await allMissingIds(database.db, { filter, sort: 'name' })
  return [...(await listedById(database.db, ids)).values()]
}

const booleans = [true, false]
const links: readonly MissingEvidence['link'][] = [
  null,
  ...booleans.flatMap((opened) =>
    booleans.flatMap((ended) =>
      booleans.flatMap((expired) =>
        [null, ...MESSAGE_STATUSES].map((message) => ({ opened, ended, expired, message })),
      ),
    ),
  ),
]
const everyEvidence: readonly MissingEvidence[] = links.flatMap((link) =>
  booleans.flatMap((saidNo) => booleans.map((hasAddress) => ({ saidNo, hasAddress, link }))),
)

/** A school of which exactly this is known. */
async function schoolWith({ saidNo, hasAddress, link }: MissingEvidence, sentDaysAgo = 22): Promise<string> {
  const address = `office-${newId()}@hill.example`
  const { id } = await aSchool(database.db, { contacts: hasAddress ? { main: address } : {} })
  const at = NOW.subtract({ hours: sentDaysAgo * 24 })
  const proof = link ? await linkWith(link, { id, address, at }) : null
  if (saidNo) await noFrom(id, proof)
  return id
}

type Sent = { readonly id: string; readonly address: string; readonly at: Temporal.Instant }

async function linkWith(link: NonNullable<MissingEvidence['link']>, { id, address, at }: Sent): Promise<string> {
  const proofId = newId<string>()
  const proof = { id: proofId, purpose: 'nomination', address, organisation_id: id, token_hash: Buffer.from(newId()) }
  const times = { created_at: at, expires_at: link.expired ? NOW : NOW.add({ hours: 1 }) }
  const ends = { opened_at: link.opened ? NOW : null, used_at: link.ended ? NOW : null }
  await database.db
    .insertInto('access.proofs')
    .values({ ...proof, ...times, ...ends })
    .execute()
  if (link.message) await message(proofId, link.message, at)
  return proofId
}

async function noFrom(organisationId: string, proofId: string | null): Promise<void> {
  const answer = { organisation_id: organisationId, academic_year: YEAR, answer: 'no', answered_at: NOW }
  const by = { proof_id: proofId, account_id: proofId ? null : await staff() }
  await database.db
    .insertInto('access.early_career_expectations')
    .values({ ...answer, ...by })
    .execute()
}

const process = newProcess('test')

async function message(proofId: string, status: string, now: Temporal.Instant) {
  await database.db.transaction().execute((tx) => recordProcess(tx, process, theSystem(), now))
  const text = { template: 'x', recipient: 'office@hill.example', subject: 'x', body: 'x', subjects: '[]' }
  const times = { next_attempt_at: now, created_at: now }
  await database.db
    .insertInto('platform.messages')
    .values({
      id: newId(),
      intent: nominationIntent(proofId),
      status,
      holds_secret: true,
      priority: 3,
      process_id: process.id,
      ...text,
      ...times,
    })
    .execute()
}

async function staff(): Promise<string> {
  const id = newId<string>()
  await database.db.insertInto('access.accounts').values({ id, name: 'Sam', created_at: NOW }).execute()
  return id
}

describe('the reason', () => {
  test(`is the same in SQL as in the rule, for all ${everyEvidence.length} kinds of evidence`, async () => {
    const expected = new Map<string, string>()
    for (const evidence of everyEvidence) expected.set(await schoolWith(evidence), missingReason(evidence))
    expect(new Set(expected.values())).toEqual(new Set(MISSING_REASONS))
    const found = await listed()
    expect(new Map(found.map(({ id, reason }) => [id, reason]))).toEqual(expected)
    const counts = await missingCounts(database.db, {})
    expect(totalOf(counts, {})).toBe(everyEvidence.length)
    for (const reason of MISSING_REASONS) {
      expect(counts.get(reason)).toBe([...expected.values()].filter((one) => one === reason).length)
    }
  })

  test('counts the newest link only, and an answer for another year not at all', async () => {
    const { db } = database
    const evidence = { opened: false, ended: false, expired: false, message: 'delivered' } as const
    const id = await schoolWith({ saidNo: false, hasAddress: true, link: evidence })
    const older = { purpose: 'nomination', address: 'x@x.example', organisation_id: id, expires_at: NOW }
    const proof = {
      id: newId<string>(),
      token_hash: Buffer.from(newId()),
      created_at: NOW.subtract({ hours: 999 }),
      used_at: NOW,
      ...older,
    }
    await db.insertInto('access.proofs').values(proof).execute()
    await db
      .insertInto('access.early_career_expectations')
      .values({ organisation_id: id, academic_year: YEAR - 1, answer: 'no', answered_at: NOW, proof_id: proof.id })
      .execute()
    const found = await listed()
    expect(found.find((school) => school.id === id)?.reason).toBe('unopened')
  })
})

const mainAddressOf = async (id: string): Promise<string | null> =>
  (
    await database.db
      .selectFrom('directory.contact_points')
      .select('address')
      .where('organisation_id', '=', id)
      .executeTakeFirst()
  )?.address ?? null

const candidateFrom = (evidence: MissingEvidence, days: number, main: string | null) => ({
  saidNo: evidence.saidNo,
  typeCode: '1',
  addresses: { main, alternative: null },
  bounced: missingReason(evidence) === 'bounced' ? main : null,
  newestLinkAt: evidence.link ? NOW.subtract({ hours: days * 24 }) : null,
  isPlanned: false,
})

describe('who is passed over', () => {
  const live = everyEvidence.filter(({ link }) => link === null || !(link.ended || link.expired))
  const candidates = live.flatMap((evidence) => [3, 22].map((days) => ({ evidence, days })))

  test('is the same in SQL as in the rule', async () => {
    const seen = new Set<string | null>()
    for (const { evidence, days } of candidates) {
      const id = await schoolWith(evidence, days)
      const found = (await candidatesAmong(database.db, { ids: [id], now: NOW, exceptBatch: newId() })).get(id)
      const candidate = candidateFrom(evidence, days, await mainAddressOf(id))
      expect(found).toMatchObject({ skip: skipReason(candidate, NOW), channel: channelFor(candidate) })
      seen.add(found?.skip ?? null)
    }
    expect(seen).toEqual(new Set([null, 'said-no', 'no-address', 'address-bounced', 'recent-link']))
  })

  test('a bounced main address makes way for the alternative, at once', async () => {
    const link = { opened: false, ended: false, expired: false, message: 'permanent-failure' } as const
    const id = await schoolWith({ saidNo: false, hasAddress: true, link }, 1)
    const other = {
      organisation_id: id,
      channel: 'alternative',
      address: 'head@hill.example',
      source: 'gias',
      since: NOW,
    }
    await database.db
      .insertInto('directory.contact_points')
      .values({ id: newId(), ...other })
      .execute()
    const found = (await candidatesAmong(database.db, { ids: [id], now: NOW, exceptBatch: newId() })).get(id)
    expect(found).toMatchObject({ channel: 'alternative', address: 'head@hill.example', skip: null })
  })

  test('children’s centres are never written to', async () => {
    const { id } = await aSchool(database.db, { typeCode: '47' })
    const found = (await candidatesAmong(database.db, { ids: [id], now: NOW, exceptBatch: newId() })).get(id)
    expect(found?.skip).toBe('suppressed-type')
  })

  test('the preview counts them and shows the first ten', async () => {
    const preview = await previewInvitation(database.db, { filter: {}, now: NOW })
    const skipped = SKIP_REASONS.reduce((sum, reason) => sum + (preview.skipped.get(reason) ?? 0), 0)
    expect(preview.invited + skipped).toBe(preview.total)
    expect(preview.invited).toBe(preview.channels.main + preview.channels.alternative)
    expect(preview.sample).toHaveLength(10)
    expect(preview.sample.every(({ address }) => address?.includes('@'))).toBe(true)
  })
})

describe('a school with a tutor', () => {
  test('is not missing; when the tutor’s time is over, it is', async () => {
    const school = await aSchool(database.db)
    const { accountId } = await aTutorOf(database.db, school, { now: NOW.subtract({ hours: 24 }) })
    const isMissing = async () => (await listed({ text: school.urn })).length
    expect(await isMissing()).toBe(0)
    await database.db
      .updateTable('access.memberships')
      .set({ until: NOW })
      .where('account_id', '=', accountId)
      .execute()
    expect(await isMissing()).toBe(1)
  })
})

test('counts by local authority and by trust add up, with the same filters', async () => {
  const [one, two] = [
    await aSchool(database.db, { laCode: '383', laName: 'Leeds' }),
    await aSchool(database.db, { laCode: '383', laName: 'Leeds' }),
  ]
  const trust = await aTrust(database.db, 'Both Trust', [one.id, two.id])
  await listed()
  const authorities = await missingByAuthority(database.db, { reason: 'never-invited' })
  expect(authorities.find(({ key }) => key === '383')).toEqual({ key: '383', name: 'Leeds', schools: 2 })
  expect(await missingByTrust(database.db, {}, 1)).toEqual({ groups: [{ key: trust, schools: 2 }], trusts: 1 })
  expect(await missingByTrust(database.db, { reason: 'bounced' }, 1)).toEqual({ groups: [], trusts: 0 })
})

test.each([
  ['2026-11-23', '2026-11-16'],
  ['2026-11-22', '2026-11-15'],
  ['2026-12-29', '2026-12-20'],
])('on %s a reminder is due for links sent by %s', (today, day) => {
  const holidays = new Set(['2026-12-25', '2026-12-28'])
  expect(remindIfSentBy(Temporal.PlainDate.from(today), holidays).toString()).toBe(day)
})
