import type { Reader } from '#src/platform/db/database.ts'
import type { CourseIdentifier } from '../courses/course.ts'

type Question = {
  readonly personId: string | null
  /** Courses that count as one. */
  readonly courses: readonly CourseIdentifier[]
  readonly exceptRegistrationId: string | null
}

/**
 * Whether the person has an accepted registration for the course that was eligible and whose funded place was not refused.
 * Registrations follow a person through merges, so a second account hides none. Pending ones do not count.
 */
export async function wasFundedBefore(
  reader: Reader,
  { personId, courses, exceptRegistrationId }: Question,
): Promise<boolean> {
  if (personId === null) return false
  const found = await reader
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.funding_decisions as decision', 'decision.id', 'registration.decision_id')
    .select('registration.id')
    .where('registration.person_id', '=', personId)
    .where('registration.course_identifier', 'in', [...courses])
    .where('registration.status', '=', 'accepted')
    .where('decision.result', '=', 'funded')
    .where(({ eb, or }) => or([eb('funded_place', 'is', null), eb('funded_place', '=', true)]))
    .$if(exceptRegistrationId !== null, (query) => query.where('registration.id', '<>', exceptRegistrationId))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
