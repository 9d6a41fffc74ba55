import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { currentPersonId, personById, personIdChanges } from '#src/modules/directory/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { findSession, startSession } from '#src/platform/session/sessions-store.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { aMemberOfStaff, aPersonAt, aTutorOf, contextFor, newestEmailTo } from '../../factories.ts'
import { accessMergeContribution } from '../../merges/access-contribution.ts'
import type { MergeContribution } from '../../merges/merge-contribution.ts'
import { peopleContribution } from '../../merges/people-contribution.ts'
import { aNumberOf, aPersonOf } from '../../teachers/factories.ts'
import { mergePeopleWith } from './merge-people.ts'
import { undoMergeWith } from './undo-merge.ts'

const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z')
const contributions = [peopleContribution, accessMergeContribution]
const mergePeople = mergePeopleWith(contributions)
const undoMerge = undoMergeWith(contributions)

let database: TestDatabase
let staffId: string
beforeAll(async () => {
  database = await testDatabase()
  staffId = (await aMemberOfStaff(database.db)).accountId
})
afterAll(() => database.close())

const staff = (isFresh = true) =>
  new Actor({ identity: { kind: 'account', id: staffId }, name: 'Sam', door: 'web', staffPowers: ['support'], isFresh })

const context = (now = NOW, actor = staff()) => ({
  ...contextFor(database.db, actor, now),
  process: newProcess('a test', null, 'They rang from the school, who knows them'),
})

type Two = { readonly keep: string; readonly gone: string }
const merge = (two: Two, now = NOW) => execute(context(now), mergePeople, two)
const undo = (mergeId: string, now = NOW) => execute(context(now), undoMerge, { mergeId })

/** All that is filed under two accounts and their people, to see that undoing changes nothing else. */
async function everything({ keep, gone }: Two) {
  const { rows } = await sql<{ facts: unknown }>`select jsonb_build_object(
    'accounts', (select jsonb_agg(jsonb_build_array(id, person_id, disabled_at) order by id)
      from access.accounts where id in (${keep}, ${gone})),
    'identities', (select jsonb_agg(i order by subject) from access.identities i where account_id in (${keep}, ${gone})),
    'addresses', (select jsonb_agg(a order by id) from access.addresses a where account_id in (${keep}, ${gone})),
    'memberships', (select jsonb_agg(m order by id) from access.memberships m where account_id in (${keep}, ${gone})),
    'handovers', (select jsonb_agg(h order by id) from access.handovers h
      where from_account_id in (${keep}, ${gone}) or to_account_id in (${keep}, ${gone})),
    'people', (select jsonb_agg(p order by p.id) from directory.people p
      join access.accounts a on a.person_id = p.id where a.id in (${keep}, ${gone}))
  ) as facts`.execute(database.db)
  return rows[0]?.facts
}

let schools = 0
/** A tutor and an administrator of two schools, who are one human and share a third school. */
async function oneHumanTwice() {
  schools += 1
  const shared = await aSchool(database.db, { name: `Shared ${schools}` })
  const own = await aSchool(database.db)
  const keep = await aPersonAt(database.db, shared, { role: 'viewer' })
  await aTutorOf(database.db, own)
  const gone = await aTutorOf(database.db, own, { now: NOW.subtract({ hours: 1 }) })
  await aPersonAt(database.db, shared, { role: 'viewer', address: gone.address, name: gone.name })
  await identityOf(gone.accountId)
  await database.db
    .updateTable('access.addresses')
    .set({ verified_at: NOW })
    .where('account_id', 'in', [keep.accountId, gone.accountId])
    .execute()
  return { keep: keep.accountId, gone: gone.accountId, own, shared, goneAddress: gone.address }
}

const identityOf = (accountId: string) =>
  database.db
    .insertInto('access.identities')
    .values({ issuer: 'one', subject: accountId, account_id: accountId, door: 'one-login', linked_at: NOW })
    .execute()

const ok = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value => {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`)
  return result.value
}

const subjectTo = async (address: string) => (await newestEmailTo(database.db, address)).subject

describe('merging two accounts', () => {
  test('ways in and roles go over, what both have is kept once, the other account ends, and undoing puts all of it back', async () => {
    const { keep, gone, goneAddress } = await oneHumanTwice()
    const session = await startSession(database.db, { accountId: gone, method: 'email', userAgent: '', now: NOW })
    const before = await everything({ keep, gone })
    const { mergeId } = ok(await merge({ keep, gone }))
    expect((await accountAtAddress(database.db, goneAddress))?.id).toBe(keep)
    expect(await findSession(database.db, session.secret, NOW)).toBeNull()
    const live = await database.db
      .selectFrom('access.memberships')
      .select(['account_id', 'role'])
      .where('account_id', 'in', [keep, gone])
      .where('ended_at', 'is', null)
      .orderBy('role')
      .execute()
    expect(live).toEqual([
      { account_id: keep, role: 'induction-tutor' },
      { account_id: keep, role: 'viewer' },
    ])
    const identities = await database.db
      .selectFrom('access.identities')
      .selectAll()
      .where('subject', '=', gone)
      .execute()
    expect(identities.map((one) => one.account_id)).toEqual([keep])
    expect(await subjectTo(goneAddress)).toMatch(/^Your two accounts .* are now one$/)
    ok(await undo(mergeId))
    expect(await everything({ keep, gone })).toEqual(before)
    expect(await subjectTo(goneAddress)).toMatch(/is separate again$/)
  })

  test('two people become one: the number goes over, the old id leads to the new, and undoing publishes the change back', async () => {
    const { keep, gone } = await oneHumanTwice()
    const [kept, other] = [await aPersonOf(database.db, keep), await aPersonOf(database.db, gone)]
    await aNumberOf(database.db, other, '2100001')
    const before = await everything({ keep, gone })
    const { mergeId } = ok(await merge({ keep, gone }))
    expect((await personById(database.db, kept))?.trn).toBe('2100001')
    expect(await personById(database.db, other)).toMatchObject({ mergedInto: kept, trn: null, recordStatus: 'merged' })
    expect(await currentPersonId(database.db, other)).toBe(kept)
    const merged = { from: other, to: kept, at: NOW, why: 'merged' }
    expect((await personIdChanges(database.db, [kept])).get(kept)).toEqual([merged])
    const later = NOW.add({ hours: 24 })
    ok(await undo(mergeId, later))
    expect(await everything({ keep, gone })).toEqual(before)
    expect(await currentPersonId(database.db, other)).toBe(other)
    const back = { from: kept, to: other, at: later, why: 'merge-undone' }
    const changes = await personIdChanges(database.db, [kept, other])
    expect([changes.get(kept), changes.get(other)]).toEqual([[merged, back], [back]])
  })

  test('an account without a person takes the one of the other, whose id stays', async () => {
    const { keep, gone } = await oneHumanTwice()
    const person = await aPersonOf(database.db, gone)
    const before = await everything({ keep, gone })
    const { mergeId } = ok(await merge({ keep, gone }))
    const owners = await database.db
      .selectFrom('access.accounts')
      .select('id')
      .where('person_id', '=', person)
      .execute()
    expect(owners).toEqual([{ id: keep }])
    expect((await personIdChanges(database.db, [person])).get(person)).toEqual([])
    ok(await undo(mergeId))
    expect(await everything({ keep, gone })).toEqual(before)
  })

  test('two confirmed numbers are two people, and the refusal says what to do', async () => {
    const { keep, gone } = await oneHumanTwice()
    await aNumberOf(database.db, await aPersonOf(database.db, keep), '2100002')
    await aNumberOf(database.db, await aPersonOf(database.db, gone), '2100003')
    const refused = await merge({ keep, gone })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect(refused.ok ? '' : JSON.stringify(refused.refusal.facts)).toContain('teaching record')
  })

  test('a conflict of any module stops everything, and nothing is half done', async () => {
    const { keep, gone } = await oneHumanTwice()
    const before = await everything({ keep, gone })
    const failing: MergeContribution = {
      ...accessMergeContribution,
      name: 'another',
      preview: async () => ({ rows: [], conflicts: [] }),
      move: async (tx: Tx) => {
        await sql`select 1 / 0`.execute(tx)
        return { moved: {} }
      },
    }
    const broken = mergePeopleWith([...contributions, failing])
    await expect(execute(context(), broken, { keep, gone })).rejects.toThrow('division')
    const objecting = { ...failing, preview: async () => ({ rows: [], conflicts: [{ what: 'No', doFirst: 'Wait' }] }) }
    const objected = await execute(context(), mergePeopleWith([...contributions, objecting]), { keep, gone })
    expect(objected).toMatchObject({ ok: false, refusal: { facts: { conflicts: [{ what: 'No', doFirst: 'Wait' }] } } })
    expect(await everything({ keep, gone })).toEqual(before)
  })
})

describe('who may, and when', () => {
  test('support staff who have just proved themselves, with a reason, and never accounts of staff or one with itself', async () => {
    const { keep, gone } = await oneHumanTwice()
    const code = async (given: Promise<{ ok: boolean; refusal?: unknown }>) => (await given) as { refusal?: unknown }
    const stale = await code(execute(context(NOW, staff(false)), mergePeople, { keep, gone }))
    expect(stale.refusal).toMatchObject({ code: 'not-allowed', facts: { reason: 'fresh-sign-in' } })
    const other = (await aMemberOfStaff(database.db)).accountId
    expect((await code(merge({ keep, gone: other }))).refusal).toMatchObject({ facts: { reason: 'staff-account' } })
    expect((await code(merge({ keep, gone: keep }))).refusal).toMatchObject({ code: 'same-account' })
    expect((await code(merge({ keep, gone: staffId }))).refusal).toMatchObject({ code: 'not-allowed' })
    const unsaid = { ...context(), process: newProcess('a test') }
    expect((await code(execute(unsaid, mergePeople, { keep, gone }))).refusal).toMatchObject({ code: 'no-reason' })
    const owner = new Actor({ identity: { kind: 'account', id: keep }, name: 'Owner', door: 'web', isFresh: true })
    const own = await code(execute(context(NOW, owner), mergePeople, { keep, gone }))
    expect(own.refusal).toMatchObject({ code: 'not-allowed' })
  })

  test('a merge is undone once, within a month, and the last one first', async () => {
    const one = await oneHumanTwice()
    const two = await oneHumanTwice()
    const first = ok(await merge(one))
    const second = ok(await merge({ keep: one.keep, gone: two.keep }, NOW.add({ hours: 1 })))
    const soon = NOW.add({ hours: 2 })
    expect(await undo(first.mergeId, soon)).toMatchObject({ refusal: { code: 'later-merge' } })
    ok(await undo(second.mergeId, soon))
    expect(await undo(second.mergeId, soon)).toMatchObject({ refusal: { code: 'undone-already' } })
    expect(await undo(first.mergeId, NOW.add({ hours: 30 * 24 }))).toMatchObject({ refusal: { code: 'too-late' } })
    ok(await undo(first.mergeId, NOW.add({ hours: 30 * 24 - 1 })))
  })

  test('of two who merge the same accounts at once, either way round, one wins and the other learns who was first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { keep, gone } = await oneHumanTwice()
      await aPersonOf(database.db, keep)
      await aPersonOf(database.db, gone)
      const results = await Promise.all([
        merge({ keep, gone }),
        merge({ keep: gone, gone: keep }),
        merge({ keep, gone }),
      ])
      const lost = results.flatMap((result) => (result.ok ? [] : [result.refusal]))
      expect(results.filter(({ ok: won }) => won)).toHaveLength(1)
      expect(lost).toMatchObject([
        { code: 'merged-already', facts: { by: 'Sam Ortiz' } },
        { code: 'merged-already', facts: { by: 'Sam Ortiz' } },
      ])
    }
  })

  test('a ring of merges at once ends with one of them left standing, and no id leads round in a circle', async () => {
    const people = [await oneHumanTwice(), await oneHumanTwice(), await oneHumanTwice()]
    const ids = await Promise.all(people.map(async ({ keep }) => [keep, await aPersonOf(database.db, keep)] as const))
    const [a, b, c] = ids.map(([account]) => account)
    if (!a || !b || !c) throw new Error('Three are needed')
    await Promise.all([merge({ keep: a, gone: b }), merge({ keep: b, gone: c }), merge({ keep: c, gone: a })])
    const now = await Promise.all(ids.map(([, person]) => currentPersonId(database.db, person)))
    expect(now.every((id) => id !== null)).toBe(true)
    const merges = await database.db
      .selectFrom('access.account_merges')
      .select('gone_account_id')
      .where('kept_account_id', 'in', [a, b, c])
      .execute()
    expect(merges.length).toBeGreaterThan(0)
    expect(merges.length).toBeLessThan(3)
  })
})
