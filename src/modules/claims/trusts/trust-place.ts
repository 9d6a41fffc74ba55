import type { Actor } from '#src/kit/actor.ts'
import { londonDate } from '#src/kit/dates.ts'
import { allOf, anyOf, when } from '#src/kit/policy.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { organisationById, schoolsOfTrusts } from '../../directory/public.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { CLAIMING_ROLES } from '../claims/email-kinds.ts'

/** A trust in an address, with its schools of today. */
export type TrustPlace = { readonly trustId: string; readonly name: string; readonly schoolIds: readonly string[] }

/** For `load`: the trust of the address, or null where the organisation is another kind. Two queries. */
export async function trustOfAddress({ db, params, now }: WebRequest): Promise<TrustPlace | null> {
  const trust = await organisationById(db, params['organisationId'] ?? '')
  if (trust?.kind !== 'trust') return null
  const members = await schoolsOfTrusts(db, [trust.id], londonDate(now))
  return { trustId: trust.id, name: trust.name, schoolIds: members.map(({ schoolId }) => schoolId) }
}

type AtTrust = Pick<TrustPlace, 'trustId'>

const atTrust = (actor: Actor, { trustId }: AtTrust) =>
  allOf(when(actor.accountId !== null, 'sign-in'), when(actor.worksAt(trustId)))

/** Who sees the claims of all schools of a trust, and who claims for several of them at once. */
export const trustPolicy = {
  view: (actor: Actor, trust: AtTrust) => anyOf(atTrust(actor, trust), claimPolicy.staff(actor, null)),
  claim: (actor: Actor, trust: AtTrust) =>
    allOf(atTrust(actor, trust), when(actor.worksAt(trust.trustId, ...CLAIMING_ROLES), 'role-cannot-claim')),
} as const
