import { contains, londonDate, Temporal } from '#src/kit/dates.ts'
import { type BankHolidays, workingDaysAfter } from '#src/kit/working-days.ts'
import { expiresOn } from '../expiry/expiry-rules.ts'
import { PROVIDER_ANSWER_DAYS } from '../submission/submission-rules.ts'
import type { RegistrationStatusView } from './status.ts'

/** Staff decide a review, or a funded place in doubt, within this time: our own promise, no service before named one. */
const REVIEW_WORKING_DAYS = 10

/** Each state of a registration in which something else happens next (next-steps-rules.ts). */
export const NEXT_STATES = [
  'waiting',
  'waiting-long',
  'waiting-closed',
  'waiting-review',
  'release-asked',
  'accepted',
  'place-in-doubt',
  'in-training',
  'deferred',
  'training-withdrawn',
  'result-awaited',
  'finished',
  'passed',
  'failed',
  'rejected-by-provider',
  'rejected-closed',
  'rejected-for-another',
  'withdrawn',
  'expired',
] as const
export type NextState = (typeof NEXT_STATES)[number]

type At = { readonly today: Temporal.PlainDate; readonly holidays: BankHolidays }

/** Where a registration stands, as far as it matters for what happens next. */
export function nextStateOf(view: RegistrationStatusView, at: At): NextState {
  const { registration } = view
  switch (registration.status) {
    case 'rejected':
      return whyRejected(view, at)
    case 'withdrawn':
      return 'withdrawn'
    case 'expired':
      return 'expired'
    case 'pending':
      return whilePending(view, at)
    case 'accepted':
      return whileAccepted(view)
  }
}

function whyRejected(view: RegistrationStatusView, { today }: At): NextState {
  const because = view.registration.reasonForRejection
  if (because === 'registration_expired') return 'expired'
  if (because === 'other_application_in_this_cohort_accepted') return 'rejected-for-another'
  return isOpenFor(view, today) ? 'rejected-by-provider' : 'rejected-closed'
}

/** Whether people may register for the cohort, and choose its courses and providers, on a day. */
export const isOpenFor = ({ cohort }: Pick<RegistrationStatusView, 'cohort'>, today: Temporal.PlainDate): boolean =>
  contains(cohort.registration, today)

function whilePending(view: RegistrationStatusView, at: At): NextState {
  if (view.decision.result === 'review') return 'waiting-review'
  if (Temporal.PlainDate.compare(at.today, contactBy(view, at.holidays)) <= 0) return 'waiting'
  return isOpenFor(view, at.today) ? 'waiting-long' : 'waiting-closed'
}

function whileAccepted({ registration, course, progress }: RegistrationStatusView): NextState {
  if (registration.trainingStatus === 'withdrawn') return 'training-withdrawn'
  if (progress.result !== null) return progress.result
  if (progress.hasCompleted) return course.hasOutcome ? 'result-awaited' : 'finished'
  if (registration.trainingStatus === 'deferred') return 'deferred'
  if (progress.isPlaceInDoubt) return 'place-in-doubt'
  if (progress.isReleaseAsked) return 'release-asked'
  return progress.hasStarted ? 'in-training' : 'accepted'
}

/** The day by which the provider has been in touch, counted from when it got the registration. */
export const contactBy = ({ provider }: RegistrationStatusView, holidays: BankHolidays): Temporal.PlainDate =>
  workingDaysAfter(londonDate(provider.since), PROVIDER_ANSWER_DAYS, holidays)

/** The day by which staff have decided what they look at since a moment. */
export const reviewedBy = (since: Temporal.Instant, holidays: BankHolidays): Temporal.PlainDate =>
  workingDaysAfter(londonDate(since), REVIEW_WORKING_DAYS, holidays)

/** The day on which a registration that waits expires; null where none is known yet. */
export const expiryOf = ({ cohort, provider, pendingAgainAt, decision }: RegistrationStatusView) =>
  expiresOn({ closedOn: cohort.registration.to, withProviderSince: provider.since, pendingAgainAt, decision })

/** Whether a registration is over: what is shown of it is its past. */
export const isPast = (state: NextState): boolean => PAST.includes(state)
const PAST: readonly NextState[] = [
  'training-withdrawn',
  'finished',
  'passed',
  'failed',
  'rejected-by-provider',
  'rejected-closed',
  'rejected-for-another',
  'withdrawn',
  'expired',
]
