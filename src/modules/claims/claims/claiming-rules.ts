import { type AcademicYear, academicYearText, dateText } from '#src/kit/dates.ts'
import type { Acceptance, Conditions } from '../conditions/conditions.ts'
import type { ClaimWindow } from '../years/claim-year.ts'

/** What decides whether a school may claim today. */
export type ClaimingFacts = {
  readonly school: { readonly isOpen: boolean; readonly inEngland: boolean }
  /** The year of the window that counts: open, else next, else last. */
  readonly year: AcademicYear
  readonly openWindow: ClaimWindow | null
  readonly nextWindow: ClaimWindow | null
  /** Whether it stands on the list of schools that hosted trainees in the year. */
  readonly isListed: boolean
  readonly conditions: Pick<Conditions, 'version'> | null
  /** The school's own, else its trust's. */
  readonly accepted: Acceptance | null
  /** Whether there is a rate for every funding area of the year. */
  readonly hasRates: boolean
}

export const WHY_NOT_CLAIM = [
  'school-closed',
  'not-in-england',
  'not-listed',
  'window-closed',
  'no-rates',
  'no-conditions',
  'conditions-not-accepted',
] as const
export type WhyNotClaim = (typeof WHY_NOT_CLAIM)[number]

/**
 * What stands in the way of a claim of a school today; nothing when it may claim. What it cannot put right itself comes first. Who
 * may claim for the school is `claimPolicy.claimant`. Source: conditions of grant 2025 to 2026; docs/rules/claims.md.
 */
export function whyNotClaim(facts: ClaimingFacts): readonly WhyNotClaim[] {
  const stands: Readonly<Record<WhyNotClaim, boolean>> = {
    'school-closed': !facts.school.isOpen,
    'not-in-england': !facts.school.inEngland,
    'not-listed': !facts.isListed,
    'window-closed': facts.openWindow === null,
    'no-rates': !facts.hasRates,
    'no-conditions': facts.conditions === null,
    'conditions-not-accepted': facts.conditions !== null && facts.accepted === null,
  }
  return WHY_NOT_CLAIM.filter((why) => stands[why])
}

type Told = Pick<ClaimingFacts, 'year' | 'nextWindow'>

/** A reason in words, as sentences, with what to do where something can be done. */
export function whyNotClaimText(why: WhyNotClaim, { year, nextWindow }: Told): string {
  const years = academicYearText(year)
  switch (why) {
    case 'school-closed':
      return 'The school is closed, so nobody can claim for it.'
    case 'not-in-england':
      return 'Only schools in England can claim.'
    case 'not-listed':
      return `The school is not on our list of schools that hosted trainee teachers in ${years}. If it did, ask its provider to record the placement, then contact us.`
    case 'window-closed':
      return nextWindow === null
        ? 'You cannot claim today. We will write to you when the dates of the next claim window are known.'
        : `You cannot claim today. You can claim from ${dateText(nextWindow.period.from)}, for training in ${academicYearText(nextWindow.year)}.`
    case 'no-rates':
      return `The rates for ${years} are not agreed yet. Try again later.`
    case 'no-conditions':
      return `The conditions of the grant for ${years} are not published yet. Try again later.`
    case 'conditions-not-accepted':
      return `Accept the conditions of the grant for ${years} first.`
  }
}
