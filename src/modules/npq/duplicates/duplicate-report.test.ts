import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anNpqProvider } from '../factories.ts'
import type { ReportAsked } from './duplicate-pairs-queries.ts'
import { duplicateReport } from './duplicate-report-queries.ts'
import {
  countsFor,
  GROUP_BITS,
  groupsIn,
  MEASURES,
  type Measure,
  measureText,
  nearestOf,
  shareOf,
} from './duplicate-rules.ts'
import { BATCH, loadStudyBatch } from './study-factories.ts'

const FROM = Temporal.Instant.from('2025-09-01T00:00:00Z')
const PERIOD: ReportAsked = { from: FROM, to: FROM.add({ hours: 24 * 61 }), sameBy: 'person', within: 'period' }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const schools = await Promise.all(Array.from({ length: 50 }, () => aSchool(db)))
  const providers = await Promise.all(
    ['Ash', 'Beech', 'Cedar'].map((name) => anNpqProvider(db, `${name} Teaching`, { cohort: '2025b' })),
  )
  for (const batch of [1, 2]) {
    await loadStudyBatch(db, {
      ...{ batch, from: FROM, cohort: '2025b', schools, names: ['Ama Boateng', 'Ben Price', 'Cara Lloyd'] },
      courses: ['npq-leading-teaching', 'npq-senior-leadership', 'npq-leading-literacy'],
      providerIds: providers.map(({ id }) => id),
    })
  }
})
afterAll(() => database.close())

const figures = async (asked: Partial<ReportAsked> = {}) => duplicateReport(database.db, { ...PERIOD, ...asked })
const whole = async (asked: Partial<ReportAsked> = {}) => {
  const found = (await figures(asked)).find(({ subset, dimension }) => subset === 'all' && dimension === 'whole')
  if (!found) throw new Error('Nothing was counted')
  return found
}

describe('two months that hold what the study found', () => {
  test.each(MEASURES.filter((measure) => measureText[measure].in2023 !== null))(
    '%s is the figure of the document',
    async (measure) => {
      const { registrations, counts } = await whole()
      expect(registrations).toBe(2 * BATCH)
      expect(shareOf(counts[measure], registrations)).toBe(measureText[measure].in2023?.toFixed(1))
    },
  )

  test('by the same address it is the same; the classes add up to all, and those that are not the first to the union', async () => {
    expect((await whole({ sameBy: 'email' })).counts).toEqual((await whole()).counts)
    const { registrations, any } = await whole()
    const nearest = (await figures()).filter(({ subset, dimension }) => subset === 'all' && dimension === 'nearest')
    expect(nearest.reduce((sum, one) => sum + one.registrations, 0)).toBe(registrations)
    expect(registrations - (nearest.find(({ key }) => key === 'first')?.registrations ?? 0)).toBe(any)
    expect(shareOf(any, registrations)).toBe('20.3')
  })

  test('an earlier one that was over is no duplicate, and neither is another cohort', async () => {
    const { db } = database
    await db.updateTable('npq.registrations').set({ ended_at: FROM }).where('status', '=', 'expired').execute()
    const likely = (await figures()).find(({ subset, dimension }) => subset === 'likely' && dimension === 'whole')
    expect(likely?.counts.d1).toBe(0)
    const before = await whole()
    await db.updateTable('npq.submissions').set({ cohort: '2026a' }).where('signed_in_by', '=', 'one-login').execute()
    expect((await whole()).counts.d1).toBe(before.counts.d1)
    await db
      .updateTable('npq.submissions')
      .set({ cohort: '2026b' })
      .where('registration_id', 'in', (query) =>
        query.selectFrom('npq.registrations').select('id').where('status', '=', 'expired'),
      )
      .execute()
    expect((await whole({ within: 'cohort' })).counts.d1).toBeLessThan(before.counts.d1)
  })

  test('a registration before the period counts only when all are looked at', async () => {
    const half = { from: FROM.add({ hours: 24 * 41 }) }
    expect((await whole({ ...half, within: 'all' })).any).toBeGreaterThan((await whole(half)).any)
  })
})

describe('what differs', () => {
  test('the measures in plain code and the classes agree on every combination', () => {
    const holds = (bits: number): readonly Measure[] => MEASURES.filter((measure) => countsFor[measure](bits))
    expect(holds(0)).toEqual(['d1'])
    expect(holds(GROUP_BITS.course)).toEqual(['d3', 'd4'])
    expect(holds(GROUP_BITS.provider)).toEqual(['d2', 'd3', 'd5', 'd2b'])
    expect(holds(GROUP_BITS.work)).toEqual(['d2', 'd6', 'd2b'])
    expect(groupsIn(GROUP_BITS.work | GROUP_BITS.name)).toEqual(['work', 'name'])
    const classes = new Set(Array.from({ length: 256 }, (_each, bits) => nearestOf(bits)))
    expect(classes.size).toBe(6)
    expect(nearestOf(null)).toBe('first')
  })
})
