import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { otherAcceptedEmail, otherAcceptedProviderEmail } from '../emails/acceptance-emails.ts'
import type { Registration } from '../registrations/registration.ts'
import { aboutRegistration, registrationRejected, subjectsOf } from './acceptance-events.ts'
import type { Footing } from './acceptance-queries.ts'
import { type Party, toTellAtProvider } from './parties-queries.ts'
import { rejected, saveRejected } from './save-rejected.ts'

/** What was accepted, with all that is said of it. */
export type Accepted = {
  readonly before: Registration
  readonly after: Registration
  readonly footing: Footing
  readonly party: Party | undefined
  readonly baseUrl: string
}

type Siblings = {
  /** Locked. */
  readonly pending: readonly Registration[]
  readonly accepted: Accepted
  readonly parties: ReadonlyMap<string, Party>
  readonly now: Temporal.Instant
}

/**
 * What else the person waited for in the course and cohort ends. The service before told nobody: here the person, the provider
 * that waited and its feed are told.
 */
export async function rejectSiblings(tx: Tx, siblings: Siblings) {
  const [events, send]: [AuditEvent[], OutgoingEmail[]] = [[], []]
  if (siblings.pending.length === 0) return { events, send }
  const courses = await allCourses(tx)
  for (const before of siblings.pending) {
    const after = rejected(before, {
      because: 'other_application_in_this_cohort_accepted',
      cohortFunding: siblings.accepted.footing.cohortFunding,
      now: siblings.now,
    })
    await saveRejected(tx, { before, after, now: siblings.now })
    const course = courses.get(before.course)
    const courseName = course ? courseText(course) : before.course
    const party = siblings.parties.get(before.id)
    events.push(
      registrationRejected.of(subjectsOf(after), {
        ...aboutRegistration(after, party, { courseName }),
        status: { before: before.status, after: after.status },
        fundedPlace: { before: before.fundedPlace, after: after.fundedPlace },
        because: 'other_application_in_this_cohort_accepted',
      }),
    )
    send.push(...(await messagesOf(tx, siblings, { before, courseName })))
  }
  return { events, send }
}

async function messagesOf(
  tx: Tx,
  { accepted, parties }: Siblings,
  { before, courseName }: { readonly before: Registration; readonly courseName: string },
): Promise<readonly OutgoingEmail[]> {
  const party = parties.get(before.id)
  const told = {
    ...{ registrationId: before.id, revision: before.revision + 1, courseName, baseUrl: accepted.baseUrl },
    ...{ cohortName: accepted.footing.cohortName, providerName: party?.providerName ?? 'your provider' },
  }
  const acceptedBy = accepted.party?.providerName ?? 'Another provider'
  const toParticipant = party?.participant
    ? [
        otherAcceptedEmail({
          ...{ ...told, to: party.participant, acceptedBy },
          acceptedCourse: accepted.footing.courseName,
        }),
      ]
    : []
  if (before.providerId === accepted.after.providerId) return toParticipant
  const colleagues = await toTellAtProvider(tx, before.providerId)
  return [...toParticipant, ...colleagues.map((to) => otherAcceptedProviderEmail({ ...told, to }))]
}
