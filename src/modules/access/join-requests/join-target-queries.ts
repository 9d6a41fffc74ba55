import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { eligibilityOn, organisationById, type School, schoolById, schoolByUrn } from '../../directory/public.ts'
import type { OrganisationName } from '../emails/email-text.ts'

/** An organisation that one can ask to be added to. */
export type JoinTarget = {
  readonly organisation: OrganisationName
  readonly kind: 'school' | 'other'
  /** Whether anybody can be added to it: a school may have closed. */
  readonly open: boolean
  /** Where one asks. */
  readonly path: string
}

/** The organisation with the id; null when there is none. */
export async function joinTargetById(reader: Reader, id: string, day: Temporal.PlainDate): Promise<JoinTarget | null> {
  const organisation = await organisationById(reader, id)
  if (!organisation) return null
  if (organisation.kind === 'school') {
    const school = await schoolById(reader, id)
    return school ? schoolTarget(reader, school, day) : null
  }
  return {
    organisation: { id, name: organisation.name, urn: null },
    kind: 'other',
    open: organisation.status === 'open',
    path: `/organisations/${id}/join-request`,
  }
}

/** The school with the URN; null when there is none. */
export async function joinTargetByUrn(
  reader: Reader,
  urn: string,
  day: Temporal.PlainDate,
): Promise<JoinTarget | null> {
  const school = await schoolByUrn(reader, urn)
  return school ? schoolTarget(reader, school, day) : null
}

const schoolTarget = async (reader: Reader, school: School, day: Temporal.PlainDate): Promise<JoinTarget> => ({
  organisation: { id: school.id, name: school.name, urn: school.urn },
  kind: 'school',
  open: (await eligibilityOn(reader, school, day)).eligible,
  path: `/schools/${school.urn}/join-request`,
})
