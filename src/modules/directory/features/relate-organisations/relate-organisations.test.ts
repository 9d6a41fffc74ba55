import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { testDatabase } from '#test/db.ts'
import { aTrust } from '../../factories.ts'
import type { OrganisationId, RelationKind } from '../../organisation.ts'
import { relationsOf } from '../../organisations-queries.ts'
import { relateOrganisations } from './relate-organisations.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const context = (actor: Actor): CommandContext => ({
  db: database.db,
  actor,
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  process: newProcess('test'),
  baseUrl: 'https://training.test',
})
const relate = (
  fromId: OrganisationId,
  kind: RelationKind,
  toId: OrganisationId,
  powers: ('manage-reference-data' | 'support')[] = ['manage-reference-data'],
) =>
  execute(context(Actor.system('test', 'job', powers)), relateOrganisations, {
    ...{ fromId, toId, kind },
    confidence: 'likely',
    from: Temporal.PlainDate.from('2021-09-01'),
    to: null,
    source: 'Test',
  })
const codeOf = async (result: ReturnType<typeof relate>) => {
  const answer = await result
  return answer.ok ? 'related' : answer.refusal.code
}
const three = async (): Promise<readonly [OrganisationId, OrganisationId, OrganisationId]> => [
  await aTrust(database.db, 'One'),
  await aTrust(database.db, 'Two'),
  await aTrust(database.db, 'Three'),
]

test('a relation shows on both sides and is in the history of both', async () => {
  const [one, two] = await three()
  expect(await codeOf(relate(one, 'part-of', two))).toBe('related')
  expect(await relationsOf(database.db, one)).toMatchObject([
    { kind: 'part-of', direction: 'to', otherName: 'Two', confidence: 'likely' },
  ])
  expect(await relationsOf(database.db, two)).toMatchObject([{ kind: 'part-of', direction: 'from', otherName: 'One' }])
  const subjects = await database.db
    .selectFrom('audit.event_subjects')
    .select('subject_id')
    .where('subject_id', 'in', [one, two])
    .execute()
  expect(subjects).toHaveLength(2)
})

test('what is known already is refused, and for the same organisation it is known both ways', async () => {
  const [one, two] = await three()
  await relate(one, 'same-as', two)
  expect(await codeOf(relate(one, 'same-as', two))).toBe('already-related')
  expect(await codeOf(relate(two, 'same-as', one))).toBe('already-related')
})

test('nothing is part of its own part, over any number of steps', async () => {
  const [one, two, last] = await three()
  await relate(one, 'part-of', two)
  await relate(two, 'part-of', last)
  expect(await codeOf(relate(two, 'part-of', one))).toBe('circular')
  expect(await codeOf(relate(last, 'part-of', one))).toBe('circular')
  expect(await codeOf(relate(one, 'part-of', one))).toBe('itself')
})

test('of both directions at once only one is recorded', async () => {
  const [one, two] = await three()
  const codes = await Promise.all([codeOf(relate(one, 'part-of', two)), codeOf(relate(two, 'part-of', one))])
  expect(codes.sort()).toEqual(['circular', 'related'])
})

test('support staff may not, and an organisation that does not exist is refused', async () => {
  const [one, two] = await three()
  expect(await codeOf(relate(one, 'part-of', two, ['support']))).toBe('not-allowed')
  expect(await codeOf(relate(one, 'part-of', newId()))).toBe('not-found')
})
