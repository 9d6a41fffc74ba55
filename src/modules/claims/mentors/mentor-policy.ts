import type { Actor } from '#src/kit/actor.ts'
import { anyOf } from '#src/kit/policy.ts'
import { claimPolicy } from '../claims/claim-policy.ts'

type AtSchool = { readonly schoolId: string }

/** Mentors, preparation and details of a school: seen by everybody there and staff, changed by who claims and by support. */
export const mentorPolicy = {
  view: (actor: Actor, school: AtSchool) => anyOf(claimPolicy.atSchool(actor, school), claimPolicy.staff(actor, null)),
  change: (actor: Actor, school: AtSchool) =>
    anyOf(claimPolicy.claimant(actor, school), claimPolicy.support(actor, null)),
} as const
