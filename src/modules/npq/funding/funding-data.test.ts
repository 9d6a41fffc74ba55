import { afterAll, beforeAll, expect, test } from 'vitest'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { COURSE_IDENTIFIERS } from '../courses/course.ts'
import { allCourses, cohortsOn } from '../courses/courses-queries.ts'
import { FUNDING_REASONS } from './funding.ts'
import { fundingReasonText } from './funding-reasons-rules.ts'
import { policyInForce, policyNamed } from './policies-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

test('the courses of the database are those that the code knows', async () => {
  expect([...(await allCourses(database.db)).keys()].sort()).toEqual([...COURSE_IDENTIFIERS].sort())
})

test('every policy of the database can be read, and each cohort that is open has one', async () => {
  const rows = await database.db.selectFrom('npq.funding_policies').select(['cohort', 'version']).execute()
  for (const { cohort, version } of rows) expect(await policyNamed(database.db, { cohort, version })).not.toBeNull()
  for (const { identifier, isOpen } of await cohortsOn(database.db, londonDate(NOW))) {
    if (isOpen) expect(await policyInForce(database.db, { cohort: identifier, at: NOW })).not.toBeNull()
  }
})

test('the policy names courses that exist, and the gates of autumn 2026', async () => {
  const policy = await policyInForce(database.db, { cohort: '2026b', at: NOW })
  expect(policy?.version).toBe('2026-06')
  expect(policy?.rules.pp50Courses).not.toContain('npq-senior-leadership')
  expect(policy?.rules.pp50Courses).toContain('npq-leading-primary-mathematics')
  expect(policy?.rules.eligibleTypeCodes).toHaveLength(30)
  expect(policy?.rules.maintainedNursery.courses).toContain('npq-senior-leadership')
})

test('spring 2026 has no funding, autumn 2026 is capped', async () => {
  const funding = new Map(
    (await cohortsOn(database.db, londonDate(NOW))).map((cohort) => [cohort.identifier, cohort.funding]),
  )
  expect(funding.get('2026a')).toBe('zero')
  expect(funding.get('2026b')).toBe('capped')
})

test.each(FUNDING_REASONS)('%s has words that begin and end as sentences', (reason) => {
  expect(fundingReasonText[reason]).toMatch(/^[A-Z].{20,}\.$/)
  expect(fundingReasonText[reason]).not.toMatch(/\b(please|sorry|valid|invalid)\b/i)
})
