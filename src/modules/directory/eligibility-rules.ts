/** Which schools may use the service, in force for a period: codes and prefixes are dated data, not code. */
export type EligibilityPolicy = {
  readonly version: string
  /** GIAS status codes that count as open. */
  readonly openStatusCodes: readonly string[]
  /** How district codes in England begin: E. A number is a whole code: 9999 is carried by some schools that do count. */
  readonly englandDistrictPrefixes: readonly string[]
  /** GIAS type codes that may not use it. */
  readonly excludedTypeCodes: readonly string[]
  /** Of the excluded types, those that may when they are approved under section 41. */
  readonly section41TypeCodes: readonly string[]
  /** Where the rules come from. */
  readonly source: string
}

export type SchoolForEligibility = {
  readonly statusCode: string
  readonly typeCode: string
  readonly typeName: string
  readonly districtCode: string | null
  readonly section41: boolean
}

/** The school that took over, where GIAS names exactly one. */
export type Successor = { readonly urn: string; readonly name: string }

export type EligibilityReason =
  | { readonly code: 'open' | 'closed' | 'not-open-yet' | 'in-england' | 'not-in-england' | 'district-not-known' }
  | { readonly code: 'closed-with-successor'; readonly successor: Successor }
  | { readonly code: 'type-included' | 'type-excluded' | 'section-41' | 'not-section-41'; readonly typeName: string }

export type Eligibility = {
  readonly eligible: boolean
  /** When eligible, everything that makes it so; when not, everything that stands in the way. Never empty. */
  readonly reasons: readonly EligibilityReason[]
}

/**
 * Whether a school may use the service: open, in England, and of a type that may, or approved under section 41 and of a type
 * for which that counts (Register early career teachers, "GIAS types"; the figures are in the policy).
 */
export function eligibilityOf(
  school: SchoolForEligibility,
  policy: EligibilityPolicy,
  successor: Successor | null = null,
): Eligibility {
  const checks = [statusCheck(school, policy, successor), placeCheck(school, policy), typeCheck(school, policy)]
  const eligible = checks.every(({ passed }) => passed)
  return { eligible, reasons: checks.filter(({ passed }) => passed === eligible).map(({ reason }) => reason) }
}

/** A reason in plain words, as a sentence without a full stop: for lists on pages and for support replies. */
export function eligibilityText(reason: EligibilityReason): string {
  switch (reason.code) {
    case 'open':
      return 'It is open'
    case 'closed':
      return 'It is closed'
    case 'closed-with-successor':
      return `It is closed. ${reason.successor.name} (URN ${reason.successor.urn}) took over from it`
    case 'not-open-yet':
      return 'It is not open yet'
    case 'in-england':
      return 'It is in England'
    case 'not-in-england':
      return 'It is not in England'
    case 'district-not-known':
      return 'GIAS does not say which district it is in, so we cannot tell whether it is in England'
    case 'type-included':
      return `Its type, ${inText(reason.typeName)}, can use the service`
    case 'type-excluded':
      return `Its type, ${inText(reason.typeName)}, cannot use the service`
    case 'section-41':
      return `It is approved under section 41, so although its type is ${inText(reason.typeName)} it can use the service`
    case 'not-section-41':
      return `Its type, ${inText(reason.typeName)}, can use the service only when the school is approved under section 41, and it is not`
  }
}

type Check = { readonly passed: boolean; readonly reason: EligibilityReason }

function statusCheck(
  { statusCode }: SchoolForEligibility,
  policy: EligibilityPolicy,
  successor: Successor | null,
): Check {
  if (policy.openStatusCodes.includes(statusCode)) return { passed: true, reason: { code: 'open' } }
  if (statusCode === PROPOSED) return { passed: false, reason: { code: 'not-open-yet' } }
  return { passed: false, reason: successor ? { code: 'closed-with-successor', successor } : { code: 'closed' } }
}

/** GIAS: "Proposed to open". */
const PROPOSED = '4'

function placeCheck({ districtCode }: SchoolForEligibility, policy: EligibilityPolicy): Check {
  if (districtCode === null) return { passed: false, reason: { code: 'district-not-known' } }
  const code = districtCode.toUpperCase()
  const passed = policy.englandDistrictPrefixes.some((prefix) =>
    /^\d+$/.test(prefix) ? code === prefix : code.startsWith(prefix),
  )
  return { passed, reason: { code: passed ? 'in-england' : 'not-in-england' } }
}

function typeCheck({ typeCode, typeName, section41 }: SchoolForEligibility, policy: EligibilityPolicy): Check {
  if (!policy.excludedTypeCodes.includes(typeCode)) return { passed: true, reason: { code: 'type-included', typeName } }
  if (!policy.section41TypeCodes.includes(typeCode))
    return { passed: false, reason: { code: 'type-excluded', typeName } }
  return { passed: section41, reason: { code: section41 ? 'section-41' : 'not-section-41', typeName } }
}

/** "Other independent school" in the middle of a sentence; names such as "British" keep their capital. */
const inText = (typeName: string): string =>
  /^(British|Welsh)\b/.test(typeName) ? typeName : typeName.charAt(0).toLowerCase() + typeName.slice(1)
