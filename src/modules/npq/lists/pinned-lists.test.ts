import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { runLine } from '../childcare/childcare-factories.ts'
import { cohortsOn } from '../courses/courses-queries.ts'
import { aRegistration } from '../factories.ts'
import { assessFunding } from '../funding/assessment-queries.ts'
import { decisionsOf } from '../funding/decisions-queries.ts'
import { policyInForce } from '../funding/policies-queries.ts'
import type { ListVersions } from './eligibility-list.ts'
import { takeBackList } from './end-list-version.ts'
import { listImport } from './lists-command-line.ts'
import { listsInForce } from './lists-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

const replaceWith = async (...urns: readonly string[]) => {
  const after = ['--accept-unusual', 'For a test']
  const content = ['PP50 School URN', ...urns, ''].join('\n')
  expect((await runLine(database.db, listImport, content, { before: ['pp50-schools'], after, now: NOW })).exit).toBe(0)
}

test('a replaced list changes no decision, and no new look by the versions of the old one', async () => {
  const { db } = database
  const school = await aSchool(db)
  const work = { worksInEngland: true, setting: 'a_school', organisationId: school.id } as const
  await replaceWith(school.urn, '999998')
  const registration = await aRegistration(db, { work, course: 'npq-leading-literacy', now: NOW })
  const [decision] = await decisionsOf(db, registration.id)
  if (!decision) throw new Error('There is no decision')
  expect(decision).toMatchObject({ result: 'funded', reason: 'funded' })

  await replaceWith('999998')
  expect(await decisionsOf(db, registration.id)).toEqual([decision])
  const policy = await policyInForce(db, { cohort: '2026b', at: NOW })
  const cohort = (await cohortsOn(db, londonDate(NOW))).find(({ identifier }) => identifier === '2026b')
  if (!policy || !cohort) throw new Error('There are no rules')
  const lookedAt = async (lists: ListVersions) =>
    (
      await assessFunding(db, {
        ...{ policy, lists, work, course: 'npq-leading-literacy', answers: {}, personId: null, now: NOW },
        cohortFunding: cohort.funding,
      })
    ).reason
  expect(await lookedAt(decision.listVersions)).toBe('funded')
  const current = await listsInForce(db, NOW)
  expect(await lookedAt(current)).toBe('ineligible_establishment_not_a_pp50')

  // Taken back, the new version can still be read by whatever names it, and the old one counts again.
  const actor = Actor.system('Test', 'staff', ['manage-reference-data'])
  const context = { db, now: NOW, actor, baseUrl: 'https://training.test' }
  const process = newProcess('test', null, 'A mistake')
  const versionId = current['pp50-schools'] ?? ''
  expect((await execute({ ...context, process }, takeBackList, { versionId })).ok).toBe(true)
  expect(await listsInForce(db, NOW)).toEqual(decision.listVersions)
  expect(await lookedAt(current)).toBe('ineligible_establishment_not_a_pp50')
  const again = await execute({ ...context, process }, takeBackList, { versionId })
  expect(again.ok ? null : again.refusal.code).toBe('not-applied')
  const withoutReason = await execute({ ...context, process: newProcess('test') }, takeBackList, { versionId })
  expect(withoutReason.ok ? null : withoutReason.refusal.code).toBe('reason-needed')
})
