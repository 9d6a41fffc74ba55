import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type Assessment, assessFunding } from '../funding/assessment-queries.ts'
import { listsInForce } from '../lists/lists-queries.ts'
import { whyNotUsable } from '../work-details/questions/work-facts-queries.ts'
import { consentInForce } from './consent-queries.ts'
import { type Offer, offerNow, type WhyNotOffered } from './offer-now-queries.ts'
import { fundingShown, isPaidFor, takes } from './submission-rules.ts'
import type { Submitted } from './submit-registration.ts'

/** What may have changed between the pages of a journey and its end. */
export type WhyNotSubmitted =
  | WhyNotOffered
  | 'workplace-not-usable'
  | 'not-taken'
  | 'funding-changed'
  | 'payer-missing'
  | 'consent-changed'

type Checked =
  | { readonly ok: true; readonly offer: Offer; readonly assessment: Assessment }
  | { readonly ok: false; readonly because: WhyNotSubmitted }

type Asked = { readonly input: Submitted; readonly personId: string; readonly now: Temporal.Instant }

/** Looks at everything again that the journey showed, and assesses the funding by the rules and lists of this moment. */
export async function checkSubmission(tx: Tx, { input, personId, now }: Asked): Promise<Checked> {
  const offer = await offerNow(tx, input, now)
  if (!offer.ok) return offer
  const { course, work, answers } = input
  const { policy, cohort } = offer
  const problem = await whyNotUsable(tx, { details: work, rules: policy.rules, now })
  if (problem !== null) return { ok: false, because: 'workplace-not-usable' }
  const lists = await listsInForce(tx, now)
  const cohortFunding = cohort.funding
  const question = { policy, lists, cohortFunding, course, work, answers, personId, now }
  const assessment = await assessFunding(tx, question)
  const because = whyNot(input, assessment, await consentInForce(tx, now))
  return because === null ? { ok: true, offer, assessment } : { ok: false, because }
}

function whyNot(input: Submitted, assessment: Assessment, consent: { readonly version: string }) {
  if (!takes(input.course, input.answers)) return 'not-taken'
  if (fundingShown(assessment) !== input.shown) return 'funding-changed'
  if (!isPaidFor(assessment, input.work, input.fundingChoice)) return 'payer-missing'
  return consent.version === input.consentVersion ? null : 'consent-changed'
}
