import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'

export const OrganisationId = idOf('organisation')
export type OrganisationId = z.output<typeof OrganisationId>

export const ORGANISATION_KINDS = ['school', 'trust', 'local-authority', 'company', 'department'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** Kinds that people add. Schools, trusts and local authorities come from GIAS and from nowhere else. */
export const ADDED_KINDS = ['company', 'department'] as const satisfies readonly OrganisationKind[]

export const ORGANISATION_ROLES = [
  'lead-provider',
  'delivery-partner',
  'appropriate-body',
  'accredited-itt-provider',
  'npq-provider',
  'payer',
] as const
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number]

export const RELATION_KINDS = ['part-of', 'successor', 'same-as'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

export const CONFIDENCES = ['certain', 'likely'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const Day = z.instanceof(Temporal.PlainDate)
/** Where a fact about an organisation was learnt, in a few words that staff can check. */
export const Source = z.string().trim().min(1).max(200)

/** Kinds, roles, relations and confidences as pages name them. */
export const kindText: Readonly<Record<OrganisationKind, string>> = {
  school: 'School',
  trust: 'Trust',
  'local-authority': 'Local authority',
  company: 'Company',
  department: 'Department',
}

export const roleText: Readonly<Record<OrganisationRole, string>> = {
  'lead-provider': 'Lead provider',
  'delivery-partner': 'Delivery partner',
  'appropriate-body': 'Appropriate body',
  'accredited-itt-provider': 'Accredited ITT provider',
  'npq-provider': 'NPQ provider',
  payer: 'Payer',
}

/** What the first organisation is to the second. */
export const relationText: Readonly<Record<RelationKind, string>> = {
  'part-of': 'is part of',
  successor: 'took over from',
  'same-as': 'is the same organisation as',
}
