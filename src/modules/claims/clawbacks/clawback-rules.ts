import { add, type Money, pence, times } from '#src/kit/money.ts'

/** Why hours are taken back. Providers asked for categories (claims.md §4.2, §4.6). */
export const CLAWBACK_REASONS = [
  'fewer-hours',
  'not-itt',
  'not-known',
  'not-employed',
  'no-trainee',
  'claimed-twice',
  'other',
] as const
export type ClawbackReason = (typeof CLAWBACK_REASONS)[number]

export const clawbackReasonText: Readonly<Record<ClawbackReason, string>> = {
  'fewer-hours': 'Fewer hours of training than claimed',
  'not-itt': 'Training for mentors of early career teachers, not of trainees',
  'not-known': 'The provider does not know the mentor',
  'not-employed': 'The mentor did not work at the school',
  'no-trainee': 'The school had no trainee of this provider',
  'claimed-twice': 'The same hours were claimed elsewhere',
  other: 'Another reason',
}

/** A mentor of a claim with the hours that can still be taken back. */
export type HoursAtStake = { readonly lineId: string; readonly hoursClaimed: number; readonly hoursTakenBack: number }

export type HoursWorked = { readonly lineId: string; readonly hoursWorked: number }

export type LineBack = {
  readonly lineId: string
  readonly hoursClaimed: number
  readonly hoursWorked: number
  readonly amount: Money
}

export type ClawbackSum =
  | { readonly ok: true; readonly lines: readonly LineBack[]; readonly hours: number; readonly amount: Money }
  | {
      readonly ok: false
      readonly because: 'unknown-mentor' | 'too-many-hours' | 'nothing-taken-back'
      readonly lineId?: string
    }

type Given = {
  readonly pencePerHour: Money
  readonly atStake: readonly HoursAtStake[]
  readonly worked: readonly HoursWorked[]
}

/**
 * What is taken back: for each mentor the hours claimed and not taken back before, less those really worked, at the rate that the
 * claim was submitted with. Mentors who are not named keep all of theirs. At least one hour. Source: claims.md §7.2.
 */
export function clawbackSum({ pencePerHour, atStake, worked }: Given): ClawbackSum {
  const lines: LineBack[] = []
  for (const { lineId, hoursWorked } of worked) {
    const line = atStake.find((one) => one.lineId === lineId)
    if (!line || lines.some((one) => one.lineId === lineId)) return { ok: false, because: 'unknown-mentor', lineId }
    const left = line.hoursClaimed - line.hoursTakenBack
    if (!Number.isInteger(hoursWorked) || hoursWorked < 0 || hoursWorked > left) {
      return { ok: false, because: 'too-many-hours', lineId }
    }
    if (hoursWorked === left) continue
    lines.push({ lineId, hoursClaimed: left, hoursWorked, amount: times(pencePerHour, left - hoursWorked) })
  }
  if (lines.length === 0) return { ok: false, because: 'nothing-taken-back' }
  const hours = lines.reduce((sum, line) => sum + line.hoursClaimed - line.hoursWorked, 0)
  return { ok: true, lines, hours, amount: add(pence(0), ...lines.map(({ amount }) => amount)) }
}
