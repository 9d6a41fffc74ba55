import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { contextFor } from '#src/modules/access/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaimingSchool, aMentor, anIttProvider } from '../factories.ts'
import { saveDraft } from './save-draft.ts'
import { submitClaim } from './submit-claim.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
type World = Awaited<ReturnType<typeof aClaimingSchool>>

async function draftOf(by: World, providerId: string, mentors: readonly { personId: string; hours: number }[]) {
  const input = { schoolId: by.school.id, providerId, mentors: [...mentors] }
  const saved = await execute(contextFor(database.db, by.claimant), saveDraft, input)
  if (!saved.ok) throw new Error(saved.refusal.code)
  return { by, ...saved.value }
}

type Draft = Awaited<ReturnType<typeof draftOf>>

const send = ({ by, claimId, revision }: Draft) =>
  execute(contextFor(database.db, by.claimant, NOW), submitClaim, {
    ...{ claimId, seen: revision, providerConfirmedHours: true, declared: true },
  })

/** As if the time of all drafts were over. */
const letTimePass = () =>
  database.db.updateTable('claims.held_hours').set({ until: NOW }).where('until', 'is not', null).execute()

const shareMentor = (school: { id: string }, personId: string) =>
  database.db
    .insertInto('claims.school_mentors')
    .values({ id: newId<string>(), school_id: school.id, person_id: personId, added_at: NOW })
    .execute()

test('of two schools that send the last 16 hours of a mentor at once, one does, again and again', async () => {
  const [one, other] = [await aClaimingSchool(database.db), await aClaimingSchool(database.db)]
  for (let round = 0; round < 25; round += 1) {
    const [provider, mentor] = [await anIttProvider(database.db), await aMentor(database.db, one.school)]
    await shareMentor(other.school, mentor.personId)
    const mentors = [{ personId: mentor.personId, hours: 16 }]
    const first = await draftOf(one, provider.id, mentors)
    await letTimePass()
    const second = await draftOf(other, provider.id, mentors)
    await letTimePass()
    const both = await Promise.all([send(first), send(second)])
    expect(both.map((sent) => (sent.ok ? 'sent' : sent.refusal.code)).toSorted()).toEqual(['sent', 'too-few-hours'])
  }
  const over = await database.db.selectFrom('claims.allowances').select('held').where('held', '>', 16).execute()
  expect(over).toEqual([])
})

test('drafts with the same mentors in another order never wait for each other for ever', async () => {
  const [one, other] = [await aClaimingSchool(database.db), await aClaimingSchool(database.db)]
  const providers = [await anIttProvider(database.db), await anIttProvider(database.db)]
  const mentors = await Promise.all(Array.from({ length: 4 }, () => aMentor(database.db, one.school)))
  for (const { personId } of mentors) await shareMentor(other.school, personId)
  const hours = mentors.map(({ personId }) => ({ personId, hours: 2 }))
  const ids = providers.map(({ id }) => id)
  const first = await draftOf(one, ids[0] ?? '', hours)
  const second = await draftOf(other, ids[0] ?? '', hours)
  const change = (draft: Draft, round: number, mentorsNow: typeof hours) =>
    execute(contextFor(database.db, draft.by.claimant), saveDraft, {
      ...{ claimId: draft.claimId, schoolId: draft.by.school.id, mentors: [...mentorsNow], seen: null },
      providerId: ids[round % 2] ?? '',
    })
  const rounds = Array.from({ length: 30 }, (_, round) => round)
  const all = await Promise.all(
    rounds.flatMap((round) => [change(first, round, hours), change(second, round + 1, hours.toReversed())]),
  )
  expect(all.every(({ ok }) => ok)).toBe(true)
})
