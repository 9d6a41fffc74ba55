/** A row of a list of eligible schools, as it was found in the register. */
export type EligibleRow = {
  readonly line: number
  readonly urn: string
  /** As the file says; the register's own name is beside it. */
  readonly name: string
  readonly schoolId: string
  readonly registerName: string
  /** Whether it is on the list of the year already. */
  readonly isListed: boolean
}

/** A row that stops the file, and why: a sentence without its full stop. */
export type EligibleFault = {
  readonly line: number
  readonly urn: string
  readonly name: string
  readonly fault: string
}

export const ELIGIBLE_COLUMNS = ['name', 'urn'] as const

/** All schools of England are fewer. */
export const MOST_ELIGIBLE_ROWS = 40_000
