import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

type Written = {
  readonly claimId: string
  readonly text: string
  /** To whom it was sent; null: for staff alone. */
  readonly organisationId: string | null
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

/** Keeps a note or a message for ever. */
export async function insertNote(tx: Tx, { claimId, text, organisationId, by, now }: Written): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('claims.notes')
    .values({
      ...{ id, claim_id: claimId, kind: organisationId === null ? 'note' : 'message', text },
      ...{ organisation_id: organisationId, written_by: by.accountId, written_by_name: by.name, written_at: now },
    })
    .execute()
  return id
}
