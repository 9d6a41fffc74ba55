import { londonDate } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { organisationById, rolesOn } from '../../directory/public.ts'
import { type Claim, ClaimId } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import type { Audit, AuditClaim, Said } from './audit.ts'
import { auditById, placeIn, saidOf } from './audits-queries.ts'
import { AuditId } from './sample.ts'

/** A provider of initial teacher training in an address: one that is accredited today, or that claims name. */
export type ProviderPlace = { readonly providerId: string; readonly providerName: string }

/** For `load`: the provider of the address; null for any other organisation. At most three queries. */
export async function providerOfAddress({
  db,
  now,
  params,
}: Pick<WebRequest, 'db' | 'now' | 'params'>): Promise<ProviderPlace | null> {
  const id = params['providerId'] ?? ''
  const provider = ClaimId.safeParse(id).success ? await organisationById(db, id) : null
  if (!provider) return null
  const place = { providerId: provider.id, providerName: provider.name }
  if ((await rolesOn(db, id, londonDate(now))).includes('accredited-itt-provider')) return place
  const named = await db
    .selectFrom('claims.claims')
    .select('id')
    .where('provider_id', '=', id)
    .where('submitted_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return named ? place : null
}

export type AuditPlace = ProviderPlace & { readonly audit: Audit }

/** For `load`: an audit of the provider of the address. */
export async function auditOfAddress(request: WebRequest): Promise<AuditPlace | null> {
  const id = AuditId.safeParse(request.params['auditId'])
  const place = id.success ? await providerOfAddress(request) : null
  const audit = place && id.success ? await auditById(request.db, id.data) : null
  return place && audit?.providerId === place.providerId ? { ...place, audit } : null
}

export type AuditedPlace = AuditPlace & {
  readonly claim: Claim
  readonly standing: AuditClaim
  /** Everything that was said of it in this audit. */
  readonly said: readonly Said[]
}

/** For `load`: a claim of the audit of the address, with what was said of it. */
export async function auditedOfAddress(request: WebRequest): Promise<AuditedPlace | null> {
  const id = ClaimId.safeParse(request.params['claimId'])
  const place = id.success ? await auditOfAddress(request) : null
  if (!place || !id.success) return null
  const standing = await placeIn(request.db, place.audit.id, id.data)
  const claim = standing && (await claimById(request.db, id.data))
  if (!claim || !standing) return null
  const said = (await saidOf(request.db, place.audit.id, [claim.id])).get(claim.id) ?? []
  return { ...place, claim, standing, said }
}
