import { sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { prepareQueues } from '#src/platform/jobs/queues.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aSchool, aTrust } from '../../directory/factories.ts'
import { OrganisationId } from '../accounts/account.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf, contextFor, theSystem } from '../factories.ts'
import { type BatchId, Criteria } from './batch.ts'
import { batchById, outcomeOf } from './invitations-queries.ts'
import { planInvitations } from './plan-invitations.ts'
import { sendInvitations } from './send-invitations.ts'
import { sendInvitationsJob } from './send-invitations-job.ts'
import { stopInvitations } from './stop-invitations.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
  await prepareQueues(database.url)
})
afterEach(() => database.close())
afterAll(() => database.close())

const support = new Actor({
  identity: { kind: 'system', id: 'test' },
  name: 'Priya Nair',
  door: 'staff',
  staffPowers: ['support'],
})

type Plan = Partial<{
  perMinute: number
  startsAt: Temporal.Instant
  expected: number
  criteria: object
  askedFor: string
}>

const planned = (plan: Plan = {}, actor = support) =>
  execute(contextFor(database.db, actor, NOW), planInvitations, {
    name: 'Autumn',
    criteria: Criteria.parse(plan.criteria ?? {}),
    startsAt: plan.startsAt ?? null,
    perMinute: plan.perMinute ?? 3_000,
    expected: plan.expected ?? null,
    askedFor: plan.askedFor ? OrganisationId.parse(plan.askedFor) : null,
  })

async function batchOf(plan: Plan = {}): Promise<BatchId> {
  const done = await planned(plan)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.batchId
}

const jobContext = (now = NOW) => ({
  ...{ db: database.db, actor: theSystem(), now, process: newProcess('test'), baseUrl: 'https://training.test' },
  ...{ signal: new AbortController().signal, log: silentLog },
})
const work = (now?: Temporal.Instant) => sendInvitationsJob.run(jobContext(now), {})
const sendSome = (batchId: BatchId, now = NOW) =>
  execute(contextFor(database.db, theSystem(), now), sendInvitations, { batchId })

async function someSchools(count: number): Promise<readonly string[]> {
  const ids = []
  for (let at = 0; at < count; at += 1) ids.push((await aSchool(database.db)).id)
  return ids
}

const messages = async () =>
  database.db.selectFrom('platform.messages').select(['recipient', 'priority', 'subject']).execute()
const proofs = async () =>
  database.db
    .selectFrom('access.proofs')
    .select(['organisation_id', 'channel'])
    .where('purpose', '=', 'nomination')
    .execute()
const eventNames = async (kind: string, id: string) =>
  (
    await database.db
      .selectFrom('audit.event_subjects as about')
      .innerJoin('audit.events as event', 'event.id', 'about.event_id')
      .select('event.name')
      .where('about.subject_kind', '=', kind)
      .where('about.subject_id', '=', id)
      .orderBy('event.id')
      .execute()
  ).map(({ name }) => name)

describe('a batch', () => {
  test('sends each school one link, bulk, with an event for each, and finishes', async () => {
    const ids = await someSchools(250)
    const batchId = await batchOf()
    await work()
    expect((await batchById(database.db, batchId))?.status).toBe('finished')
    expect(new Set((await proofs()).map((row) => row.organisation_id))).toEqual(new Set(ids))
    expect(await proofs()).toHaveLength(250)
    const sent = await messages()
    expect(new Set(sent.map(({ recipient }) => recipient)).size).toBe(250)
    expect(sent.every(({ priority }) => priority === 3)).toBe(true)
    expect(await outcomeOf(database.db, batchId)).toMatchObject({ sent: 250, waiting: 0, delivered: 0 })
    expect(await eventNames('school', ids[0] ?? '')).toEqual(['access.nomination-link-sent'])
    const names = await eventNames('invitation-batch', batchId)
    expect(names.slice(0, 2)).toEqual(['access.invitation-planned', 'access.invitation-started'])
    expect(names.at(-1)).toBe('access.invitation-finished')
    await work(NOW.add({ hours: 1 }))
    expect(await messages()).toHaveLength(250)
  })

  test('waits for its time', async () => {
    await someSchools(2)
    const batchId = await batchOf({ startsAt: NOW.add({ hours: 2 }) })
    await work()
    expect((await sendSome(batchId)).ok).toBe(false)
    expect(await messages()).toEqual([])
    await work(NOW.add({ hours: 2 }))
    expect(await messages()).toHaveLength(2)
  })

  test('keeps to its pace in any 60 seconds', async () => {
    await someSchools(25)
    const batchId = await batchOf({ perMinute: 10 })
    const send = async (seconds: number) => {
      const sent = await sendSome(batchId, NOW.add({ seconds }))
      return sent.ok ? sent.value.sent : sent.refusal.code
    }
    expect([await send(0), await send(1), await send(59), await send(60), await send(61)]).toEqual([
      10,
      'too-fast',
      'too-fast',
      10,
      'too-fast',
    ])
    expect([await send(120), await send(121)]).toEqual([5, 0])
    expect((await batchById(database.db, batchId))?.status).toBe('finished')
  })

  test('passes over who is not to be written to, at planning and at sending', async () => {
    const { db } = database
    const [tutored, closed, plain] = [await aSchool(db), await aSchool(db), await aSchool(db)]
    await aSchool(db, { contacts: {} })
    await aSchool(db, { typeCode: '48' })
    await aNominationLink(db, await aSchool(db), { now: NOW.subtract({ hours: 30 }) })
    const batchId = await batchOf({ expected: 3 })
    await aTutorOf(db, tutored, { now: NOW })
    await db
      .updateTable('directory.schools')
      .set({ status_code: '2' })
      .where('organisation_id', '=', closed.id)
      .execute()
    await work(NOW.add({ seconds: 1 }))
    const { sent, skipped } = await outcomeOf(db, batchId)
    expect(sent).toBe(1)
    expect([...skipped].filter(([, count]) => count > 0).sort()).toEqual([
      ['no-address', 1],
      ['not-eligible', 1],
      ['recent-link', 1],
      ['suppressed-type', 1],
      ['tutor-named', 1],
    ])
    expect(await eventNames('school', plain.id)).toEqual(['access.nomination-link-sent'])
  })

  test('two workers at once send everything once', async () => {
    const ids = await someSchools(230)
    const batchId = await batchOf()
    await Promise.all([work(), work()])
    expect(await proofs()).toHaveLength(ids.length)
    expect(await messages()).toHaveLength(ids.length)
    expect(
      (await eventNames('invitation-batch', batchId)).filter((name) => name === 'access.invitation-finished'),
    ).toHaveLength(1)
  })

  test('a worker that loses its connection leaves whole groups, and the next goes on', async () => {
    await someSchools(300)
    const batchId = await batchOf()
    const killed = work().catch(() => 'killed')
    let tries = 0
    while (tries < 2_000 && (await proofs()).length === 0) tries += 1
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.ownerDb)
    await killed
    // A connection that was killed while idle says so to whoever takes it next.
    const [links, sent] = [await vi.waitFor(proofs), await vi.waitFor(messages)]
    expect(links.length).toBe(sent.length)
    expect(links.length % 100).toBe(0)
    await work(NOW.add({ seconds: 30 }))
    expect(await messages()).toHaveLength(300)
    expect(await outcomeOf(database.db, batchId)).toMatchObject({ sent: 300, waiting: 0 })
  })

  test('that is stopped sends no more, and says so once', async () => {
    await someSchools(12)
    const batchId = await batchOf({ perMinute: 10 })
    await sendSome(batchId)
    const { accountId: id } = await aMemberOfStaff(database.db)
    const agent = new Actor({
      identity: { kind: 'account', id },
      name: 'Priya',
      door: 'staff',
      staffPowers: ['support'],
    })
    const stop = () => execute(contextFor(database.db, agent, NOW), stopInvitations, { batchId })
    expect((await stop()).ok).toBe(true)
    expect(await stop()).toMatchObject({ refusal: { code: 'has-ended' } })
    await work(NOW.add({ hours: 1 }))
    expect(await messages()).toHaveLength(10)
    expect((await outcomeOf(database.db, batchId)).skipped.get('stopped')).toBe(2)
    expect((await batchById(database.db, batchId))?.status).toBe('stopped')
  })

  test('a bounced address gets no second link; the other address does', async () => {
    const { db } = database
    const school = await aSchool(db, { contacts: { main: 'gone@hill.example', alternative: 'head@hill.example' } })
    await aNominationLink(db, school, { now: NOW.subtract({ hours: 2 }) })
    await db.updateTable('platform.messages').set({ status: 'permanent-failure' }).execute()
    await batchOf({ criteria: { reason: 'bounced' } })
    await work()
    expect((await proofs()).map(({ channel }) => channel).sort()).toEqual(['alternative', 'main'])
  })
})

describe('planning', () => {
  test('refuses a list that has changed, an empty one, and a day too far ahead', async () => {
    await someSchools(3)
    expect(await planned({ expected: 4 })).toMatchObject({ refusal: { code: 'list-changed', facts: { invited: 3 } } })
    expect(await planned({ criteria: { reason: 'bounced' } })).toMatchObject({ refusal: { code: 'nobody-to-invite' } })
    expect(await planned({ startsAt: NOW.add({ hours: 24 * 91 }) })).toMatchObject({
      refusal: { code: 'too-far-ahead' },
    })
    expect(await database.db.selectFrom('access.invitation_batches').select('id').execute()).toEqual([])
  })

  test('takes a school into one waiting batch only', async () => {
    await someSchools(3)
    await batchOf({ startsAt: NOW.add({ hours: 1 }) })
    expect(await planned()).toMatchObject({ refusal: { code: 'nobody-to-invite' } })
    const both = await Promise.all([someSchools(2).then(() => planned()), planned()])
    expect(both.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
  })

  test('is for support, and for a trust its own schools only', async () => {
    const { db } = database
    const [own] = [await aSchool(db), await aSchool(db)]
    const trust = await aTrust(db, 'Hill Trust', [own.id])
    const member = (role: 'administrator' | 'viewer') =>
      new Actor({
        identity: { kind: 'system', id: 'x' },
        name: 'Tia',
        door: 'web',
        memberships: [{ organisationId: trust, role }],
      })
    const notStaff = new Actor({ identity: { kind: 'link-holder', id: 'x' }, name: 'Nobody', door: 'web' })
    expect(await planned({}, notStaff)).toMatchObject({ refusal: { code: 'not-allowed' } })
    const done = await planned({ askedFor: trust }, member('administrator'))
    expect(done).toMatchObject({ ok: true, value: { invited: 1 } })
    await work()
    expect((await proofs()).map((row) => row.organisation_id)).toEqual([own.id])
  })
})
