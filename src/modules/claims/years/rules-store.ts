import type { Insertable } from 'kysely'
import type { ClaimsFigures, ClaimsFundingAreas, ClaimsGrantConditions, ClaimsYears } from '#db/schema.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { ClaimYear } from './claim-year.ts'

/** A new version of the conditions of the grant. The database never lets one be changed. */
export const insertGrantConditions = async (tx: Tx, row: Insertable<ClaimsGrantConditions>) =>
  tx.insertInto('claims.grant_conditions').values(row).execute()

/** What a figure is from a day on. */
export const insertFigure = async (tx: Tx, row: Insertable<ClaimsFigures>) =>
  tx.insertInto('claims.figures').values(row).execute()

/** What a district is from a day on; end the period before first. */
export const insertFundingArea = async (tx: Tx, row: Insertable<ClaimsFundingAreas>) =>
  tx.insertInto('claims.funding_areas').values(row).execute()

export const insertYear = async (tx: Tx, row: Insertable<ClaimsYears>) =>
  tx.insertInto('claims.years').values(row).execute()

type Caps = Pick<ClaimYear, 'year' | 'initialCap' | 'refresherCap' | 'source'>

export const saveCaps = async (tx: Tx, { year, initialCap, refresherCap, source }: Caps) =>
  tx
    .updateTable('claims.years')
    .set({ initial_cap: initialCap, refresher_cap: refresherCap, source })
    .where('academic_year', '=', year)
    .execute()
