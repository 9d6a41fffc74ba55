import type { z } from 'zod'
import type { MembershipRole, StaffPower } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'

export const OrganisationId = idOf('organisation')
export type OrganisationId = z.output<typeof OrganisationId>

export type Account = {
  readonly id: string
  readonly name: string
  readonly createdAt: Temporal.Instant
  readonly disabledAt: Temporal.Instant | null
}

/** What sign-in must know about the account behind an address. */
export type AccountAtAddress = {
  readonly id: string
  readonly name: string
  readonly addressId: string
  readonly verified: boolean
  readonly disabled: boolean
  readonly isStaff: boolean
}

export const MEMBERSHIP_ROLES = [
  'induction-tutor',
  'administrator',
  'claims',
  'viewer',
] as const satisfies readonly MembershipRole[]
export const STAFF_POWERS = [
  'support',
  'manage-reference-data',
  'operate',
  'pay',
] as const satisfies readonly StaffPower[]

/** Roles as pages name them. */
export const roleText: Readonly<Record<MembershipRole, string>> = {
  'induction-tutor': 'Induction tutor',
  administrator: 'Administrator',
  claims: 'Claims',
  viewer: 'Viewer',
}

/** Powers as pages name them. */
export const powerText: Readonly<Record<StaffPower, string>> = {
  support: 'Support',
  'manage-reference-data': 'Manage reference data',
  operate: 'Operate the service',
  pay: 'Pay claims',
}
