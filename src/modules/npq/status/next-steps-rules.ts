import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { BankHolidays } from '#src/kit/working-days.ts'
import { contactBy, expiryOf, type NextState, reviewedBy } from './state-rules.ts'
import type { RegistrationStatusView } from './status.ts'

/** What the sentences name. */
type Names = {
  readonly provider: string
  readonly course: string
  readonly cohort: string
  readonly contactBy: string
  readonly reviewedBy: string
  readonly startsOn: string
  /** Null where no day is known yet. */
  readonly expiresOn: string | null
}

/** Who does what next, and by when. Every state has both: where nothing is due, it says so. */
export type NextStep = { readonly what: string; readonly by: string }

const NEXT_STEPS: Readonly<Record<NextState, (names: Names) => NextStep>> = {
  waiting: ({ provider, contactBy: day }) => ({
    what: `${provider} emails you what it needs to know, and then tells you whether it accepts you. If you have not applied on its own website yet, do that now.`,
    by: `You hear from ${provider} by ${day}.`,
  }),
  'waiting-long': ({ provider, contactBy: day }) => ({
    what: `Contact ${provider} and ask about your application. You do not need to register again: that would not be quicker.`,
    by: `You were due to hear from ${provider} by ${day}.`,
  }),
  'waiting-closed': ({ provider, cohort, expiresOn }) => ({
    what: `Contact ${provider} and ask about your application. Registration for ${cohort} has closed, and ${provider} can still accept you.`,
    by: expiresOn
      ? `This registration expires on ${expiresOn} if ${provider} has not accepted you before.`
      : 'There is no fixed time for its answer.',
  }),
  'waiting-review': ({ provider, reviewedBy: day }) => ({
    what: `We check whether you are eligible for scholarship funding and email you what we decide. ${provider} can accept you meanwhile.`,
    by: `We decide by ${day}.`,
  }),
  'release-asked': ({ provider }) => ({
    what: `${provider} answers your request to change. Until then you stay registered as you are.`,
    by: `There is no fixed time for its answer. Contact ${provider} if you are in a hurry.`,
  }),
  accepted: ({ provider, startsOn }) => ({
    what: `${provider} tells you when and how your course begins.`,
    by: `Courses of your cohort begin from ${startsOn}.`,
  }),
  'place-in-doubt': ({ reviewedBy: day }) => ({
    what: 'Your work details have changed, and we look at whether your place can stay funded. You keep it until we have decided.',
    by: `We decide by ${day} and email you.`,
  }),
  'in-training': ({ provider }) => ({
    what: `Go on with your course. ${provider} tells us how you get on.`,
    by: 'There is nothing that you need to do here.',
  }),
  deferred: ({ provider }) => ({
    what: `Your training is paused. Tell ${provider} when you are ready to go on.`,
    by: 'There is no fixed time for it.',
  }),
  'training-withdrawn': ({ course }) => ({
    what: `You have left ${course}. You can register for it again.`,
    by: 'You can do so while registration is open.',
  }),
  'result-awaited': ({ provider }) => ({
    what: `You have done the course. ${provider} tells us whether you have passed, and it is then shown here.`,
    by: `${provider} can tell you when results are due.`,
  }),
  finished: () => ({
    what: 'You have done all of it. Nobody passes or fails this offer, so there is no result to wait for.',
    by: 'There is nothing that you need to do here.',
  }),
  passed: () => ({
    what: 'You have passed. Your certificate is in the service Access your teaching qualifications.',
    by: 'There is nothing that you need to do here.',
  }),
  failed: ({ provider }) => ({
    what: `You have not passed. Contact ${provider} about whether you can be assessed again.`,
    by: `${provider} can tell you until when.`,
  }),
  'rejected-by-provider': ({ provider }) => ({
    what: `${provider} has not accepted you, and can tell you why. You can choose another provider for this registration; you do not need to register again.`,
    by: 'You can do so while registration is open.',
  }),
  'rejected-closed': ({ provider, cohort }) => ({
    what: `${provider} has not accepted you, and can tell you why. Registration for ${cohort} has closed, so you cannot choose another provider for this registration. You can register for a later start.`,
    by: 'You can do so while registration for it is open.',
  }),
  'rejected-for-another': ({ course }) => ({
    what: `This registration ended because another provider accepted you for ${course}. Nobody can be on it twice.`,
    by: 'There is nothing that you need to do here.',
  }),
  withdrawn: () => ({
    what: 'You withdrew this registration. You can register again.',
    by: 'You can do so while registration is open.',
  }),
  expired: ({ provider }) => ({
    what: `This registration expired because ${provider} did not accept you in time. Nobody can accept it any more. You can register again.`,
    by: 'You can do so while registration is open.',
  }),
}

type Asked = { readonly view: RegistrationStatusView; readonly state: NextState; readonly holidays: BankHolidays }

/** What happens next with a registration, and by when. */
export function nextStepOf({ view, state, holidays }: Asked): NextStep {
  const since = view.registration.workDetailsChangedAt ?? view.decision.decidedAt
  const expires = expiryOf(view)
  return NEXT_STEPS[state]({
    provider: view.provider.name,
    course: view.course.name,
    cohort: view.cohort.name,
    contactBy: day(contactBy(view, holidays)),
    reviewedBy: day(reviewedBy(state === 'place-in-doubt' ? since : view.decision.decidedAt, holidays)),
    startsOn: day(view.cohort.startsOn),
    expiresOn: expires && day(expires),
  })
}

const day = (date: Temporal.PlainDate): string => dateText(date)
