import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { peopleWithSameNumber } from '../../access/public.ts'
import { acceptedEmail } from '../emails/acceptance-emails.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { scheduleNamed, scheduleOn } from '../training/schedule-rules.ts'
import { schedulesOf } from '../training/schedules-queries.ts'
import { addTrainingChange } from '../training/training-changes-store.ts'
import { aboutRegistration, registrationAccepted, registrationRejected, subjectsOf } from './acceptance-events.ts'
import { acceptedAmong, type Footing, footingOf } from './acceptance-queries.ts'
import { isOnCourse, placeWhenAccepted, sameCourseAs, whyNotAccepted } from './acceptance-rules.ts'
import { lockWithSiblings, shownOf } from './lock-with-siblings.ts'
import { moved } from './move-rules.ts'
import { partiesOf } from './parties-queries.ts'
import { type Accepted, rejectSiblings } from './reject-siblings.ts'

/**
 * The provider takes the participant on: training begins, and whatever else the person waits for in the course and cohort ends,
 * of which its provider and the person are told. `likely-duplicate` comes with the id of the other registration, for the task
 * that staff then get (open-duplicate-task.ts).
 */
export const acceptRegistration = command({
  name: 'npq.accept-registration',
  input: z.object({
    registrationId: RegistrationId,
    fundedPlace: z.boolean().nullable(),
    scheduleIdentifier: z.string().nullable(),
  }),
  refusals: [
    'already-accepted',
    'was-rejected',
    'was-withdrawn',
    'has-expired',
    'changed-meanwhile',
    'other-accepted',
    'likely-duplicate',
    'funded-place-missing',
    'funded-place-not-eligible',
    'funded-place-must-be-false',
    'schedule-not-found',
    'schedule-not-for-course',
    'no-schedule',
  ],
  records: [registrationAccepted.name, registrationRejected.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, fundedPlace, scheduleIdentifier }) {
    const { registration, siblings } = await lockWithSiblings(tx, registrationId, refuse)
    demand(registrationPolicy.provide(actor, registration))
    const footing = await footingOf(tx, registration)
    const { cohortFunding, isEligible } = footing
    const duplicate = await likelyDuplicateOf(tx, registration)
    const because = whyNotAccepted({
      ...{ status: registration.status, cohortFunding, isEligible },
      hasOtherAccepted: siblings.some(isOnCourse),
      hasLikelyDuplicate: duplicate !== null,
    })
    if (because) return refuse(because, { otherRegistrationId: duplicate })
    const place = placeWhenAccepted({ cohortFunding, isEligible, asked: fundedPlace })
    if (!place.ok) return refuse(place.because)
    const picked = await pickSchedule(tx, { registration, footing, identifier: scheduleIdentifier, now })
    if (!picked.ok) return refuse(picked.because)
    const after: Registration = {
      ...moved(registration, 'accept'),
      ...{ trainingStatus: 'active', acceptedAt: now, fundedPlace: place.fundedPlace },
      scheduleIdentifier: picked.schedule.identifier,
    }
    await saveAccepted(tx, { before: registration, after, now })
    const pending = siblings.filter(({ status }) => status === 'pending')
    const parties = await partiesOf(tx, [after, ...pending])
    const told: Accepted = { before: registration, after, footing, party: parties.get(registrationId), baseUrl }
    const others = await rejectSiblings(tx, { pending, accepted: told, parties, now })
    return {
      value: { registrationId },
      events: [eventOf(told), ...others.events],
      send: [...messagesOf(told), ...others.send],
    }
  },
})

/** An accepted registration of somebody else who gave the same teacher reference number, for the course and cohort. */
const likelyDuplicateOf = async (tx: Tx, { id, personId, course, cohort }: Registration) =>
  acceptedAmong(tx, {
    personIds: await peopleWithSameNumber(tx, personId),
    ...{ courses: sameCourseAs(course), cohort, except: id },
  })

type Picking = {
  readonly registration: Registration
  readonly footing: Footing
  readonly identifier: string | null
  readonly now: Temporal.Instant
}

async function pickSchedule(tx: Tx, { registration, footing, identifier, now }: Picking) {
  const { cohort } = registration
  const offered = { schedules: await schedulesOf(tx, [cohort]), kind: footing.course.kind, cohort }
  return identifier === null ? scheduleOn(londonDate(now), offered) : scheduleNamed(identifier, offered)
}

type Change = { readonly before: Registration; readonly after: Registration; readonly now: Temporal.Instant }

async function saveAccepted(tx: Tx, { before, after, now }: Change): Promise<void> {
  await saveRegistration(tx, after, now)
  const { id: registrationId, scheduleIdentifier } = after
  await addTrainingChange(tx, { registrationId, kind: 'accepted', scheduleIdentifier, now })
  await recordChange(tx, {
    registration: after,
    kind: 'accepted',
    before: shownOf(before),
    after: shownOf(after),
    now,
  })
}

const eventOf = ({ before, after, footing, party }: Accepted) =>
  registrationAccepted.of(subjectsOf(after), {
    ...aboutRegistration(after, party, footing),
    status: { before: before.status, after: after.status },
    fundedPlace: { before: before.fundedPlace, after: after.fundedPlace },
    schedule: { before: before.scheduleIdentifier, after: after.scheduleIdentifier },
  })

const messagesOf = ({ after, footing, party, baseUrl }: Accepted) =>
  party?.participant
    ? [
        acceptedEmail({
          ...{ registrationId: after.id, revision: after.revision + 1, to: party.participant, baseUrl },
          ...{ courseName: footing.courseName, cohortName: footing.cohortName, providerName: party.providerName },
          ...{ cohortFunding: footing.cohortFunding, fundedPlace: after.fundedPlace },
        }),
      ]
    : []
