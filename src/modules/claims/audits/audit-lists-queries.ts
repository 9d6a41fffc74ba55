import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ClaimStatus } from '../claims/claim-states.ts'
import type { Audit } from './audit.ts'
import { auditFrom } from './audit-row.ts'

/** How far a provider and DfE are with the claims of an audit. */
export type AuditProgress = {
  readonly claims: number
  /** The provider has not answered about them. */
  readonly waiting: number
  /** Of those that wait: something is saved and not given. */
  readonly saved: number
  readonly confirmed: number
  /** The provider did not confirm all of their hours. */
  readonly disputed: number
  /** Of the disputed: DfE has to decide, because the school has replied or its time is over. */
  readonly toDecide: number
}

export type AuditInList = AuditProgress & { readonly audit: Audit }

type Asked = { readonly providerId?: string; readonly auditId?: string; readonly today: Temporal.PlainDate }

/** Audits with their progress: those that are open first, by the day on which they are due. One query. */
export async function auditsInList(
  reader: Reader,
  { providerId, auditId, today }: Asked,
): Promise<readonly AuditInList[]> {
  const count = (condition: ReturnType<typeof sql<boolean>>, name: string) =>
    sql<number>`count(*) filter (where ${condition})`.as(name)
  const toDecide = sql<boolean>`place.answered_at is not null and place.decided_at is null
    and (place.school_replied_at is not null or place.school_due_on < ${today}::date)`
  const rows = await reader
    .selectFrom('claims.audits as audit')
    .innerJoin('claims.audit_claims as place', 'place.audit_id', 'audit.id')
    .selectAll('audit')
    .select([
      count(sql<boolean>`true`, 'all_claims'),
      count(sql<boolean>`place.answered_at is null and place.decided_at is null`, 'waiting'),
      count(sql<boolean>`place.answered_at is null and place.decided_at is null and ${hasSaved}`, 'saved'),
      count(sql<boolean>`place.answered_at is not null and place.school_due_on is null`, 'confirmed'),
      count(sql<boolean>`place.school_due_on is not null`, 'disputed'),
      count(toDecide, 'to_decide'),
    ])
    .$if(providerId !== undefined, (query) => query.where('audit.provider_id', '=', providerId ?? ''))
    .$if(auditId !== undefined, (query) => query.where('audit.id', '=', auditId ?? ''))
    .groupBy('audit.id')
    .orderBy(sql`audit.closed_at is not null`)
    .orderBy('audit.due_on')
    .orderBy('audit.id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    audit: auditFrom(row),
    ...{ claims: Number(row['all_claims']), waiting: Number(row['waiting']), saved: Number(row['saved']) },
    ...{ confirmed: Number(row['confirmed']), disputed: Number(row['disputed']), toDecide: Number(row['to_decide']) },
  }))
}

const hasSaved = sql<boolean>`exists (
  select from claims.audit_answers as word
  where word.audit_id = place.audit_id and word.claim_id = place.claim_id and word.is_draft
)`

/** A claim as the list of an audit shows it. */
export type AuditedClaim = {
  readonly claimId: string
  readonly reference: string
  readonly schoolName: string
  readonly schoolUrn: string | null
  readonly status: ClaimStatus
  readonly hours: number
  readonly mentors: number
  readonly hasSaved: boolean
  readonly answeredAt: Temporal.Instant | null
  readonly schoolDueOn: Temporal.PlainDate | null
  readonly schoolRepliedAt: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  readonly outcome: string | null
}

type Part = { readonly auditId: string; readonly offset: number; readonly limit: number }

/** The claims of an audit: those without an answer first, then by school. One query. */
export async function claimsOfAudit(
  reader: Reader,
  { auditId, offset, limit }: Part,
): Promise<readonly AuditedClaim[]> {
  return reader
    .selectFrom('claims.audit_claims as place')
    .innerJoin('claims.claims as claim', 'claim.id', 'place.claim_id')
    .select(['claim.id as claimId', 'claim.reference', 'claim.school_urn as schoolUrn', 'claim.status'])
    .select(['place.answered_at as answeredAt', 'place.school_due_on as schoolDueOn', 'place.outcome'])
    .select(['place.school_replied_at as schoolRepliedAt', 'place.decided_at as decidedAt'])
    .select([
      sql<string>`coalesce(claim.school_name, '')`.as('schoolName'),
      sql<number>`coalesce(claim.hours, 0)`.as('hours'),
      sql<number>`(select count(*) from claims.claim_lines as line where line.claim_id = claim.id)`.as('mentors'),
      hasSaved.as('hasSaved'),
    ])
    .$narrowType<{ status: ClaimStatus }>()
    .where('place.audit_id', '=', auditId)
    .orderBy(sql`place.answered_at is not null`)
    .orderBy(sql`place.decided_at is not null`)
    .orderBy('claim.school_name')
    .orderBy('claim.reference')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** The next claim of an audit that the provider has not answered about; null when none is left. One query. */
export async function nextToAnswer(reader: Reader, auditId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('claims.audit_claims as place')
    .innerJoin('claims.claims as claim', 'claim.id', 'place.claim_id')
    .select('claim.id')
    .where('place.audit_id', '=', auditId)
    .where('place.answered_at', 'is', null)
    .where('place.decided_at', 'is', null)
    .orderBy('claim.school_name')
    .orderBy('claim.reference')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
