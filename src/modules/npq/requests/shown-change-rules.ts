import type { FundingOutcome } from '../funding/funding.ts'
import { publicStateOf } from '../registrations/public-state-rules.ts'
import type { Registration } from '../registrations/registration.ts'

/** A registration at one moment with the outcome of the decision that counted then. */
export type Moment = { readonly registration: Registration; readonly funding: FundingOutcome }

type Value = string | boolean | null

/** What changed of what providers see, in the API's names: before and after, for the feed. */
export function shownChange(before: Moment, after: Moment) {
  const [was, is] = [shown(before), shown(after)]
  const changed = Object.keys(is).filter((name) => was[name] !== is[name])
  const only = (values: Readonly<Record<string, Value>>) =>
    Object.fromEntries(changed.map((name) => [name, values[name] ?? null]))
  return { before: only(was), after: only(is) }
}

/** What a provider to whom a registration comes sees of it: everything is new to it. */
export const shown = ({ registration, funding }: Moment): Readonly<Record<string, Value>> => ({
  ...publicStateOf(registration),
  course_identifier: registration.course,
  cohort: registration.cohort.slice(0, 4),
  eligible_for_funding: funding.result === 'funded',
  funding_status_code: funding.reason,
  funding_choice: registration.fundingChoice,
  funded_place: registration.fundedPlace,
  training_status: registration.trainingStatus,
  schedule_identifier: registration.scheduleIdentifier,
  headteacher_status: registration.answers.headteacherStatus ?? null,
  works_as_senco: registration.answers.sencoInRole === undefined ? null : registration.answers.sencoInRole === 'yes',
  senco_start_date: registration.answers.sencoStartedOn ?? null,
})
