import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '#src/kit/result.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { changeProvider } from '../requests/change-provider.ts'
import { withdrawRegistration } from '../requests/withdraw-registration.ts'
import { changeWork } from '../work-change/work-change-factories.ts'
import { acceptRegistration } from './accept-registration.ts'
import { acting, asOwner, asProvider } from './factories.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)

test('a provider accepts while the participant moves on, changes work details or withdraws: one comes first, nobody is lost', async () => {
  const { db } = database
  const [one, other] = [await anNpqProvider(db, 'One Provider'), await anNpqProvider(db, 'Other Provider')]
  for (let round = 0; round < 12; round += 1) {
    const teacher = await aTeacher(db)
    const registration = await aRegistration(db, { teacher, provider: one })
    const registrationId = RegistrationId.parse(registration.id)
    const seen = { registrationId, seen: registration.revision }
    const abroad = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
    const [accepted, ...own] = await Promise.all([
      execute(acting(db, asProvider(one.id)), acceptRegistration, {
        ...{ registrationId, fundedPlace: false, scheduleIdentifier: null },
      }),
      execute(acting(db, asOwner(teacher)), changeProvider, { ...seen, providerId: other.id }),
      changeWork(db, registration.id, abroad, { kind: 'correction', payer: 'self' }),
      execute(acting(db, asOwner(teacher)), withdrawRegistration, seen),
    ])
    const now = await registrationById(db, registration.id)
    const changes = await db
      .selectFrom('npq.changes')
      .select('kind')
      .where('registration_id', '=', registration.id)
      .execute()
    expect(['done', 'was-withdrawn', 'not-allowed']).toContain(codeOf(accepted))
    expect(now?.status === 'accepted').toBe(codeOf(accepted) === 'done' && now?.providerId === one.id)
    // Whoever comes second is told that it has changed: nothing is done on what somebody no longer sees.
    const done = [accepted, ...own].filter(({ ok }) => ok).length
    expect(now?.revision).toBe(registration.revision + done)
    expect(changes.length).toBeGreaterThanOrEqual(done)
  }
})
