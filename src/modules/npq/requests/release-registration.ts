import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { offersOf } from '../courses/courses-queries.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { courseChange, providerChange } from '../registrations/change-rules.ts'
import { courseChanged, providerChanged } from '../registrations/registration-events.ts'
import { applyChange } from './apply-change.ts'
import { aboutRequest } from './ask-release.ts'
import { ChangeRequestId } from './change-request.ts'
import { settleRequest } from './change-requests-store.ts'
import { otherLive } from './lock-for-change.ts'
import { type LockedRequest, lockRequest } from './lock-request.ts'
import { reassess } from './reassess-queries.ts'
import { released } from './request-events.ts'
import { mayAnswer } from './request-policy.ts'
import { eventOf, messagesOf, subjectsOf } from './tell-change.ts'

/**
 * The provider that accepted somebody lets them go, as they asked: the registration is pending again, with the other provider or
 * for the other course, and a funded place has ended. Refuses what is not possible any more (`not-possible`, with `because`).
 */
export const releaseRegistration = command({
  name: 'npq.release-registration',
  input: z.object({ requestId: ChangeRequestId }),
  refusals: [
    'reason-needed',
    'already-answered',
    'moved',
    'not-possible',
    'already-registered',
    'not-offered',
    'no-rules',
  ],
  records: [released.name, courseChanged.name, providerChanged.name],
  async run(work, { requestId }) {
    const { tx, actor, process, now, baseUrl, refuse } = work
    const locked = await lockRequest(work, requestId, (_registration, asked) => {
      demand(mayAnswer(actor, asked))
    })
    const { request, registration, view, names } = locked
    if (!actor.worksAt(request.fromProviderId) && process.reason === null) refuse('reason-needed')
    const cohortFunding = view.cohort.funding
    const newCourse = await possibleChange(work, locked)
    await settleRequest(tx, { id: requestId, move: 'release', by: actor.accountId, now })
    const applied = await applyChange(tx, {
      ...{ registration, funding: view.decision, cohortFunding, providerId: request.toProviderId, now },
      ...{ newCourse, because: 'released', by: actor.accountId },
    })
    const made = { ...applied, names, cohortName: view.cohort.name, isReleased: true, byStaff: false, baseUrl, now }
    return {
      value: { registrationId: registration.id },
      events: [eventOfRelease(locked), eventOf(made)],
      send: await messagesOf(tx, made),
    }
  },
})

type Refuse = (
  code: 'moved' | 'not-possible' | 'already-registered' | 'not-offered' | 'no-rules',
  facts?: Record<string, unknown>,
) => never
type Work = { readonly tx: Tx; readonly now: Temporal.Instant; readonly refuse: Refuse }

/** What was asked may be possible no more when it is answered. Answers the new course; null where the provider alone changes. */
async function possibleChange({ tx, now, refuse }: Work, { request, registration, view }: LockedRequest) {
  if (registration.providerId !== request.fromProviderId) refuse('moved')
  const isCourse = request.kind === 'course'
  const facts = await changeFactsOf(tx, registration)
  const change = isCourse ? courseChange(facts) : providerChange(facts)
  if (!change.allowed) refuse('not-possible', { because: change.because })
  const course = isCourse ? request.toCourse : registration.course
  if (await otherLive(tx, registration, course)) refuse('already-registered')
  const offers = await offersOf(tx, { course, cohort: registration.cohort })
  if (!offers.some(({ providerId }) => providerId === request.toProviderId)) refuse('not-offered')
  if (!isCourse) return null
  const { answers, fundingChoice } = request
  const found = await reassess(tx, { registration, cohortFunding: view.cohort.funding, course, answers, now })
  return { course, answers, fundingChoice, assessment: (found ?? refuse('no-rules')).after }
}

const eventOfRelease = ({ request, registration, names }: LockedRequest) =>
  released.of(
    subjectsOf(registration, request.fromProviderId, request.toProviderId),
    aboutRequest({ kind: request.kind, cohort: registration.cohort, names }),
  )
