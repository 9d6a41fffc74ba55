import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aRegistration } from '../factories.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { newestPlaceRules } from '../funding/newest-rules-queries.ts'
import { policyInForce } from '../funding/policies-queries.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { cohortRules } from '../scenarios/cohort-rules-queries.ts'
import { openCohorts } from '../submission/open-cohorts-queries.ts'
import { changeDraftRule } from './change-draft-rule.ts'
import { approveRules, refuseRules } from './decide-proposal.ts'
import { discardDraft, takeBackProposal } from './end-proposal.ts'
import { aDraft, anOfficer, approvedRules, aTableOfCases, saying } from './policy-factories.ts'
import { proposalById } from './proposals-queries.ts'
import { proposeRules } from './propose-draft.ts'

let database: TestDatabase
let author: Actor
let second: Actor
beforeAll(async () => {
  database = await testDatabase()
  author = await anOfficer(database.db, 'Devika Chowdhury')
  second = await anOfficer(database.db, 'Tobias Lund')
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const JANUARY = Temporal.Instant.from('2027-01-04T10:00:00Z')
const LITERACY = 'npq-leading-literacy'
/** Leading literacy is funded at every school: no course but executive leadership depends on the PP50 lists. */
const WITHOUT_GATE = { rule: 'pp50-courses', values: { courses: ['npq-executive-leadership'] } } as const
const draft = (given: { values?: Record<string, string[]>; cohort?: string } = {}) =>
  aDraft(database.db, author, { ...WITHOUT_GATE, values: { courses: ['npq-executive-leadership'] }, ...given })
const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'done' : result.refusal?.code)
const propose = async (proposalId: string, from: string | null = null, by = author) =>
  code(await execute(saying(database.db, by), proposeRules, { proposalId, from, source: 'Letter' }))
const approve = async (proposalId: string, by = second, now = NOW) =>
  code(await execute(saying(database.db, by, { now }), approveRules, { proposalId }))
const expecting = (expected: 'yes' | 'no') =>
  aTableOfCases(database.db, [['2026b', 'school', LITERACY, 'no', expected]])

describe('before anybody may be asked', () => {
  test('the rules are tried on the newest table, which has cases of the cohort and agrees with them', async () => {
    const proposalId = await draft()
    expect(await propose(proposalId)).toBe('no-cases')
    await aTableOfCases(database.db, [['2026a', 'school', LITERACY, 'no', 'no']])
    expect(await propose(proposalId)).toBe('no-cases')
    await expecting('no')
    expect(await propose(proposalId)).toBe('cases-differ')
    await expecting('yes')
    expect(await propose(proposalId)).toBe('done')
  })

  test('a day in the past, one too far ahead, and rules that change nothing are refused', async () => {
    const proposalId = await draft()
    expect(await propose(proposalId, '2026-11-22')).toBe('in-the-past')
    expect(await propose(proposalId, '2028-01-01')).toBe('too-far-ahead')
    const back = [
      'npq-executive-leadership',
      'npq-leading-behaviour-culture',
      LITERACY,
      'npq-leading-primary-mathematics',
    ]
    const values = { courses: [...back, 'npq-leading-teaching', 'npq-leading-teaching-development'] }
    const input = { proposalId, rule: 'pp50-courses', values } as const
    expect(code(await execute(saying(database.db, author), changeDraftRule, input))).toBe('done')
    expect(code(await execute(saying(database.db, author), changeDraftRule, input))).toBe('nothing-changed')
    expect(await propose(proposalId)).toBe('nothing-changed')
  })

  test('only its author writes, proposes, takes back and throws away', async () => {
    await expecting('yes')
    const proposalId = await draft()
    const input = { proposalId, rule: 'pp50-courses' as const, values: { courses: [] } }
    expect(code(await execute(saying(database.db, second), changeDraftRule, input))).toBe('not-allowed')
    expect(await propose(proposalId, null, second)).toBe('not-allowed')
    expect(await propose(proposalId)).toBe('done')
    expect(code(await execute(saying(database.db, author), changeDraftRule, input))).toBe('not-a-draft')
    expect(code(await execute(saying(database.db, second), takeBackProposal, { proposalId }))).toBe('not-allowed')
    expect(code(await execute(saying(database.db, author), takeBackProposal, { proposalId }))).toBe('done')
    expect(code(await execute(saying(database.db, author), discardDraft, { proposalId }))).toBe('done')
    expect(code(await execute(saying(database.db, author), discardDraft, { proposalId }))).toBe('not-a-draft')
  })
})

describe('a second person', () => {
  test('is another than the author, and the database says so too', async () => {
    await expecting('yes')
    const proposalId = await draft()
    await propose(proposalId)
    expect(await approve(proposalId, author)).toBe('not-allowed')
    const own = sql`update npq.funding_proposals set status = 'refused', decided_by = proposed_by, decided_at = now(),
      decided_because = 'x' where id = ${proposalId}`
    await expect(own.execute(database.ownerDb)).rejects.toThrow('second_person')
    expect(code(await execute(saying(database.db, second), refuseRules, { proposalId }))).toBe('done')
    expect(await approve(proposalId)).toBe('no-longer-proposed')
    expect(await proposalById(database.db, proposalId)).toMatchObject({
      ...{ status: 'refused', decidedBecause: 'Letter of 20 November' },
    })
  })

  test('the table of versions takes no rules that nobody approved, and never changes those it has', async () => {
    const { db, ownerDb } = database
    const row = { version: 'own', cohort: '2026b', in_force_from: NOW, source: 'Mine', rules: '{}' }
    await expect(db.insertInto('npq.funding_policies').values(row).execute()).rejects.toThrow('no second person')
    const other = ownerDb.updateTable('npq.funding_policies').set({ source: 'Other' })
    await expect(other.execute()).rejects.toThrow('never changed')
  })

  test('finds a newer table that does not agree, a moment that has passed, and rules approved in between', async () => {
    await expecting('yes')
    const [late, other, first] = [await draft(), await draft(), await draft({ values: { courses: [] } })]
    expect(await propose(late, '2026-11-25')).toBe('done')
    expect(await propose(other, '2026-11-30')).toBe('done')
    expect(await propose(first, '2026-11-29')).toBe('done')
    await expecting('no')
    expect(await approve(other)).toBe('cases-differ')
    await expecting('yes')
    expect(await approve(late, second, Temporal.Instant.from('2026-11-26T09:00:00Z'))).toBe('moment-passed')
    expect(await approve(first)).toBe('done')
    expect(await approve(other)).toBe('rules-changed-meanwhile')
    expect(await propose(await draft(), '2026-11-29')).toBe('moment-taken')
  })

  test('of two at once one decides', async () => {
    await expecting('yes')
    const proposalId = await draft()
    expect(await propose(proposalId, '2026-12-14')).toBe('done')
    const third = await anOfficer(database.db, 'Third Officer')
    const codes = await Promise.all([approve(proposalId, second), approve(proposalId, third)])
    expect(codes.sort()).toEqual(['done', 'no-longer-proposed'])
  })
})

describe('the engine', () => {
  test('reads approved rules alone, each from its moment', async () => {
    const { db } = database
    await aTableOfCases(db, [['2026a', 'school', LITERACY, 'no', 'no']])
    const open = { rule: 'open-statuses', values: { statuses: ['1'] } } as const
    const proposalId = await aDraft(db, author, { cohort: '2026a', ...open, values: { statuses: ['1'] } })
    expect(await propose(proposalId, '2027-01-01')).toBe('done')
    const read = async (at: Temporal.Instant) => [
      (await policyInForce(db, { cohort: '2026a', at }))?.version,
      (await openCohorts(db, at)).find(({ cohort }) => cohort.identifier === '2026a')?.policy.version,
      (await cohortRules(db, at)).get('2026a')?.rules.openStatusCodes.length,
      (await newestPlaceRules(db, at)).openStatusCodes.length,
    ]
    expect(await read(JANUARY)).toEqual(['2026-06', '2026-06', 3, 3])
    expect(await approve(proposalId)).toBe('done')
    expect(await read(NOW)).toEqual(['2026-06', '2026-06', 3, 3])
    expect(await read(JANUARY)).toEqual(['2027-01', '2027-01', 1, 1])
  })

  test('decides anew by approved rules; nothing that was decided changes', async () => {
    const { db } = database
    const before = await aRegistration(db, { course: LITERACY, now: NOW })
    const [decided] = await decisionsOf(db, before.id)
    expect(decided).toMatchObject({ result: 'not-funded' })
    await expecting('yes')
    const later = Temporal.Instant.from('2027-02-01T10:00:00Z')
    const { version } = await approvedRules(db, { ...WITHOUT_GATE, values: { courses: [] }, now: later })
    expect(await decisionsOf(db, before.id)).toEqual([decided])
    expect(await registrationById(db, before.id)).toEqual(before)
    const after = await aRegistration(db, { course: LITERACY, now: later.add({ hours: 1 }) })
    expect(await decisionsOf(db, after.id)).toMatchObject([{ result: 'funded', policyVersion: version }])
  })
})
