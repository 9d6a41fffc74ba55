import type { WebRequest } from '#src/platform/http/route.ts'
import { type ClaimPlace, claimOfAddress } from '../claims/claim-place.ts'
import type { Figures } from '../years/figures.ts'
import { figuresOn } from '../years/figures-queries.ts'
import type { Audit, AuditClaim, Said } from './audit.ts'
import { newestAuditOf, saidOf } from './audits-queries.ts'

/** A claim in an address with the audit that it is or was in last, and everything that was said in it. */
export type ClaimAuditPlace = ClaimPlace & {
  readonly audit: Audit
  readonly standing: AuditClaim
  readonly said: readonly Said[]
}

/** For `load`: null for a claim that was never audited. */
export async function claimAuditOfAddress(request: Pick<WebRequest, 'db' | 'params'>): Promise<ClaimAuditPlace | null> {
  const place = await claimOfAddress(request)
  const found = place && (await newestAuditOf(request.db, place.claim.id))
  if (!place || !found) return null
  const said = (await saidOf(request.db, found.audit.id, [place.claim.id])).get(place.claim.id) ?? []
  return { ...place, audit: found.audit, standing: found.place, said }
}

/** For forms with files: the figures besides, since they say how large a file may be. */
export async function replyOfAddress(
  request: Pick<WebRequest, 'db' | 'now' | 'params'>,
): Promise<(ClaimAuditPlace & { readonly figures: Figures }) | null> {
  const place = await claimAuditOfAddress(request)
  return place && { ...place, figures: await figuresOn(request.db, request.now) }
}
export type ReplyPlace = NonNullable<Awaited<ReturnType<typeof replyOfAddress>>>
