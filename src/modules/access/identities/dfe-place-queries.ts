import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import {
  eligibilityOn,
  eligibilityText,
  organisationIdentifiedBy,
  type School,
  schoolById,
} from '../../directory/public.ts'
import type { OrganisationName } from '../emails/email-text.ts'

/** What an organisation of DfE Sign-in is here. Only at a `known` one can a role from there count. */
export type DfePlace =
  | { readonly kind: 'known'; readonly organisation: OrganisationName }
  /** It has no URN, UID or UKPRN: nothing says which organisation of ours it is. A name never does. */
  | { readonly kind: 'without-identifier' }
  | { readonly kind: 'not-in-directory' }
  | { readonly kind: 'closed'; readonly successor: { readonly urn: string; readonly name: string } | null }
  | { readonly kind: 'not-eligible'; readonly organisation: OrganisationName; readonly why: readonly string[] }

/** Finds the organisation by the numbers that DfE Sign-in gives; what it says of its state is ours to know. At most six queries. */
export async function placeOf(reader: Reader, claimed: DfeOrganisation, day: Temporal.PlainDate): Promise<DfePlace> {
  const { urn, uid, ukprn } = claimed
  if (urn === null && uid === null && ukprn === null) return { kind: 'without-identifier' }
  const organisation = await organisationIdentifiedBy(reader, { urn, uid, ukprn })
  if (!organisation) return { kind: 'not-in-directory' }
  const school = organisation.kind === 'school' ? await schoolById(reader, organisation.id) : null
  if (school) return placeOfSchool(reader, school, day)
  if (organisation.status === 'closed') return { kind: 'closed', successor: null }
  return { kind: 'known', organisation: { id: organisation.id, name: organisation.name, urn: null } }
}

async function placeOfSchool(reader: Reader, school: School, day: Temporal.PlainDate): Promise<DfePlace> {
  const { eligible, reasons } = await eligibilityOn(reader, school, day)
  const organisation = { id: school.id, name: school.name, urn: school.urn }
  if (eligible) return { kind: 'known', organisation }
  if (school.status !== 'closed') return { kind: 'not-eligible', organisation, why: reasons.map(eligibilityText) }
  const successor = reasons.flatMap((reason) => (reason.code === 'closed-with-successor' ? [reason.successor] : []))[0]
  return { kind: 'closed', successor: successor ?? null }
}
