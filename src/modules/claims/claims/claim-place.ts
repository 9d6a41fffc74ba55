import type { WebRequest } from '#src/platform/http/route.ts'
import { organisationById, type School, schoolById } from '../../directory/public.ts'
import { type Claim, ClaimId } from './claim.ts'
import { claimById } from './claims-queries.ts'

/** A claim in an address, as policies judge it, with the school and the provider as they are today. */
export type ClaimPlace = Pick<Claim, 'schoolId' | 'providerId' | 'status'> & {
  readonly claim: Claim
  readonly school: School
  readonly providerName: string
}

/** For `load`: the claim of the address. Four queries. */
export async function claimOfAddress({ db, params }: Pick<WebRequest, 'db' | 'params'>): Promise<ClaimPlace | null> {
  const id = ClaimId.safeParse(params['claimId'])
  const claim = id.success ? await claimById(db, id.data) : null
  const school = claim && (await schoolById(db, claim.schoolId))
  if (!claim || !school) return null
  const { schoolId, providerId, status } = claim
  const provider = await organisationById(db, providerId)
  return { schoolId, providerId, status, claim, school, providerName: provider?.name ?? 'The provider' }
}
