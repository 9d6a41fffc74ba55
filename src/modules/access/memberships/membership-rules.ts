import type { MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'

/** Why somebody has a role. */
export const GRANTS = [
  'nominated',
  'added',
  'request-approved',
  'handed-over',
  'restored',
  'by-staff',
  'dfe-sign-in',
] as const
export type Grant = (typeof GRANTS)[number]

/** Why a role ended. */
export const ENDINGS = [
  'replaced',
  'removed',
  'left',
  'handed-over',
  'undone',
  'date-reached',
  'role-changed',
  'by-staff',
  'dfe-sign-in',
  'merged',
] as const
export type Ending = (typeof ENDINGS)[number]

/** Who adds and removes people: administrators, and the induction tutor, who is often the only person a school has. */
export const MANAGING_ROLES = ['administrator', 'induction-tutor'] as const satisfies readonly MembershipRole[]

/** Roles that people give each other. The induction tutor is appointed. */
export const GIVEN_ROLES = ['administrator', 'claims', 'viewer'] as const satisfies readonly MembershipRole[]
export type GivenRole = (typeof GIVEN_ROLES)[number]

type Place = { readonly kind: string; readonly roles: readonly string[] }

/**
 * The roles that make sense in an organisation: claims are made by schools and trusts, and checked by accredited ITT providers.
 */
export function offeredRoles({ kind, roles }: Place): readonly GivenRole[] {
  const hasClaims = kind === 'school' || kind === 'trust' || roles.includes('accredited-itt-provider')
  return GIVEN_ROLES.filter((role) => role !== 'claims' || hasClaims)
}

/** How long a removal can be undone by whoever manages access. Source: the desk's rule for replaced tutors (action A2). */
export const REMOVAL_UNDO_DAYS = 7

/** The earliest moment of a removal that can still be undone. */
export const undoableSince = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract(Temporal.Duration.from({ hours: REMOVAL_UNDO_DAYS * 24 }))

/** People that one account may add in a day: more than any school has, fewer than somebody who sends spam wants. */
export const ADDED_IN_A_DAY = { limit: 100, seconds: 24 * 3_600 } as const

type Held = { readonly membershipId: string; readonly role: MembershipRole }

const manages = ({ role }: Held): boolean => MANAGING_ROLES.some((managing) => managing === role)

/** Whether the organisation still has somebody who can add people once these memberships end. */
export const leavesSomebodyInCharge = (members: readonly Held[], ending: ReadonlySet<string>): boolean =>
  !members.some((member) => manages(member) && ending.has(member.membershipId)) ||
  members.some((member) => manages(member) && !ending.has(member.membershipId))
