import { Temporal } from '#src/kit/dates.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { isSameOutcome, keptChoice, mustAskWhoPays } from '../funding/outcome-rules.ts'
import type { ChangeFacts, FundingEffect } from '../registrations/change-rules.ts'
import type { Registration, ReviewStatus } from '../registrations/registration.ts'
import type { WorkDetails } from '../work-details/work-details.ts'

/** A correction puts right what was never true; a move is true from a day on. */
export const WORK_CHANGE_KINDS = ['correction', 'move'] as const
export type WorkChangeKind = (typeof WORK_CHANGE_KINDS)[number]

/** How far ahead a new job may be told: the length of a notice period and a school holiday. Our own figure. */
const MONTHS_AHEAD = 6

type Told = { readonly work: WorkDetails; readonly answers: CourseAnswers }

/** Whether the same was told again: then nothing changes, and nobody is written to. */
export const isSameWork = (one: Told, other: Told): boolean =>
  written(one.work) === written(other.work) && written(one.answers) === written(other.answers)

/** The same facts are written the same, in whatever order they were kept; spaces and capitals aside. */
const written = (facts: object): string =>
  JSON.stringify(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, typeof value === 'string' ? folded(value) : nested(value)])
      .sort(([one = ''], [other = '']) => String(one).localeCompare(String(other))),
  )

const nested = (value: unknown): unknown => (typeof value === 'object' && value !== null ? written(value) : value)

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

/** Whether funding depended on the same facts, as a decision keeps them. */
export const isSameFacts = (one: object, other: object): boolean => written(one) === written(other)

type Dated = { readonly on: Temporal.PlainDate; readonly since: Temporal.PlainDate; readonly today: Temporal.PlainDate }

/** Why a move cannot begin on a day: before the job that it ends began, or too far ahead; null when it can. */
export function whyNotOn({ on, since, today }: Dated): 'before-current' | 'too-far-ahead' | null {
  if (Temporal.PlainDate.compare(on, since) < 0) return 'before-current'
  return Temporal.PlainDate.compare(on, latestMove(today)) > 0 ? 'too-far-ahead' : null
}

export const latestMove = (today: Temporal.PlainDate): Temporal.PlainDate => today.add({ months: MONTHS_AHEAD })

/** Why funding stays as it was decided; null when it is looked at again. */
export function whyFixed({ registration, hasCountingDeclaration, hasRules }: ChangeFacts) {
  if (hasCountingDeclaration) return 'started'
  if (registration.trainingStatus === 'deferred') return 'deferred'
  return hasRules ? null : 'no-rules'
}
export type WhyFixed = NonNullable<ReturnType<typeof whyFixed>>

type Effects = {
  readonly effect: FundingEffect
  readonly before: FundingOutcome
  /** What the rules say of the new work details; null where we hold no rules. */
  readonly assessed: FundingOutcome | null
  /** A decision of staff stands: the facts that it was made of are the same. */
  readonly staysDecided: boolean
}

/** The outcome that counts afterwards: what was before when funding is fixed, or when staff decided on the same facts. */
const outcomeAfter = (effects: Effects): FundingOutcome =>
  isFixed(effects) || effects.assessed === null ? effects.before : effects.assessed

/** What becomes of a task: opened, closed or left as it is. */
type Task = 'open' | 'close' | 'leave'

export type Plan = {
  readonly after: FundingOutcome
  readonly isFundingChanged: boolean
  readonly fundingChoice: Registration['fundingChoice']
  readonly reviewStatus: ReviewStatus | null
  readonly review: Task
  /** A funded place is never taken away here: staff decide whether it stays. */
  readonly doubt: Task
}

type Planning = Effects & {
  readonly registration: Pick<Registration, 'fundedPlace' | 'fundingChoice' | 'reviewStatus'>
  /** Who pays, where that was asked. */
  readonly payer: Registration['fundingChoice']
}

/** Funding stands, whatever the rules say of the new details. */
const isFixed = ({ effect, assessed, staysDecided }: Effects): boolean =>
  effect === 'frozen' || assessed === null || staysDecided

/** Everything that follows from changed work details. Source: docs/rules/npq.md, "Changing work details". */
export function planOf(planning: Planning): Plan {
  const { registration, before, payer } = planning
  const after = outcomeAfter(planning)
  const isFundingChanged = !isSameOutcome(before, after)
  if (isFixed(planning)) {
    const { fundingChoice, reviewStatus } = registration
    return { after, isFundingChanged, fundingChoice, reviewStatus, review: 'leave', doubt: 'leave' }
  }
  return {
    after,
    isFundingChanged,
    fundingChoice: keptChoice(after, payer ?? registration.fundingChoice),
    ...reviewOf(after, registration),
    doubt: doubtOf(after, registration),
  }
}

type Asking = Effects & {
  readonly registration: Pick<Registration, 'fundedPlace' | 'fundingChoice'>
  readonly work: Pick<WorkDetails, 'worksInEngland' | 'setting'>
}

/** Who pays is asked when funding is lost and nobody said; not while a funded place stays. */
export function asksPayer(asking: Asking): boolean {
  const { registration, work } = asking
  if (isFixed(asking) || registration.fundedPlace === true) return false
  return mustAskWhoPays({ outcome: outcomeAfter(asking), work, choice: registration.fundingChoice })
}

/** What was shown of funding, in one word: under another rule, or with another outcome or reason, it is another. */
export const fundingKey = ({ effect, after }: { readonly effect: FundingEffect; readonly after: FundingOutcome }) =>
  [effect, after.result, after.reason].join(' ')

/** The answers of a course with what was said anew of the job; everything else that it asked for stays. */
export function withJobAnswers(kept: CourseAnswers, job: CourseAnswers): CourseAnswers {
  const { headteacherStatus: _head, sencoInRole: _senco, sencoStartedOn: _since, ...rest } = kept
  return { ...rest, ...job }
}

type JobAsked = { readonly course: CourseIdentifier; readonly job: CourseAnswers; readonly today: Temporal.PlainDate }

/** Whether these are all the answers about the job that the course asks for, and none besides. */
export function jobFits({ course, job, today }: JobAsked): boolean {
  const given = Object.entries(job).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const isLater = job.sencoStartedOn !== undefined && job.sencoStartedOn > today.toString()
  return !isLater && given.sort().join(' ') === expected(course, job).join(' ')
}

/** In the order of the alphabet. */
function expected(course: CourseIdentifier, { sencoInRole }: CourseAnswers): readonly (keyof CourseAnswers)[] {
  if (course === 'npq-early-headship-coaching-offer') return ['headteacherStatus']
  if (course !== 'npq-senco') return []
  return sencoInRole === 'yes' ? ['sencoInRole', 'sencoStartedOn'] : ['sencoInRole']
}

/** A review of another workplace begins anew; where nothing is left to decide it ends. */
function reviewOf({ result }: FundingOutcome, { reviewStatus }: Planning['registration']) {
  if (result === 'review') return { reviewStatus: 'needs_review', review: 'open' } as const
  return { reviewStatus: null, review: reviewStatus === null ? 'leave' : 'close' } as const
}

function doubtOf({ result }: FundingOutcome, { fundedPlace }: Planning['registration']): Task {
  if (fundedPlace !== true) return 'leave'
  return result === 'funded' ? 'close' : 'open'
}
