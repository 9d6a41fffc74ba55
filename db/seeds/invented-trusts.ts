import { Temporal } from '#src/kit/dates.ts'

export type InventedTrust = {
  readonly uid: string
  readonly name: string
  /** GIAS's group types: 06 multi-academy, 10 single-academy. */
  readonly type: '06' | '10'
  readonly openedOn: Temporal.PlainDate
  readonly closedOn: Temporal.PlainDate | null
  readonly postcode: string
}

const opened = (year: number) => Temporal.PlainDate.from({ year, month: 9, day: 1 })
const LAST_DAY = Temporal.PlainDate.from('2024-08-31')

const multi = (uid: string, name: string, year: number, postcode: string): InventedTrust => ({
  ...{ uid, name, type: '06', openedOn: opened(year), closedOn: null, postcode },
})

/** Trusts that ordinary academies join in turn. */
export const MULTI_ACADEMY_TRUSTS = [
  multi('90001', 'Candlemere Schools Trust', 2012, 'NW5 3KV'),
  multi('90002', 'Thackroyd Learning Trust', 2013, 'LS9 4MC'),
  multi('90003', 'Lanwinnick Education Trust', 2011, 'TR1 7OC'),
  multi('90004', 'Wethersgarth Academies', 2014, 'LS17 2VK'),
  multi('90005', 'St Petroc and St Morwen Diocesan Trust', 2015, 'TR4 8IK'),
  multi('90006', 'North and East Partnership of Schools', 2016, 'NW1 1VV'),
  multi('90007', 'Plovergate Trust', 2018, 'WC1N 5CO'),
  multi('90008', 'Eller Valley Co-operative Academies Trust', 2017, 'LS21 6MM'),
] as const

/** Trusts of one school each, and one that has closed. */
const OTHER_TRUSTS = [
  { ...multi('90009', 'Garnetstead School Trust', 2012, 'NW3 2KC'), type: '10' },
  { ...multi('90010', 'Birkroods High School Academy Trust', 2011, 'LS15 8VM'), type: '10' },
  { ...multi('90011', 'Trevanion House Academy Trust', 2013, 'PL14 3IK'), type: '10' },
  { ...multi('90012', 'Old Harbour Federation Trust', 2012, 'TR11 5MO'), closedOn: LAST_DAY },
] as const satisfies readonly InventedTrust[]

export const TRUSTS: readonly InventedTrust[] = [...MULTI_ACADEMY_TRUSTS, ...OTHER_TRUSTS]
