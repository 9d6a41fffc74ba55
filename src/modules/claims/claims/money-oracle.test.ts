import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pence, times } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../factories.ts'
import { claimById } from './claims-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

// The table of rates: area, district, then what 20, 16 and 6 hours come to.
test.each([
  ['inner-london', 'E09000007', ['£1,072.00', '£857.60', '£321.60']],
  ['outer-london', 'E09000003', ['£965.00', '£772.00', '£289.50']],
  ['fringe', 'E07000226', ['£902.00', '£721.60', '£270.60']],
  ['rest-of-england', 'E08000035', ['£876.00', '£700.80', '£262.80']],
])('%s', async (area, districtCode, sums) => {
  const { school, windowId } = await aClaimingSchool(database.db, { districtCode })
  const amountOf = async (year: number, hours: number) => {
    const [provider, mentor] = [await anIttProvider(database.db), await aMentor(database.db, school)]
    const claim = await aClaim(database.db, { school, provider, windowId, year, mentors: [{ ...mentor, hours }] })
    expect(claim.submitted?.area).toBe(area)
    return claim.submitted ? moneyText(claim.submitted.amount) : ''
  }
  expect([await amountOf(2024, 20), await amountOf(2025, 16), await amountOf(2025, 6)]).toEqual(sums)
})

test('42 hours in the fringe are £1,894.20; 7 of them back are £315.70, and £1,578.50 stays', async () => {
  const { school, windowId } = await aClaimingSchool(database.db, { districtCode: 'E07000226' })
  const provider = await anIttProvider(database.db)
  const hours = [16, 16, 10]
  const mentors = await Promise.all(hours.map(async (one) => ({ ...(await aMentor(database.db, school)), hours: one })))
  const claim = await aClaim(database.db, { school, provider, windowId, mentors, status: 'paid' })
  const amount = claim.submitted?.amount ?? pence(0)
  const back = times(claim.submitted?.pencePerHour ?? pence(0), 16 - 9)
  expect([moneyText(amount), moneyText(back), moneyText(pence(amount - back))]).toEqual([
    '£1,894.20',
    '£315.70',
    '£1,578.50',
  ])
})

test('the sums of forty claims of any size are those of decimal arithmetic, line by line', async () => {
  const { school, windowId } = await aClaimingSchool(database.db, { districtCode: 'E09000003' })
  const provider = await anIttProvider(database.db)
  const ids: string[] = []
  for (let round = 0; round < 40; round += 1) {
    const mentors = await Promise.all(
      Array.from({ length: 1 + (round % 5) }, async (_, at) => ({
        ...(await aMentor(database.db, school)),
        hours: 1 + ((round * 7 + at * 3) % 16),
      })),
    )
    ids.push((await aClaim(database.db, { school, provider, windowId, mentors })).id)
  }
  const { rows } = await sql<{ id: string; asked: string; lines: string; ledger: string }>`
    select claim.id, (claim.hours * 48.25)::numeric(12, 2)::text as asked,
      (select sum(line.hours * 48.25)::numeric(12, 2)::text from claims.claim_lines as line where line.claim_id = claim.id) as lines,
      (select (sum(pence) / 100.0)::numeric(12, 2)::text from claims.ledger where ledger.claim_id = claim.id) as ledger
    from claims.claims as claim where claim.id = any(${ids}::uuid[])`.execute(database.db)
  expect(rows).toHaveLength(40)
  for (const { id, asked, lines, ledger } of rows) {
    const claim = await claimById(database.db, id)
    const shown = moneyText(claim?.submitted?.amount ?? pence(0)).replaceAll(/[£,]/g, '')
    expect([lines, ledger, shown]).toEqual([asked, asked, asked])
  }
})
