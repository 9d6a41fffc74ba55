import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import {
  type OrganisationKind,
  type OrganisationRole,
  organisationById,
  rolesOn,
  type School,
  schoolById,
} from '../../directory/public.ts'
import { OrganisationId } from '../accounts/account.ts'
import type { OrganisationName } from '../emails/email-text.ts'

/** An organisation as a place where people have roles. */
export type Place = OrganisationName & {
  readonly id: OrganisationId
  readonly kind: OrganisationKind
  /** What it does today: lead provider, appropriate body and so on. */
  readonly roles: readonly OrganisationRole[]
  /** What GIAS says of it, and null for other organisations. */
  readonly school: School | null
}

/** Three queries; null when there is none. */
export async function placeById(reader: Reader, id: string, now: Temporal.Instant): Promise<Place | null> {
  const organisation = await organisationById(reader, id)
  if (!organisation) return null
  const { kind, name } = organisation
  const school = kind === 'school' ? await schoolById(reader, id) : null
  const roles = kind === 'school' ? [] : await rolesOn(reader, id, londonDate(now))
  return { id: OrganisationId.parse(id), name, kind, roles, urn: school?.urn ?? null, school }
}

/** For `load`: the organisation of the address. */
export const placeInPath = ({ db, params, now }: WebRequest): Promise<Place | null> =>
  placeById(db, params['organisationId'] ?? '', now)
