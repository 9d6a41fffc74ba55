import type { WebRequest } from '#src/platform/http/route.ts'
import { organisationById } from '../../directory/public.ts'
import { type ClaimPlace, claimOfAddress } from '../claims/claim-place.ts'
import type { Figures } from '../years/figures.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { type InformationRequest, RequestId } from './information-request.ts'
import { requestById } from './requests-queries.ts'

/** A request for information in an address, as policies judge it. */
export type RequestPlace = ClaimPlace & {
  readonly organisationId: string
  readonly askedByOrganisationId: string | null
  readonly request: InformationRequest
  /** Who is to answer: the school or the provider of the claim, which may have changed since. */
  readonly asked: 'school' | 'provider'
  readonly askedName: string
  /** The provider that asks; null: DfE. */
  readonly askerName: string | null
  readonly figures: Figures
}

/** For `load`: the request of the address, of the claim of the address. Eight queries at most. */
export async function requestOfAddress(request: WebRequest): Promise<RequestPlace | null> {
  const place = await claimOfAddress(request)
  const id = RequestId.safeParse(request.params['informationRequestId'])
  const found = place && id.success ? await requestById(request.db, id.data) : null
  if (!place || !found || found.claimId !== place.claim.id) return null
  const { organisationId, askedByOrganisationId } = found
  const nameOf = async (id: string) => (await organisationById(request.db, id))?.name ?? 'The provider'
  return {
    ...{ ...place, request: found, organisationId, askedByOrganisationId },
    asked: organisationId === place.schoolId ? 'school' : 'provider',
    askedName: organisationId === place.schoolId ? place.school.name : await nameOf(organisationId),
    askerName: askedByOrganisationId === null ? null : await nameOf(askedByOrganisationId),
    figures: await figuresOn(request.db, request.now),
  }
}

/** The mentor that it is about; null for the whole claim. */
export const mentorOf = ({ claim, request }: Pick<RequestPlace, 'claim' | 'request'>): string | null =>
  claim.lines.find(({ id }) => id === request.lineId)?.mentorName ?? null
