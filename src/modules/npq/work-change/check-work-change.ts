import { londonDate, Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import { choicesFor } from '../funding/outcome-rules.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { workDetailsChange } from '../registrations/change-rules.ts'
import type { Registration } from '../registrations/registration.ts'
import { whyNotUsable } from '../work-details/questions/work-facts-queries.ts'
import type { WorkDetailsVersion } from '../work-details/work-details.ts'
import { workDetailsOf } from '../work-details/work-details-queries.ts'
import type { WorkChange } from './change-work-details.ts'
import { pinnedRulesOf, type Reassessed, reassess } from './reassess-queries.ts'
import {
  asksPayer,
  fundingKey,
  isSameWork,
  jobFits,
  type Plan,
  planOf,
  whyNotOn,
  withJobAnswers,
} from './work-change-rules.ts'

/** Everything that a change will do, looked at again under the lock. */
export type CheckedChange = {
  /** The version that counts until now; null for a registration that came without work details. */
  readonly current: WorkDetailsVersion | null
  readonly answers: CourseAnswers
  readonly effectiveOn: Temporal.PlainDate
  readonly reassessed: Reassessed
  readonly plan: Plan
}

type WhyNotChangedNow =
  | 'not-editable'
  | 'changed-meanwhile'
  | 'unchanged'
  | 'workplace-not-usable'
  | 'answers-missing'
  | 'payer-missing'
  | 'before-current'
  | 'too-far-ahead'

type Checked =
  | { readonly ok: true; readonly change: CheckedChange }
  | { readonly ok: false; readonly because: WhyNotChangedNow; readonly facts?: Record<string, unknown> }

type Asked = { readonly registration: Registration; readonly input: WorkChange; readonly now: Temporal.Instant }

const no = (because: WhyNotChangedNow, facts: Record<string, unknown> = {}): Checked => ({ ok: false, because, facts })

/** Asks everything again that the journey asked: the state, the answers, the workplace and the funding may have changed since. */
export async function checkWorkChange(tx: Tx, { registration, input, now }: Asked): Promise<Checked> {
  const allowed = workDetailsChange(await changeFactsOf(tx, registration))
  if (!allowed.allowed) return no('not-editable', { because: allowed.because })
  const current = (await workDetailsOf(tx, registration.id))[0] ?? null
  const answers = withJobAnswers(registration.answers, input.jobAnswers)
  const because = whyNotTold({ registration, input, current, answers, now })
  if (because !== null) return no(because)
  const dated = datedOf({ registration, input, current, now })
  if (!dated.ok) return no(dated.because)
  const pinned = await pinnedRulesOf(tx, { ...registration, now })
  const problem = await whyNotUsable(tx, { details: input.work, rules: pinned.placeRules, now })
  if (problem !== null) return no('workplace-not-usable', { problem })
  const { kind, work } = input
  const question = { registration, pinned, effect: allowed.funding, work, answers, kind, now }
  const funded = fundedBy(await reassess(tx, question), { registration, input })
  return funded.ok ? { ok: true, change: { current, answers, effectiveOn: dated.on, ...funded } } : no(funded.because)
}

type Telling = Asked & { readonly current: WorkDetailsVersion | null; readonly answers: CourseAnswers }

/** The same again comes first: whoever sends it twice is told that it is done. */
function whyNotTold({ registration, input, current, answers, now }: Telling): WhyNotChangedNow | null {
  const was = current && { work: current.details, answers: registration.answers }
  if (was && isSameWork(was, { work: input.work, answers })) return 'unchanged'
  if (registration.revision !== input.revision) return 'changed-meanwhile'
  const fits = jobFits({ course: registration.course, job: input.jobAnswers, today: londonDate(now) })
  return fits ? null : 'answers-missing'
}

type Funded =
  | { readonly ok: true; readonly reassessed: Reassessed; readonly plan: Plan }
  | { readonly ok: false; readonly because: 'payer-missing' | 'changed-meanwhile' }

/** What follows for funding, when it is what was shown. */
function fundedBy(reassessed: Reassessed, { registration, input }: Pick<Asked, 'registration' | 'input'>): Funded {
  const isAsked = asksPayer({ ...reassessed, registration, work: input.work })
  if (isAsked && !isOffered(input)) return { ok: false, because: 'payer-missing' }
  const plan = planOf({ ...reassessed, registration, payer: isAsked ? input.payer : null })
  const isAsShown = fundingKey({ effect: reassessed.effect, after: plan.after }) === input.funding
  return isAsShown ? { ok: true, reassessed, plan } : { ok: false, because: 'changed-meanwhile' }
}

const isOffered = ({ payer, work }: WorkChange): boolean => payer !== null && choicesFor(work).includes(payer)

type Dating = Asked & { readonly current: WorkDetailsVersion | null }
type Dated =
  | { readonly ok: true; readonly on: Temporal.PlainDate }
  | { readonly ok: false; readonly because: 'before-current' | 'too-far-ahead' | 'answers-missing' }

/** A correction is as old as what it corrects. */
function datedOf({ registration, input, current, now }: Dating): Dated {
  const since = current?.effectiveOn ?? londonDate(registration.createdAt)
  if (input.kind === 'correction') return { ok: true, on: since }
  if (input.effectiveOn === null) return { ok: false, because: 'answers-missing' }
  const on = Temporal.PlainDate.from(input.effectiveOn)
  const because = whyNotOn({ on, since, today: londonDate(now) })
  return because === null ? { ok: true, on } : { ok: false, because }
}
