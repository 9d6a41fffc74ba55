import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { endOpenMatters } from '../acceptance/end-open-matters.ts'
import { shownOf } from '../acceptance/lock-with-siblings.ts'
import { moved } from '../acceptance/move-rules.ts'
import { type Party, partiesOf } from '../acceptance/parties-queries.ts'
import { courseText } from '../courses/course.ts'
import { allCourses, cohortsOn } from '../courses/courses-queries.ts'
import { expiredEmail } from '../emails/expiry-emails.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { lockRegistration, saveRegistration } from '../registrations/registrations-store.ts'
import { registrationExpired } from './expiry-events.ts'
import { expiredAmong } from './waiting-queries.ts'

/** At most so many at once: each is locked until all are written. */
export const EXPIRED_AT_A_TIME = 50

/**
 * Ends registrations whose time has passed, for the system only: the person and the provider's feed are told. Of those named, the
 * ones that somebody accepted, withdrew or changed meanwhile stay as they are; refuses when none is left (`nothing-due`).
 */
export const expireRegistrations = command({
  name: 'npq.expire-registrations',
  input: z.object({ registrationIds: z.array(RegistrationId).min(1).max(EXPIRED_AT_A_TIME) }),
  refusals: ['nothing-due'],
  records: [registrationExpired.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationIds }) {
    demand(when(actor.identity.kind === 'system', 'not-yours'))
    const locked = await lockAll(tx, registrationIds)
    const due = await expiredAmong(tx, { ids: registrationIds, now })
    const expiring = locked.filter(({ id }) => due.has(id))
    for (const registration of expiring) await expire(tx, registration, now)
    const tell = await tellingOf(tx, { expiring, now })
    const [first, ...others] = expiring.map((registration) => tell.event(registration))
    if (!first) return refuse('nothing-due')
    return {
      value: { expired: expiring.length },
      events: [first, ...others],
      send: expiring.flatMap((registration) => tell.messages(registration, baseUrl)),
    }
  },
})

/** In the order of their ids, as everybody locks several. */
async function lockAll(tx: Tx, ids: readonly string[]): Promise<readonly Registration[]> {
  const locked: Registration[] = []
  for (const id of [...new Set(ids)].sort()) {
    const registration = await lockRegistration(tx, id)
    if (registration) locked.push(registration)
  }
  return locked
}

const expired = (registration: Registration): Registration => moved(registration, 'expire')

async function expire(tx: Tx, before: Registration, now: Temporal.Instant): Promise<void> {
  const after: Registration = { ...expired(before), endedAt: now }
  await saveRegistration(tx, after, now)
  // For providers it is a rejection with its own reason, as in the API.
  const shown = { before: shownOf(before), after: shownOf(after) }
  await recordChange(tx, { registration: after, kind: 'rejected', ...shown, now })
  await endOpenMatters(tx, { registrationId: before.id, by: null, outcome: 'expired', now })
}

type Telling = { readonly expiring: readonly Registration[]; readonly now: Temporal.Instant }

/** How registrations that expire are told of. Four queries, however many there are. */
async function tellingOf(tx: Tx, { expiring, now }: Telling) {
  const courses = await allCourses(tx)
  const cohorts = new Map((await cohortsOn(tx, londonDate(now))).map(({ identifier, name }) => [identifier, name]))
  const parties: ReadonlyMap<string, Party> = expiring.length === 0 ? new Map() : await partiesOf(tx, expiring)
  const courseName = ({ course }: Registration): string => {
    const known = courses.get(course)
    return known ? courseText(known) : course
  }
  return {
    event: (registration: Registration) =>
      registrationExpired.of(subjectsOf(registration), {
        ...aboutRegistration(registration, parties.get(registration.id), { courseName: courseName(registration) }),
        status: { before: registration.status, after: expired(registration).status },
      }),
    messages(registration: Registration, baseUrl: string) {
      const { id: registrationId, revision, cohort } = registration
      const party = parties.get(registrationId)
      if (!party?.participant) return []
      const about = { registrationId, revision: revision + 1, cohortName: cohorts.get(cohort) ?? cohort, baseUrl }
      const { providerName, participant: to } = party
      return [expiredEmail({ ...about, to, providerName, courseName: courseName(registration) })]
    },
  }
}
