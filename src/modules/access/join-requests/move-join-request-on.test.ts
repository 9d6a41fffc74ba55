import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { testDatabase } from '#test/db.ts'
import { contextFor, theSystem } from '../factories.ts'
import { aJoinRequest, aPersonAt } from './factories.ts'
import { joinRequestById } from './join-requests-queries.ts'
import { moveJoinRequestOn } from './move-join-request-on.ts'
import { moveJoinRequestsOnJob } from './move-join-requests-on-job.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const at = (text: string) => Temporal.Instant.from(text)
const MONDAY = at('2026-11-23T10:00:00Z')
const WEDNESDAY_AT_FIVE = at('2026-11-25T17:00:00Z')

const runAt = (now: Temporal.Instant) =>
  moveJoinRequestsOnJob.run(
    { ...contextFor(database.db, theSystem(), now), signal: new AbortController().signal, log: silentLog },
    {},
  )
const statusOf = async (id: string) => (await joinRequestById(database.db, id))?.status
const templatesTo = async (address: string) =>
  (await developmentEmails(database.db)).filter(({ to }) => to === address).map(({ template }) => template)

describe('a request that nobody answers', () => {
  test('goes from the administrators to the contact, the trust and staff, each after two working days', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'office@moves.example' } })
    const trust = await aTrust(database.db, 'Moving Trust', [school.id])
    await aPersonAt(database.db, school)
    await aPersonAt(database.db, { id: trust }, { address: 'trust@moves.example' })
    const { id, address } = await aJoinRequest(database.db, school, { now: MONDAY })
    await runAt(WEDNESDAY_AT_FIVE.subtract({ seconds: 1 }))
    expect(await statusOf(id)).toBe('with-administrators')
    await runAt(WEDNESDAY_AT_FIVE)
    expect(await statusOf(id)).toBe('with-contact')
    expect(await templatesTo('office@moves.example')).toEqual(['answerJoinRequestEmail'])
    expect((await joinRequestById(database.db, id))?.movesOnAt?.toString()).toBe('2026-11-27T17:00:00Z')
    await runAt(at('2026-11-27T17:10:00Z'))
    expect(await statusOf(id)).toBe('with-trust')
    expect(await templatesTo('trust@moves.example')).toEqual(['answerJoinRequestEmail'])
    await runAt(at('2026-12-01T17:00:00Z'))
    expect(await statusOf(id)).toBe('with-staff')
    expect((await joinRequestById(database.db, id))?.movesOnAt).toBeNull()
    expect(await templatesTo(address)).toEqual([
      ...Array.from({ length: 3 }, () => 'joinRequestMovedOnEmail'),
      'joinRequestReceivedEmail',
    ])
    await runAt(at('2027-06-01T12:00:00Z'))
    expect(await statusOf(id)).toBe('with-staff')
  })

  test('is moved once by two workers at the same time, and by a repeat', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'office@twice.example' } })
    await aPersonAt(database.db, school)
    const { id, address } = await aJoinRequest(database.db, school, { now: MONDAY })
    await Promise.all([runAt(WEDNESDAY_AT_FIVE), runAt(WEDNESDAY_AT_FIVE), runAt(WEDNESDAY_AT_FIVE)])
    await runAt(WEDNESDAY_AT_FIVE)
    expect(await statusOf(id)).toBe('with-contact')
    expect(await templatesTo('office@twice.example')).toHaveLength(1)
    expect(await templatesTo(address)).toHaveLength(2)
    const events = await database.db
      .selectFrom('audit.event_subjects as about')
      .innerJoin('audit.events as event', 'event.id', 'about.event_id')
      .select('event.name')
      .where('about.subject_id', '=', id)
      .orderBy('event.id')
      .execute()
    expect(events.map(({ name }) => name)).toEqual(['access.join-requested', 'access.join-request-moved-on'])
  })

  test('goes on at once when no mailbox that was asked exists, and not while one of them does', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'office@bounce.example' } })
    const [first, second] = [await aPersonAt(database.db, school), await aPersonAt(database.db, school)]
    const { id, address } = await aJoinRequest(database.db, school, { now: MONDAY })
    const bounce = async (to: string) =>
      await database.ownerDb
        .updateTable('platform.messages')
        .set({ status: 'permanent-failure' })
        .where('recipient', '=', to)
        .execute()
    await bounce(first.address)
    await runAt(MONDAY.add({ minutes: 10 }))
    expect(await statusOf(id)).toBe('with-administrators')
    await bounce(second.address)
    await runAt(MONDAY.add({ minutes: 20 }))
    expect(await statusOf(id)).toBe('with-contact')
    expect(await templatesTo(address)).toEqual(['joinRequestMovedOnEmail', 'joinRequestReceivedEmail'])
    await runAt(MONDAY.add({ minutes: 30 }))
    expect(await statusOf(id)).toBe('with-contact')
  })

  test('waits over Christmas', async () => {
    const school = await aSchool(database.db)
    const { id } = await aJoinRequest(database.db, school, { now: at('2026-12-24T10:00:00Z') })
    await runAt(at('2026-12-30T16:59:00Z'))
    expect(await statusOf(id)).toBe('with-contact')
    await runAt(at('2026-12-30T17:00:00Z'))
    expect(await statusOf(id)).toBe('with-staff')
  })

  test('ends where the school has closed, and whoever asked is told why', async () => {
    const school = await aSchool(database.db)
    const { id, address } = await aJoinRequest(database.db, school, { now: MONDAY })
    await database.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    await runAt(WEDNESDAY_AT_FIVE)
    expect(await joinRequestById(database.db, id)).toMatchObject({
      status: 'refused',
      refusedBecause: 'It cannot use this service any more',
    })
    expect(await templatesTo(address)).toEqual(['joinRequestRefusedEmail', 'joinRequestReceivedEmail'])
  })

  test('is moved by the clock alone', async () => {
    const school = await aSchool(database.db)
    const person = await aPersonAt(database.db, school)
    const { id } = await aJoinRequest(database.db, school, { now: MONDAY })
    const actor = new Actor({ identity: { kind: 'account', id: person.accountId }, name: 'A person', door: 'web' })
    const moved = await execute(contextFor(database.db, actor, WEDNESDAY_AT_FIVE), moveJoinRequestOn, {
      joinRequestId: id,
    })
    expect(moved).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  })
})
