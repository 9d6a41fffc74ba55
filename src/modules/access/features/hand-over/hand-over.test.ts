import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf, contextFor, newestEmailTo } from '../../factories.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { handoverWithPeople, newestHandover } from '../../handovers/handovers-queries.ts'
import { replaceTutor } from '../../handovers/replace-tutor.ts'
import { peopleAt } from '../../memberships/memberships-queries.ts'
import { startMembership } from '../../memberships/memberships-store.ts'
import { handOver, NOBODY } from './hand-over.ts'
import { undoHandover } from './undo-handover.ts'

const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z')

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const actorOf = async (accountId: string, now = NOW) => {
  const actor = await loadActor(database.db, { accountId, actingFor: null, viewAs: null, provedAt: now }, now)
  if (!actor) throw new Error('Nobody')
  return actor
}

async function aSchoolWithTutor(address: string) {
  const school = await aSchool(database.db)
  const tutor = await aTutorOf(database.db, school, { address, name: 'Amina Khan' })
  return { school, tutor, actor: await actorOf(tutor.accountId) }
}

const people = async (schoolId: string) =>
  (await peopleAt(database.db, [schoolId])).map(({ name, role, until }) => ({
    name,
    role,
    until: until?.toString() ?? null,
  }))

const tutorMembership = async (schoolId: string): Promise<string> =>
  (await peopleAt(database.db, [schoolId])).find(({ role }) => role === 'induction-tutor')?.membershipId ?? NOBODY

type Keeps = { access: 'nothing' } | { access: 'administrator'; until: string | null }
type Given = { actor: Actor; replacing?: string; keeps?: Keeps; successor?: object; now?: Temporal.Instant }

async function hand(schoolId: string, address: string, given: Given) {
  const input = {
    organisationId: OrganisationId.parse(schoolId),
    replacing: given.replacing ?? (await tutorMembership(schoolId)),
    successor: { kind: 'new', name: 'Bo Li', address, ...given.successor },
    keeps: given.keeps ?? { access: 'nothing' },
  }
  return execute(contextFor(database.db, given.actor, given.now ?? NOW), handOver, handOver.input.parse(input))
}

const undo = (handoverId: string | null, actor: Actor, now = NOW.add({ minutes: 5 })) =>
  execute(contextFor(database.db, actor, now), undoHandover, { handoverId: HandoverId.parse(handoverId) })

const handoverIdOf = (result: Awaited<ReturnType<typeof hand>>): string => {
  if (!result.ok || !result.value.handoverId) throw new Error(`Not handed over: ${JSON.stringify(result)}`)
  return result.value.handoverId
}

describe('handing over', () => {
  test('makes somebody new the tutor at once, ends the access of the one before, and tells all three', async () => {
    const { school, actor } = await aSchoolWithTutor('amina@one.example')
    const done = await hand(school.id, 'bo@one.example', { actor })
    expect(done.ok).toBe(true)
    expect(await people(school.id)).toEqual([{ name: 'Bo Li', role: 'induction-tutor', until: null }])
    expect((await newestEmailTo(database.db, 'bo@one.example')).text).toContain('Amina Khan has named you')
    expect((await newestEmailTo(database.db, 'amina@one.example')).text).toContain('You handed over')
    const { main } = { main: `office@urn${school.urn}.sch.example` }
    expect((await newestEmailTo(database.db, main)).text).toContain('/object-to-handover/link/')
  })

  test('with an overlap leaves the one before as administrator until the end of the last day', async () => {
    const { school, actor } = await aSchoolWithTutor('amina@two.example')
    await hand(school.id, 'bo@two.example', { actor, keeps: { access: 'administrator', until: '2026-12-18' } })
    expect(await people(school.id)).toEqual([
      { name: 'Bo Li', role: 'induction-tutor', until: null },
      { name: 'Amina Khan', role: 'administrator', until: '2026-12-19T00:00:00Z' },
    ])
  })

  test.each([
    ['today', '2026-11-23', false],
    ['tomorrow', '2026-11-24', true],
    ['the sixtieth day', '2027-01-22', true],
    ['the day after', '2027-01-23', false],
  ])('with an overlap until %s', async (which, until, ok) => {
    const { school, actor } = await aSchoolWithTutor(`amina-${until}@overlap.example`)
    const done = await hand(school.id, `bo-${until}@overlap.example`, {
      actor,
      keeps: { access: 'administrator', until },
    })
    expect([which, done.ok]).toEqual([which, ok])
    if (!done.ok) expect(done.refusal.code).toBe('overlap-too-long')
  })

  test('to a colleague keeps what they have, and somebody who is tutor elsewhere stays so', async () => {
    const { school, tutor, actor } = await aSchoolWithTutor('amina@three.example')
    const other = await aSchoolWithTutor('carol@three.example')
    await database.db.transaction().execute((tx) =>
      startMembership(tx, {
        accountId: other.tutor.accountId,
        organisationId: school.id,
        role: 'viewer',
        because: 'added',
        now: NOW,
      }),
    )
    const successor = { kind: 'colleague', accountId: other.tutor.accountId }
    expect((await hand(school.id, 'carol@three.example', { actor, successor })).ok).toBe(true)
    const roles = (await peopleAt(database.db, [school.id, other.school.id])).map(({ accountId, role }) => [
      accountId,
      role,
    ])
    expect(roles).toEqual([
      [other.tutor.accountId, 'induction-tutor'],
      [other.tutor.accountId, 'induction-tutor'],
      [other.tutor.accountId, 'viewer'],
    ])
    expect(roles.flat()).not.toContain(tutor.accountId)
  })

  test.each([
    ['to oneself', 'self@four.example', {}, 'already-tutor'],
    ['to oneself in other letters', 'SELF@four.example', {}, 'already-tutor'],
    ['to a colleague who is none', 'x@four.example', { kind: 'colleague', accountId: 'nobody' }, 'not-a-colleague'],
  ])('%s is refused', async (_, address, successor, code) => {
    const school = await aSchool(database.db)
    const address4 = 'self@four.example'
    const tutor = await aTutorOf(database.db, school, { address: address4 })
    const done = await hand(school.id, address, { actor: await actorOf(tutor.accountId), successor })
    expect(done).toMatchObject({ ok: false, refusal: { code } })
  })

  test('at a school that has closed meanwhile is refused', async () => {
    const { school, actor } = await aSchoolWithTutor('amina@closed.example')
    await database.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    expect(await hand(school.id, 'bo@closed.example', { actor })).toMatchObject({ refusal: { code: 'not-eligible' } })
  })

  test('is not for strangers, viewers or the tutor of another school', async () => {
    const { school } = await aSchoolWithTutor('amina@five.example')
    const other = await aSchoolWithTutor('other@five.example')
    for (const actor of [Actor.anonymous(), other.actor]) {
      expect(await hand(school.id, 'bo@five.example', { actor })).toMatchObject({ refusal: { code: 'not-allowed' } })
    }
    const mayView = new Actor({
      identity: { kind: 'account', id: other.tutor.accountId },
      name: 'Viewer',
      door: 'web',
      memberships: [{ organisationId: school.id, role: 'viewer' }],
    })
    expect(await hand(school.id, 'bo@five.example', { actor: mayView })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })

  test('twice at once: one wins, and the other is told who did it and when', async () => {
    const { school, actor } = await aSchoolWithTutor('amina@race.example')
    const replacing = await tutorMembership(school.id)
    const both = await Promise.all([
      hand(school.id, 'bo@race.example', { actor, replacing }),
      hand(school.id, 'cy@race.example', { actor, replacing }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'changed-since', facts: { name: 'Bo Li', by: 'Amina Khan', at: NOW } },
    })
    expect((await people(school.id)).filter(({ role }) => role === 'induction-tutor')).toHaveLength(1)
  })

  test('ends sessions of somebody whom another replaced, not of who handed over', async () => {
    const { school, tutor, actor } = await aSchoolWithTutor('amina@session.example')
    await aSessionOf(tutor.accountId)
    await hand(school.id, 'bo@session.example', { actor })
    expect(await liveSessions(tutor.accountId)).toBe(1)
    const successor = (await newestHandover(database.db, school.id))?.to.accountId ?? ''
    await aSessionOf(successor)
    const staff = await aMemberOfStaff(database.db)
    const replaced = await execute(contextFor(database.db, await actorOf(staff.accountId), NOW), replaceTutor, {
      organisationId: OrganisationId.parse(school.id),
      name: 'Dee Ray',
      address: 'dee@session.example',
      reason: 'Telephoned the school',
    })
    expect(replaced).toMatchObject({ ok: true })
    expect(await liveSessions(successor)).toBe(0)
    expect((await newestEmailTo(database.db, 'bo@session.example')).text).toContain('Our support team')
  })
})

describe('undoing', () => {
  test('restores exactly what was before, and tells everybody', async () => {
    const { school, tutor, actor } = await aSchoolWithTutor('amina@undo.example')
    await database.db.transaction().execute((tx) =>
      startMembership(tx, {
        accountId: tutor.accountId,
        organisationId: school.id,
        role: 'administrator',
        because: 'added',
        now: NOW,
      }),
    )
    const before = await people(school.id)
    const keeps = { access: 'administrator', until: '2026-12-18' } as const
    const handoverId = handoverIdOf(await hand(school.id, 'bo@undo.example', { actor, keeps }))
    expect(await undo(handoverId, actor)).toMatchObject({ ok: true })
    expect(await people(school.id)).toEqual(before)
    expect((await newestEmailTo(database.db, 'amina@undo.example')).text).toContain('has been undone')
    expect((await newestEmailTo(database.db, 'bo@undo.example')).text).toContain('You are not the induction tutor')
    expect((await handoverWithPeople(database.db, handoverId))?.handover.status).toBe('undone')
    expect(await undo(handoverId, actor)).toMatchObject({ refusal: { code: 'not-undoable' } })
  })

  test('is for whoever did it, for 7 days, while nobody has changed it again', async () => {
    const { school, actor } = await aSchoolWithTutor('amina@late.example')
    const handoverId = handoverIdOf(await hand(school.id, 'bo@late.example', { actor }))
    const stranger = await aSchoolWithTutor('stranger@late.example')
    expect(await undo(handoverId, stranger.actor)).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await undo(handoverId, actor, NOW.add({ hours: 7 * 24 }))).toMatchObject({
      refusal: { code: 'not-undoable' },
    })
    const successor = (await newestHandover(database.db, school.id))?.to.accountId ?? ''
    await hand(school.id, 'cy@late.example', { actor: await actorOf(successor), now: NOW.add({ minutes: 1 }) })
    expect(await undo(handoverId, actor)).toMatchObject({ refusal: { code: 'changed-since' } })
  })
})

const aSessionOf = (accountId: string) =>
  database.db
    .insertInto('platform.sessions')
    .values({
      id: crypto.randomUUID(),
      token_hash: Buffer.from(crypto.randomUUID()),
      account_id: accountId,
      method: 'email',
      user_agent: 'test',
      created_at: NOW,
      last_seen_at: NOW,
      expires_at: NOW.add({ hours: 12 }),
      proved_at: NOW,
    })
    .execute()

const liveSessions = async (accountId: string): Promise<number> =>
  (
    await database.db
      .selectFrom('platform.sessions')
      .select('id')
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .execute()
  ).length
