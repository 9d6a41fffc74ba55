import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { ClaimsYears } from '#db/schema.ts'
import { type AcademicYear, londonDate, type Temporal } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Paying } from '../claims/payment-rules.ts'
import { authorityPaidTypes } from '../payments/authority-paid-queries.ts'
import { type ClaimWindow, type ClaimYear, FUNDING_AREAS, type FundingArea, type Rates } from './claim-year.ts'
import { windowState } from './window-rules.ts'

/** The rules of a year; null for a year that has none. */
export async function claimYear(reader: Reader, year: AcademicYear): Promise<ClaimYear | null> {
  const row = await reader.selectFrom('claims.years').selectAll().where('academic_year', '=', year).executeTakeFirst()
  return row ? yearFrom(row) : null
}

const yearFrom = (row: Selectable<ClaimsYears>): ClaimYear => ({
  ...{ year: row.academic_year, initialCap: row.initial_cap, refresherCap: row.refresher_cap },
  ...{ trainingFrom: row.training_from, source: row.source },
})

/** The rules of every year, the newest first. */
export async function allYears(reader: Reader): Promise<readonly ClaimYear[]> {
  const rows = await reader.selectFrom('claims.years').selectAll().orderBy('academic_year', 'desc').execute()
  return rows.map(yearFrom)
}

/** The newest year that has rules. */
export const latestYear = async (reader: Reader): Promise<AcademicYear> => (await allYears(reader))[0]?.year ?? 0

/** How many claims for a year were ever submitted. */
export async function submittedIn(reader: Reader, year: AcademicYear): Promise<number> {
  const { count } = await reader
    .selectFrom('claims.claims')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('academic_year', '=', year)
    .where('submitted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

/** A district that is not in the rest of England, on a day. */
export type ListedDistrict = {
  readonly district: string
  readonly name: string
  readonly area: FundingArea
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate | null
  readonly source: string
}

/** Every district that ever lay in a funding area of its own, by area and name. */
export async function listedDistricts(reader: Reader): Promise<readonly ListedDistrict[]> {
  const rows = await reader
    .selectFrom('claims.funding_areas')
    .select(['district_code as district', 'name', 'area', 'source'])
    .select([sql<Temporal.PlainDate>`lower(period)`.as('from'), sql<Temporal.PlainDate | null>`upper(period)`.as('to')])
    .orderBy('area')
    .orderBy('name')
    .execute()
  return rows.flatMap(({ area, ...row }) => {
    const known = FUNDING_AREAS.find((one) => one === area)
    return known ? [{ ...row, area: known }] : []
  })
}

/** Every window, the first first. There are a few each year. */
export const allWindows = async (reader: Reader): Promise<readonly ClaimWindow[]> =>
  (await windowRows(reader).execute()).map(windowFrom)

/** As `allWindows`, with how a school of this type is paid on a day. One query. */
export async function windowsAndPaying(
  reader: Reader,
  { typeCode }: { readonly typeCode: string },
  day: Temporal.PlainDate,
): Promise<{ readonly windows: readonly ClaimWindow[]; readonly paying: Paying }> {
  const through = sql<boolean>`${typeCode}::text in (${authorityPaidTypes(day)})`
  const rows = await windowRows(reader).select(through.as('through')).execute()
  return { windows: rows.map(windowFrom), paying: { throughAuthority: rows[0]?.through ?? false } }
}

const windowRows = (reader: Reader) =>
  reader
    .selectFrom('claims.windows')
    .select(['id', 'academic_year', 'paid_by_authority_on', 'paid_directly_on', 'revision'])
    .select([sql<Temporal.PlainDate>`lower(period)`.as('from'), sql<Temporal.PlainDate>`upper(period)`.as('to')])
    .orderBy(sql`lower(period)`)

type WindowRow = Awaited<ReturnType<ReturnType<typeof windowRows>['execute']>>[number]

const windowFrom = ({ id, academic_year, from, to, revision, ...paid }: WindowRow): ClaimWindow => ({
  ...{ id, year: academic_year, period: { from, to }, revision },
  ...{ paidByAuthorityOn: paid.paid_by_authority_on, paidDirectlyOn: paid.paid_directly_on },
})

/** The window that is open on the day of a moment, until midnight of its last day; null when none is. */
export async function openWindow(reader: Reader, now: Temporal.Instant): Promise<ClaimWindow | null> {
  const windows = await allWindows(reader)
  return windows.find((window) => windowState(window, londonDate(now)) === 'open') ?? null
}

/** The rates of a year that are approved and in force at a moment. Null for a year without a rate for every area. */
export async function ratesOf(reader: Reader, year: AcademicYear, now: Temporal.Instant): Promise<Rates | null> {
  const rows = await reader
    .selectFrom('claims.rates')
    .select(['area', 'pence_per_hour'])
    .distinctOn('area')
    .where('academic_year', '=', year)
    .where('status', '=', 'approved')
    .where('decided_at', '<=', now)
    .orderBy('area')
    .orderBy('decided_at', 'desc')
    .execute()
  const found = Whole.safeParse(Object.fromEntries(rows.map((row) => [row.area, row.pence_per_hour])))
  return found.success ? found.data : null
}

const Whole = z.record(z.enum(FUNDING_AREAS), z.int().transform(pence))

/** The funding area of a district on a day: the rest of England unless it is listed. */
export async function areaOfDistrict(
  reader: Reader,
  districtCode: string | null,
  day: Temporal.PlainDate,
): Promise<FundingArea> {
  if (districtCode === null) return 'rest-of-england'
  const row = await reader
    .selectFrom('claims.funding_areas')
    .select('area')
    .where('district_code', '=', districtCode)
    .where(sql<boolean>`period @> ${day.toString()}::date`)
    .executeTakeFirst()
  return FUNDING_AREAS.find((area) => area === row?.area) ?? 'rest-of-england'
}

/** As `areaOfDistrict` for several districts. One query, however many. */
export async function areasOfDistricts(
  reader: Reader,
  districtCodes: readonly (string | null)[],
  day: Temporal.PlainDate,
): Promise<(districtCode: string | null) => FundingArea> {
  const rows = await reader
    .selectFrom('claims.funding_areas')
    .select(['district_code', 'area'])
    .where(sql<boolean>`district_code = any(${districtCodes.filter((code) => code !== null)}::text[])`)
    .where(sql<boolean>`period @> ${day.toString()}::date`)
    .execute()
  const found = new Map(rows.map(({ district_code, area }) => [district_code, area]))
  return (code) => FUNDING_AREAS.find((area) => area === found.get(code ?? '')) ?? 'rest-of-england'
}
