import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { testDatabase } from '#test/db.ts'
import { aLocalAuthority } from '../../factories.ts'
import type { OrganisationId } from '../../organisation.ts'
import { rolesOf } from '../../organisations-queries.ts'
import { endOrganisationRole } from './end-organisation-role.ts'
import { grantOrganisationRole } from './grant-organisation-role.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const day = (text: string) => Temporal.PlainDate.from(text)
const as = (actor: Actor): CommandContext => ({
  db: database.db,
  actor,
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  process: newProcess('test'),
  baseUrl: 'https://training.test',
})
const dataManager = Actor.system('test', 'job', ['manage-reference-data'])
let lastCode = 100
const anOrganisation = () => {
  lastCode += 1
  return aLocalAuthority(database.db, String(lastCode), `Authority ${lastCode}`)
}
const grant = (organisationId: OrganisationId, from: string, to: string | null, actor = dataManager) =>
  execute(as(actor), grantOrganisationRole, {
    organisationId,
    role: 'appropriate-body',
    from: day(from),
    to: to === null ? null : day(to),
    source: 'Test',
  })
const periods = async (id: string) =>
  (await rolesOf(database.db, id)).map(({ from, to }) => `${from} to ${to ?? 'no end'}`)
const eventsAbout = async (id: string) =>
  (
    await database.db
      .selectFrom('audit.event_subjects as subjects')
      .innerJoin('audit.events as events', 'events.id', 'subjects.event_id')
      .select(['events.name', 'events.payload'])
      .where('subjects.subject_id', '=', id)
      .orderBy('events.id')
      .execute()
  ).map(({ name, payload }) => ({ name, payload }))

test('a role begins and ends on days, and may begin again on the day it ended', async () => {
  const id = await anOrganisation()
  expect((await grant(id, '2021-09-01', '2024-09-01')).ok).toBe(true)
  expect((await grant(id, '2024-09-01', null)).ok).toBe(true)
  expect(await periods(id)).toEqual(['2024-09-01 to no end', '2021-09-01 to 2024-09-01'])
  expect(await eventsAbout(id)).toEqual([
    {
      name: 'directory.organisation-role-granted',
      payload: { role: 'appropriate-body', period: { from: '2021-09-01', to: '2024-09-01' }, source: 'Test' },
    },
    {
      name: 'directory.organisation-role-granted',
      payload: { role: 'appropriate-body', period: { from: '2024-09-01', to: null }, source: 'Test' },
    },
  ])
})

test('an overlap is refused with the period that exists', async () => {
  const id = await anOrganisation()
  await grant(id, '2021-09-01', '2024-09-01')
  expect(await grant(id, '2024-08-31', null)).toEqual({
    ok: false,
    refusal: { code: 'overlaps', facts: { from: day('2021-09-01'), to: day('2024-09-01') } },
  })
  expect(await periods(id)).toEqual(['2021-09-01 to 2024-09-01'])
})

test('of many overlapping ones at once exactly one is granted, and the others learn which', async () => {
  const id = await anOrganisation()
  const results = await Promise.all(Array.from({ length: 8 }, (_, number) => grant(id, `202${number % 5}-09-01`, null)))
  const refused = results.filter((result) => !result.ok)
  expect(refused.map((result) => !result.ok && result.refusal.code)).toEqual(Array(7).fill('overlaps'))
  expect(await periods(id)).toHaveLength(1)
})

test('the database itself refuses an overlap', async () => {
  const id = await anOrganisation()
  await grant(id, '2021-09-01', null)
  const insert = database.db.insertInto('directory.organisation_roles').values({
    organisation_id: id,
    role: 'appropriate-body',
    period: '[2023-01-01,2023-02-01)',
    source: 'Test',
  })
  await expect(insert.execute()).rejects.toThrow('conflicting key value violates exclusion constraint')
})

test('a role ends on a day while it goes on, and not otherwise', async () => {
  const id = await anOrganisation()
  await grant(id, '2021-09-01', null)
  const end = (on: string) =>
    execute(as(dataManager), endOrganisationRole, { organisationId: id, role: 'appropriate-body', on: day(on) })
  expect(await end('2021-09-01')).toMatchObject({ refusal: { code: 'no-role-then' } })
  expect((await end('2025-09-01')).ok).toBe(true)
  expect(await end('2025-09-01')).toMatchObject({ refusal: { code: 'no-role-then' } })
  expect(await periods(id)).toEqual(['2021-09-01 to 2025-09-01'])
  expect((await eventsAbout(id)).at(-1)).toEqual({
    name: 'directory.organisation-role-ended',
    payload: { role: 'appropriate-body', from: '2021-09-01', to: { before: null, after: '2025-09-01' } },
  })
})

test.each([
  ['nobody known', Actor.anonymous()],
  ['staff without the power', Actor.system('test', 'staff', ['support', 'operate'])],
])('%s may not', async (_, actor) => {
  const id = await anOrganisation()
  expect(await grant(id, '2021-09-01', null, actor)).toMatchObject({ refusal: { code: 'not-allowed' } })
  expect(await eventsAbout(id)).toEqual([])
})

test('a period without days, and an organisation that does not exist, are refused', async () => {
  expect(await grant(await anOrganisation(), '2021-09-01', '2021-09-01')).toMatchObject({
    refusal: { code: 'no-days' },
  })
  expect(await grant(newId(), '2021-09-01', null)).toMatchObject({ refusal: { code: 'not-found' } })
})
