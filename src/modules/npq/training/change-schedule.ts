import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { sameCourseAs } from '../acceptance/acceptance-rules.ts'
import { scheduleChangedEmail } from '../emails/training-emails.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { openTask } from '../tasks/tasks-store.ts'
import { type CohortAsked, cohortsMeant, deliversIn, hasLiveIn } from './cohorts-queries.ts'
import { decideInCohort } from './funding-in-cohort.ts'
import { type InTraining, lockInTraining, saveTraining, toTellOf } from './in-training.ts'
import type { Schedule } from './schedule.ts'
import { scheduleAmong } from './schedule-rules.ts'
import { schedulesOf } from './schedules-queries.ts'
import { scheduleChanged } from './training-events.ts'
import { placeInCohort, whyScheduleStays } from './training-rules.ts'

/**
 * A participant goes on another schedule, of their cohort or of another. In another cohort funding is decided anew by its rules;
 * a funded place that they do not support is kept, and staff are told.
 */
export const changeSchedule = command({
  name: 'npq.change-schedule',
  input: z.object({
    registrationId: RegistrationId,
    scheduleIdentifier: z.string(),
    /** A year, or a year with its letter; null for the cohort that they are in. */
    cohort: z.string().nullable(),
  }),
  refusals: [
    'not-accepted',
    'already-withdrawn',
    'cohort-not-found',
    'schedule-not-found',
    'schedule-not-for-course',
    'same-schedule',
    'course-not-offered',
    'cohort-has-declarations',
    'cohort-funded-otherwise',
    'declarations-do-not-fit',
    'other-live',
    'changed-meanwhile',
  ],
  records: [scheduleChanged.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, scheduleIdentifier, cohort }) {
    const training = await lockInTraining({ tx, actor, refuse }, registrationId)
    const { registration: before, footing, party } = training
    const meant = await cohortsMeant(tx, { own: before.cohort, asked: cohort })
    if (meant.length === 0) return refuse('cohort-not-found')
    const schedules = await schedulesOf(
      tx,
      meant.map(({ identifier }) => identifier),
    )
    const picked = scheduleAmong(scheduleIdentifier, { schedules, kind: footing.course.kind, cohorts: meant })
    if (!picked.ok) return refuse(picked.because)
    const to = { schedule: picked.schedule, cohort: picked.cohort }
    const stays = await whyItStays(tx, training, to)
    if (stays) return refuse(stays)
    const after = await moveTo(tx, { training, ...to, now })
    await saveTraining(tx, { before, after, kind: 'schedule-changed', now })
    const event = scheduleChanged.of(subjectsOf(after), {
      ...aboutRegistration(after, party, footing),
      schedule: { before: before.scheduleIdentifier, after: after.scheduleIdentifier },
      cohorts: { before: before.cohort, after: after.cohort },
      fundedPlace: { before: before.fundedPlace, after: after.fundedPlace },
    })
    const named = { scheduleName: to.schedule.name, cohortName: after.cohort === before.cohort ? null : to.cohort.name }
    return {
      value: { registrationId },
      events: [event],
      send: toTellOf(training, baseUrl).map((told) => scheduleChangedEmail({ ...told, ...named })),
    }
  },
})

type To = { readonly schedule: Schedule; readonly cohort: CohortAsked }

async function whyItStays(tx: Tx, { registration, footing, declared }: InTraining, { schedule, cohort }: To) {
  const { course, cohort: own, scheduleIdentifier } = registration
  const stays = cohort.identifier === own
  return whyScheduleStays({
    ...registration,
    declared,
    ...{ now: { cohort: own, scheduleIdentifier, funding: footing.cohortFunding }, asked: schedule },
    askedFunding: cohort.funding,
    isDelivered: stays || (await deliversIn(tx, registration, cohort.identifier)),
    hasOtherLive:
      !stays && (await hasLiveIn(tx, { ...registration, courses: sameCourseAs(course), cohort: cohort.identifier })),
  })
}

type Moving = To & { readonly training: InTraining; readonly now: Temporal.Instant }

async function moveTo(tx: Tx, { training, schedule, cohort, now }: Moving): Promise<Registration> {
  const { registration, footing } = training
  const scheduleIdentifier = schedule.identifier
  if (cohort.identifier === registration.cohort) return { ...registration, scheduleIdentifier }
  const move = { registration, cohort: cohort.identifier, cohortFunding: cohort.funding, now }
  const decided = await decideInCohort(tx, move)
  const isEligible = decided?.isEligible ?? footing.isEligible
  const places = { from: footing.cohortFunding, to: cohort.funding, isEligible }
  const fundedPlace = placeInCohort({ ...places, fundedPlace: registration.fundedPlace })
  if (fundedPlace === true && !isEligible) {
    const facts = { because: 'cohort-changed', from: registration.cohort, to: cohort.identifier }
    await openTask(tx, { registrationId: registration.id, kind: 'funded-place-in-doubt', facts, now })
  }
  const decisionId = decided?.decisionId ?? registration.decisionId
  return { ...registration, scheduleIdentifier, cohort: cohort.identifier, decisionId, fundedPlace }
}
