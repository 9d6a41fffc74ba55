import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { testDatabase } from '#test/db.ts'
import { aLocalAuthority } from '../../factories.ts'
import type { OrganisationId } from '../../organisation.ts'
import { aliasesOf } from '../../organisations-queries.ts'
import { addOrganisationAlias } from './add-organisation-alias.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let hub: OrganisationId
beforeAll(async () => {
  database = await testDatabase()
  hub = await aLocalAuthority(database.db, '301', 'Fernhill Teaching School Hub')
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)

async function add(name: string, given: { id?: OrganisationId; from?: string; to?: string; power?: 'support' } = {}) {
  const { id = hub, from = '2021-09-01', to, power = 'manage-reference-data' } = given
  const context = {
    db: database.db,
    actor: Actor.system('test', 'job', [power]),
    now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
    process: newProcess('test'),
    baseUrl: 'https://training.test',
  }
  const input = { organisationId: id, name, from: day(from), to: to === undefined ? null : day(to), source: 'Test' }
  const result = await execute(context, addOrganisationAlias, input)
  return result.ok ? 'added' : result.refusal.code
}

test('another name is kept with the days on which it was used', async () => {
  expect(await add('Fernhill Alliance', { to: '2023-09-01' })).toBe('added')
  expect(await add('Fernhill Alliance', { from: '2023-09-01' })).toBe('added')
  expect(await aliasesOf(database.db, hub)).toEqual([
    { name: 'Fernhill Alliance', from: day('2021-09-01'), to: day('2023-09-01'), source: 'Test' },
    { name: 'Fernhill Alliance', from: day('2023-09-01'), to: null, source: 'Test' },
  ])
})

test('its own name, a name that it has then, and a name for no day are refused', async () => {
  expect(await add('The Fernhill Teaching-School Hub Ltd')).toBe('own-name')
  expect(await add('FERNHILL ALLIANCE', { from: '2025-01-01' })).toBe('overlaps')
  expect(await add('FTSH', { to: '2021-09-01' })).toBe('no-days')
})

test('of one name at once, one is added', async () => {
  const answers = await Promise.all(['FTSH', 'Ftsh', 'ftsh'].map((name) => add(name)))
  expect(answers.sort()).toEqual(['added', 'overlaps', 'overlaps'])
})

test('support staff may not, and an organisation that does not exist is refused', async () => {
  expect(await add('Another', { power: 'support' })).toBe('not-allowed')
  expect(await add('Another', { id: newId() })).toBe('not-found')
})
