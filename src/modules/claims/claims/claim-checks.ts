import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { organisationById, rolesOn } from '../../directory/public.ts'
import type { Shortfall } from '../allowance/held-hours-store.ts'
import type { ClaimWindow, ClaimYear } from '../years/claim-year.ts'
import { claimYear } from '../years/years-queries.ts'
import { type Claiming, claimingOf } from './claiming-queries.ts'
import { type WhyNotClaim, whyNotClaim } from './claiming-rules.ts'

/** What both a draft and its sending refuse with, besides their own. */
export const CHECK_REFUSALS = [
  'may-not-claim',
  'other-year',
  'provider-not-accredited',
  'not-a-mentor',
  'too-few-hours',
  'changed-since',
] as const
type CheckRefusal = (typeof CHECK_REFUSALS)[number]

/** What stops a command with some of the codes. */
export type Refuse<Code extends string = CheckRefusal> = (
  code: Code | 'not-found',
  facts?: Record<string, unknown>,
) => never

type At = { readonly schoolId: string; readonly year: number | null; readonly now: Temporal.Instant }
type Able = { readonly claiming: Claiming; readonly window: ClaimWindow; readonly year: ClaimYear }

/**
 * The school may claim today, and for the year that the claim is for: null for a claim that is not begun yet. Otherwise stops the
 * command with every reason.
 */
export async function checkClaiming(tx: Tx, { schoolId, year, now }: At, refuse: Refuse): Promise<Able> {
  const claiming = await claimingOf(tx, { schoolId, now })
  if (claiming === null) return refuse('not-found')
  const because: readonly WhyNotClaim[] = whyNotClaim(claiming)
  const window = claiming.openWindow
  if (because.length > 0 || window === null) return refuse('may-not-claim', { because: [...because] })
  if (year !== null && year !== window.year) return refuse('other-year', { year, open: window.year })
  const rules = await claimYear(tx, window.year)
  return rules === null ? refuse('not-found') : { claiming, window, year: rules }
}

/** The provider, accredited on the day. */
export async function checkProvider(
  tx: Tx,
  { providerId, now }: { readonly providerId: string; readonly now: Temporal.Instant },
  refuse: Refuse<'provider-not-accredited'>,
): Promise<{ readonly id: string; readonly name: string }> {
  const provider = await organisationById(tx, providerId)
  if (provider === null) return refuse('not-found')
  const roles = await rolesOn(tx, providerId, londonDate(now))
  return roles.includes('accredited-itt-provider')
    ? provider
    : refuse('provider-not-accredited', { provider: provider.name })
}

type Short = { readonly shortfalls: readonly Shortfall[]; readonly nameOf: (personId: string) => string | undefined }

/** Stops the command when a mentor has too few hours left: each with how many. */
export function checkHours({ shortfalls, nameOf }: Short, refuse: Refuse<'too-few-hours'>): void {
  if (shortfalls.length === 0) return
  refuse('too-few-hours', {
    shortfalls: shortfalls.map((shortfall) => ({ ...shortfall, name: nameOf(shortfall.personId) ?? 'A mentor' })),
  })
}
