import type { FundingRules } from '../funding/funding-policy.ts'

/** Of the rules of a cohort, those that say whether a workplace counts. */
export type WorkplaceRules = Pick<FundingRules, 'notInEngland' | 'openStatusCodes'>

/**
 * Whether it is in England: everything is that the rules do not deny. GIAS has Welsh and overseas establishments and service
 * schools, and their authorities, by code.
 */
export const isInEngland = (
  { notInEngland }: WorkplaceRules,
  { typeCode, laCode }: { readonly typeCode: string | null; readonly laCode: string | null },
): boolean =>
  !(
    (typeCode !== null && notInEngland.typeCodes.includes(typeCode)) ||
    (laCode !== null && notInEngland.laCodes.includes(laCode))
  )

/** Whether GIAS's status counts as open; a school that is proposed or about to close does. */
export const isOpenStatus = ({ openStatusCodes }: WorkplaceRules, statusCode: string): boolean =>
  openStatusCodes.includes(statusCode)
