import type { Updateable } from 'kysely'
import type { ClaimsAudits } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Audit, AuditClaim, AuditParty, AuditWord, RefusalReason } from './audit.ts'
import { auditClaimFrom, auditFrom } from './audit-row.ts'

/** An audit, locked until the transaction ends; null where there is none. Lock the claim first. */
export async function lockAudit(tx: Tx, id: string): Promise<Audit | null> {
  const row = await tx.selectFrom('claims.audits').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? auditFrom(row) : null
}

/** The place of a claim in the audit that is open, locked; null where none is. */
export async function lockOpenPlace(tx: Tx, claimId: string): Promise<AuditClaim | null> {
  const row = await tx
    .selectFrom('claims.audit_claims')
    .selectAll()
    .where('claim_id', '=', claimId)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ? auditClaimFrom(row) : null
}

type NewAudit = Pick<Audit, 'sampleId' | 'providerId' | 'dueOn'> & {
  readonly claimIds: readonly string[]
  readonly now: Temporal.Instant
}

/** What a provider is asked about, with its claims. Answers its id. */
export async function insertAudit(tx: Tx, { sampleId, providerId, dueOn, claimIds, now }: NewAudit): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('claims.audits')
    .values({ id, sample_id: sampleId, provider_id: providerId, asked_at: now, due_on: dueOn })
    .execute()
  await tx
    .insertInto('claims.audit_claims')
    .values(claimIds.map((claimId) => ({ audit_id: id, claim_id: claimId })))
    .execute()
  return id
}

/** Changes an audit that is locked and counts the revision. */
export const saveAudit = async (tx: Tx, id: string, columns: Omit<Updateable<ClaimsAudits>, 'id' | 'revision'>) =>
  tx
    .updateTable('claims.audits')
    .set(columns)
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()

type Word = {
  readonly auditId: string
  readonly claimId: string
  readonly lineId: string
  readonly party: AuditParty
  readonly answer: AuditWord
  readonly hours: number | null
  readonly reasonCode: RefusalReason | null
  readonly note: string | null
  readonly isDraft: boolean
}

type Speaker = {
  readonly accountId: string | null
  readonly name: string
  readonly now: Temporal.Instant
}

/** Keeps what somebody said; nothing that was said before is changed. Only what was saved for later gives way. */
export async function say(tx: Tx, words: readonly Word[], { accountId, name, now }: Speaker): Promise<void> {
  if (words.length === 0) return
  await tx
    .deleteFrom('claims.audit_answers')
    .where('is_draft', '=', true)
    .where(
      'line_id',
      'in',
      words.map(({ lineId }) => lineId),
    )
    .execute()
  await tx
    .insertInto('claims.audit_answers')
    .values(
      words.map((word) => ({
        ...{ id: newId<string>(), audit_id: word.auditId, claim_id: word.claimId, line_id: word.lineId },
        ...{ party: word.party, answer: word.answer, hours: word.hours, reason_code: word.reasonCode },
        ...{ note: word.note, is_draft: word.isDraft, said_by: accountId, said_by_name: name, said_at: now },
      })),
    )
    .execute()
}

type PlaceColumns = {
  readonly answered_at?: Temporal.Instant
  readonly school_due_on?: Temporal.PlainDate
  readonly school_replied_at?: Temporal.Instant
  readonly decided_at?: Temporal.Instant
  readonly outcome?: 'confirmed' | 'not-upheld'
}

/** Changes the place of a claim in an audit; the audit closes with the last claim that is decided. */
export async function savePlace(
  tx: Tx,
  place: AuditClaim,
  columns: PlaceColumns,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('claims.audit_claims')
    .set(columns)
    .where('audit_id', '=', place.auditId)
    .where('claim_id', '=', place.claimId)
    .execute()
  if (columns.decided_at === undefined) return
  await tx
    .updateTable('claims.audits')
    .set({ closed_at: now })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', place.auditId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('claims.audit_claims')
            .select('claim_id')
            .where('audit_id', '=', place.auditId)
            .where('decided_at', 'is', null),
        ),
      ),
    )
    .execute()
}
