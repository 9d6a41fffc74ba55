import type { FundingChoice } from '../registrations/registration.ts'
import { SCHOOL_SETTINGS, type WorkDetails } from '../work-details/work-details.ts'
import type { FundingOutcome } from './funding.ts'

/** Whether two decisions say the same. Codes are compared too: another reason is another decision, and is shown. */
export const isSameOutcome = (one: FundingOutcome, other: FundingOutcome): boolean =>
  one.result === other.result && one.reason === other.reason

/** Who can pay when the scholarship does not. Source: funding choices of the registration (docs/rules/npq.md). */
export const CHOICES_AT_SCHOOL = ['school', 'trust', 'self', 'another'] as const satisfies readonly FundingChoice[]
/** Outside schools in England there is no school or trust that could pay. */
export const CHOICES_ELSEWHERE = ['self', 'another'] as const satisfies readonly FundingChoice[]

/** Whether somebody works in a school, a trust or a 16 to 19 setting in England. */
export const isAtSchool = ({ worksInEngland, setting }: Pick<WorkDetails, 'worksInEngland' | 'setting'>): boolean =>
  worksInEngland && SCHOOL_SETTINGS.some((school) => school === setting)

/** Who can pay for somebody who works there. */
export const choicesFor = (work: Pick<WorkDetails, 'worksInEngland' | 'setting'>): readonly FundingChoice[] =>
  isAtSchool(work) ? CHOICES_AT_SCHOOL : CHOICES_ELSEWHERE

type Known = {
  readonly outcome: FundingOutcome
  readonly work: Pick<WorkDetails, 'worksInEngland' | 'setting'>
  /** What was chosen before; null for nothing. */
  readonly choice: FundingChoice | null
}

/** Whether a changed registration must be told who pays: funding is lost, or who was to pay cannot any more. */
export const mustAskWhoPays = ({ outcome, work, choice }: Known): boolean =>
  outcome.result === 'not-funded' && (choice === null || !isStillOffered(choice, work))

/** A choice of earlier years stands until the work changes so that it makes no sense. */
const isStillOffered = (choice: FundingChoice, work: Known['work']): boolean =>
  choice === 'employer' ? work.worksInEngland : choicesFor(work).includes(choice)

/** The choice that is kept: none where the scholarship pays or may yet. */
export const keptChoice = (outcome: FundingOutcome, choice: FundingChoice | null): FundingChoice | null =>
  outcome.result === 'not-funded' ? choice : null
