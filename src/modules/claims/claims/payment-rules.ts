import type { Temporal } from '#src/kit/dates.ts'
import type { ClaimWindow } from '../years/claim-year.ts'

/** How the money of a claim comes to the school: authority-paid-queries.ts knows for which. */
export type Paying = { readonly throughAuthority: boolean }

/** By when a school should have the money of a claim of the window; null where that is not known yet. */
export const paidBy = (
  { throughAuthority }: Paying,
  { paidByAuthorityOn, paidDirectlyOn }: Pick<ClaimWindow, 'paidByAuthorityOn' | 'paidDirectlyOn'>,
): Temporal.PlainDate | null => (throughAuthority ? paidByAuthorityOn : paidDirectlyOn)
