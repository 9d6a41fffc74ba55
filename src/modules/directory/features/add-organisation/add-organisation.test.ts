import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { testDatabase } from '#test/db.ts'
import { organisationById } from '../../organisations-queries.ts'
import { addOrganisation } from './add-organisation.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const add = (name: string, actor = Actor.system('test', 'job', ['manage-reference-data'])) =>
  execute(
    {
      db: database.db,
      actor,
      now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
      process: newProcess('test'),
      baseUrl: 'https://training.test',
    },
    addOrganisation,
    {
      ...{ kind: 'company', name, ukprn: '10099999', postcode: 'LS1 4CI', source: 'Test' },
      openedOn: Temporal.PlainDate.from('2021-01-01'),
    },
  )

test('an organisation is added with its event', async () => {
  const result = await add('  Siân Training Ltd ')
  if (!result.ok) throw new Error(result.refusal.code)
  expect(await organisationById(database.db, result.value.id)).toMatchObject({
    name: 'Siân Training Ltd',
    kind: 'company',
    status: 'open',
    ukprn: '10099999',
    postcode: 'LS1 4CI',
  })
  const events = await database.db
    .selectFrom('audit.event_subjects')
    .select('subject_kind')
    .where('subject_id', '=', result.value.id)
    .execute()
  expect(events).toEqual([{ subject_kind: 'organisation' }])
})

test('of several of one name at once, in any case of letters, one is added', async () => {
  const results = await Promise.all(['Elm Tree', 'ELM TREE', 'elm tree', 'Elm tree'].map((name) => add(name)))
  expect(results.map((result) => (result.ok ? 'added' : result.refusal.code)).sort()).toEqual([
    'added',
    ...Array(3).fill('name-taken'),
  ])
})

test('only those who manage reference data may add one', async () => {
  expect(await add('Another', Actor.system('test', 'staff', ['support']))).toMatchObject({
    refusal: { code: 'not-allowed' },
  })
})
