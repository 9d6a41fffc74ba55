import { londonDate, Temporal } from '#src/kit/dates.ts'
import { momentFrom, whyNotFrom } from '../lists/list-guard-rules.ts'
import type { Proposal } from './proposal.ts'
import type { ProposedAgainst } from './proposed-against.ts'
import { type WhyNotTried, whyNotPassed } from './trial-rules.ts'

/** From when rules shall count: null for the moment of their approval, which a wish for today means too. */
export function wishedFrom(day: string | null, now: Temporal.Instant) {
  if (day === null) return { ok: true, inForceFrom: null } as const
  const wished = Temporal.PlainDate.from(day)
  const because = whyNotFrom(wished, now)
  if (because !== null) return { ok: false, because } as const
  const isToday = wished.equals(londonDate(now))
  return { ok: true, inForceFrom: isToday ? null : momentFrom(wished, now) } as const
}

type WhyNotProposed = 'moment-taken' | 'nothing-changed' | WhyNotTried

/** Why a draft cannot be proposed; null when it can. */
export function whyNotProposed({ replaced, isTaken, differences, trial }: ProposedAgainst): WhyNotProposed | null {
  if (isTaken) return 'moment-taken'
  if (replaced !== null && differences.length === 0) return 'nothing-changed'
  return whyNotPassed(trial)
}

type WhyNotApproved = 'moment-taken' | 'rules-changed-meanwhile' | WhyNotTried

/** Why a proposal cannot be approved any more, although it could be proposed; null when it can. */
export function whyNotApproved(
  { replaced, isTaken, trial }: ProposedAgainst,
  { comparedWith }: Pick<Proposal, 'comparedWith'>,
): WhyNotApproved | null {
  if (isTaken) return 'moment-taken'
  const counts = replaced === null ? null : replaced.version
  return counts === comparedWith ? whyNotPassed(trial) : 'rules-changed-meanwhile'
}

/** Whether the moment from which a proposal was to count has gone by without a decision. */
export const hasPassed = ({ inForceFrom }: Pick<Proposal, 'inForceFrom'>, now: Temporal.Instant): boolean =>
  inForceFrom !== null && Temporal.Instant.compare(inForceFrom, now) < 0
