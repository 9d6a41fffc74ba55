import type { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import {
  type OrganisationRole,
  organisationRoleText,
  organisationsWithRoles,
  type School,
  schoolByUrn,
  schoolsOfTrusts,
} from '../../../directory/public.ts'

/** What an organisation must be on the day to be told how schools stand, if it is no trust. */
const PARTNER_ROLES = [
  'lead-provider',
  'delivery-partner',
  'appropriate-body',
] as const satisfies readonly OrganisationRole[]

export type Partner = {
  readonly id: string
  readonly name: string
  readonly isTrust: boolean
  /** A trust that is nothing else sees its own schools; the others see every school. */
  readonly seesAll: boolean
  /** "Lead provider", "Trust". */
  readonly roles: string
}

type Asked = { readonly actor: Actor; readonly now: Temporal.Instant }

/** The organisation for which somebody sees schools today: the one that they act for, else their first; null when they have none. */
export async function partnerOf(reader: Reader, { actor, now }: Asked): Promise<Partner | null> {
  const own = actor.memberships.filter(({ through }) => through === undefined)
  const ids = [...new Set(own.map(({ organisationId }) => organisationId))]
  if (ids.length === 0) return null
  const found = await organisationsWithRoles(reader, { ids, roles: PARTNER_ROLES, day: londonDate(now) })
  const chosen = found.find(({ id }) => id === actor.actingFor) ?? found[0]
  if (!chosen) return null
  const { id, name, kind, roles } = chosen
  const texts = [...(kind === 'trust' ? ['Trust'] : []), ...roles.map((role) => organisationRoleText[role])]
  return { id, name, isTrust: kind === 'trust', seesAll: roles.length > 0, roles: texts.join(', ') }
}

export type Visit = { readonly partner: Partner | null }

export const loadVisit = async ({ db, actor, now }: WebRequest): Promise<Visit> => ({
  partner: await partnerOf(db, { actor, now }),
})

export type SchoolVisit = Visit & { readonly school: School; readonly isTheirs: boolean }

/** The school of the address, and whether it is one that the partner may ask about. Null when there is no such school. */
export async function loadSchoolVisit({ db, actor, now, params }: WebRequest): Promise<SchoolVisit | null> {
  const school = await schoolByUrn(db, params['urn'] ?? '')
  if (!school) return null
  const partner = await partnerOf(db, { actor, now })
  return { school, partner, isTheirs: await mayAskAbout(db, { partner, schoolId: school.id, now }) }
}

type Question = { readonly partner: Partner | null; readonly schoolId: string; readonly now: Temporal.Instant }

export async function mayAskAbout(reader: Reader, { partner, schoolId, now }: Question): Promise<boolean> {
  if (partner === null || partner.seesAll) return partner !== null
  const schools = await schoolsOfTrusts(reader, [partner.id], londonDate(now))
  return schools.some((one) => one.schoolId === schoolId)
}
