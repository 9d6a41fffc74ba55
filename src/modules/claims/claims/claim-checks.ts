import type { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { organisationById, rolesOf } from '../../directory/public.ts'
import type { Shortfall } from '../allowance/held-hours-store.ts'
import type { ClaimWindow, ClaimYear } from '../years/claim-year.ts'
import { claimYear } from '../years/years-queries.ts'
import { whyNotAccredited } from './accreditation-rules.ts'
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

type Doing = { readonly actor: Actor; readonly process: { readonly reason: string | null } }

/** Staff who do something for a school say why; its own people need not. */
export function checkReason({ actor, process }: Doing, schoolId: string, refuse: Refuse<'no-reason'>): void {
  if (process.reason === null && !actor.worksAt(schoolId)) refuse('no-reason')
}

type Named = { readonly providerId: string; readonly year: ClaimYear; readonly now: Temporal.Instant }

/** The provider, which claims for the year may name today. */
export async function checkProvider(
  tx: Tx,
  { providerId, year, now }: Named,
  refuse: Refuse<'provider-not-accredited'>,
): Promise<{ readonly id: string; readonly name: string }> {
  const provider = await organisationById(tx, providerId)
  if (provider === null) return refuse('not-found')
  const periods = (await rolesOf(tx, providerId)).filter(({ role }) => role === 'accredited-itt-provider')
  const why = whyNotAccredited({ periods, day: londonDate(now), year })
  if (why === null) return provider
  return refuse('provider-not-accredited', { provider: provider.name, ...(why === 'then' ? { year: year.year } : {}) })
}

type Short = { readonly shortfalls: readonly Shortfall[]; readonly nameOf: (personId: string) => string | undefined }

/** Stops the command when a mentor has too few hours left: each with how many. */
export function checkHours({ shortfalls, nameOf }: Short, refuse: Refuse<'too-few-hours'>): void {
  if (shortfalls.length === 0) return
  refuse('too-few-hours', {
    shortfalls: shortfalls.map((shortfall) => ({ ...shortfall, name: nameOf(shortfall.personId) ?? 'A mentor' })),
  })
}
