import { z } from 'zod'
import type { Reader } from '#src/platform/db/database.ts'
import type { ApiProblem } from '#src/platform/http/api/api-errors.ts'
import { type ApiAnswer, type ApiContext, problem } from '#src/platform/http/api/endpoint.ts'
import { currentPersonId, personIdChanges } from '../../../directory/public.ts'
import { sameCourseAs } from '../../acceptance/acceptance-rules.ts'
import { CourseIdentifier } from '../../courses/course.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import type { Caller } from '../api-policy.ts'
import { momentOf } from '../present-application.ts'

export type OwnParticipant = Caller & { readonly participantId: string | null }

/** For documentation: what the old id of somebody answers. */
export const CHANGED_ID: ApiProblem = {
  status: 410,
  code: 'participant-id-changed',
  title: 'participant_id_changed',
  detail: 'The participant has another id now: see to_participant_id',
}

/** For `load`: the participant in the address. An old id of theirs answers 410 with the change; somebody else's, nothing. */
export async function participantInPath({
  actor,
  db,
  params,
}: ApiContext): Promise<OwnParticipant | ApiAnswer<never> | null> {
  const providerId = actor.callsFor('npq-provider')
  // Whoever is no provider today is told so by the policy.
  if (providerId === null) return { providerId, participantId: null }
  const found = await ownParticipant(db, { providerId, id: params['id'] ?? '' })
  if (found === null) return null
  return typeof found === 'string' ? { providerId, participantId: found } : problem(found)
}

type Asked = { readonly providerId: string; readonly id: string }

/** The id of a provider's own participant; the problem of an id that became another; null for everybody else. */
export async function ownParticipant(reader: Reader, { providerId, id }: Asked): Promise<string | ApiProblem | null> {
  const asked = z.uuid().safeParse(id.toLowerCase())
  const current = asked.success ? await currentPersonId(reader, asked.data) : null
  if (!asked.success || current === null || !(await isTheirs(reader, providerId, current))) return null
  return current === asked.data ? current : changedId(reader, asked.data, current)
}

const isTheirs = async (reader: Reader, providerId: string, participantId: string): Promise<boolean> =>
  (await reader
    .selectFrom('npq.provider_sights')
    .select('registration_id')
    .where('provider_id', '=', providerId)
    .where('participant_id', '=', participantId)
    .where('is_accepted', '=', true)
    .where('lost_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

async function changedId(reader: Reader, from: string, to: string): Promise<ApiProblem> {
  const changes = (await personIdChanges(reader, [to])).get(to) ?? []
  const last = changes.findLast((change) => change.from === from)
  const facts = { from_participant_id: from, to_participant_id: to }
  return { ...CHANGED_ID, facts: { ...facts, ...(last ? { changed_at: momentOf(last.at) } : {}) } }
}

type Enrolled = Asked & { readonly course: string; readonly applicationId?: string | null | undefined }

/**
 * The registration by which a participant is on a course with a provider: the newest, of the course itself before one that counts
 * as it. Null when they are on no such course there.
 */
export async function enrolmentOn(
  reader: Reader,
  { providerId, id, course, applicationId }: Enrolled,
): Promise<Registration | null> {
  const known = CourseIdentifier.safeParse(course)
  if (!known.success) return null
  const rows = await reader
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.registration_providers as provider', (join) =>
      join.onRef('provider.registration_id', '=', 'registration.id').on('provider.unassigned_at', 'is', null),
    )
    .select(['registration.id', 'registration.course_identifier'])
    .where('registration.person_id', '=', id)
    .where('provider.provider_id', '=', providerId)
    .where('registration.status', '=', 'accepted')
    .where('registration.course_identifier', 'in', [...sameCourseAs(known.data)])
    .orderBy(({ eb }) => eb('registration.course_identifier', '<>', known.data))
    .orderBy('registration.created_at', 'desc')
    .orderBy('registration.id', 'desc')
    .execute()
  const chosen = rows.find((row) => !applicationId || row.id === applicationId.toLowerCase())
  return chosen ? registrationById(reader, RegistrationId.parse(chosen.id)) : null
}
