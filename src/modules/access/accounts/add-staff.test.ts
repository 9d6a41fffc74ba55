import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { testDatabase } from '#test/db.ts'
import { aMemberOfStaff, aTutorOf, contextFor, theSystem } from '../factories.ts'
import { loadActor } from './actor-queries.ts'
import { addStaff } from './add-staff.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const add = (actor: Actor, address: string) =>
  execute(contextFor(database.db, actor), addStaff, {
    name: 'Priya Nair',
    address,
    issuer: 'https://issuer.test',
    subject: address,
    powers: ['support'],
  })

describe('adding staff', () => {
  test('makes an account, an identity and powers, and says so in the history', async () => {
    const added = await add(theSystem(), 'priya@education.example')
    expect(added).toMatchObject({ ok: true })
    const { names } = await database.db
      .selectFrom('audit.events')
      .select(({ fn }) => fn.agg<string[]>('array_agg', ['name']).as('names'))
      .executeTakeFirstOrThrow()
    expect([...names].sort()).toEqual(['access.account-created', 'access.staff-added'])
  })

  test('refuses an address that somebody has, in any case', async () => {
    await add(theSystem(), 'taken@education.example')
    expect(await add(theSystem(), 'Taken@education.example')).toMatchObject({ refusal: { code: 'address-in-use' } })
  })

  test('is not for a member of staff, whatever they may do', async () => {
    const staff = new Actor({
      identity: { kind: 'account', id: 'account' },
      name: 'Sam',
      door: 'staff',
      staffPowers: ['support', 'manage-reference-data', 'operate'],
    })
    expect(await add(staff, 'friend@education.example')).toMatchObject({ refusal: { code: 'not-allowed' } })
  })
})

describe('the actor of an account', () => {
  const moment = () => contextFor(database.db, theSystem()).now
  const actorOf = (accountId: string) =>
    loadActor(database.db, { accountId, actingFor: null, viewAs: null, provedAt: moment() }, moment())

  test('has the powers and memberships of this moment', async () => {
    const staff = await aMemberOfStaff(database.db, { powers: ['operate', 'support'] })
    const school = await aSchool(database.db)
    const tutor = await aTutorOf(database.db, school)
    const [one, other] = [await actorOf(staff.accountId), await actorOf(tutor.accountId)]
    expect([one?.may('support'), one?.may('operate'), one?.may('manage-reference-data')]).toEqual([true, true, false])
    expect([other?.isStaff, other?.worksAt(school.id, 'induction-tutor'), other?.name]).toEqual([
      false,
      true,
      'Amina Khan',
    ])
  })

  test('loses what is taken away, at once', async () => {
    const school = await aSchool(database.db)
    const tutor = await aTutorOf(database.db, school)
    await aTutorOf(database.db, school, { now: moment().add({ hours: 1 }) })
    expect((await actorOf(tutor.accountId))?.worksAt(school.id)).toBe(false)
  })

  test('is nobody when the account is disabled or was never there', async () => {
    const { accountId } = await aMemberOfStaff(database.db)
    await database.db
      .updateTable('access.accounts')
      .set({ disabled_at: moment() })
      .where('id', '=', accountId)
      .execute()
    expect(await actorOf(accountId)).toBeNull()
    expect(await actorOf('0190f3a4-0000-7000-8000-000000000001')).toBeNull()
  })
})
