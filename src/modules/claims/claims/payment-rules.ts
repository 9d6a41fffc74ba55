import type { Temporal } from '#src/kit/dates.ts'
import type { ClaimWindow } from '../years/claim-year.ts'

/** GIAS types of schools that a local authority maintains and pays for. Source: GIAS "LA maintained schools" group; conditions of grant, payments. */
const MAINTAINED_TYPES: ReadonlySet<string> = new Set(['1', '2', '3', '5', '7', '12', '14', '15'])

/** Whether the payer pays the school through its local authority. */
export const isPaidByAuthority = ({ typeCode }: { readonly typeCode: string }): boolean =>
  MAINTAINED_TYPES.has(typeCode)

/** By when a school should have the money of a claim of the window; null where that is not known yet. */
export const paidBy = (
  school: { readonly typeCode: string },
  { paidByAuthorityOn, paidDirectlyOn }: Pick<ClaimWindow, 'paidByAuthorityOn' | 'paidDirectlyOn'>,
): Temporal.PlainDate | null => (isPaidByAuthority(school) ? paidByAuthorityOn : paidDirectlyOn)
