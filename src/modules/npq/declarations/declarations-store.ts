import type { Selectable } from 'kysely'
import type { NpqDeclarations } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { DECLARATION_TYPES, type DeclarationType } from '../training/schedule.ts'
import { type Declaration, HELD_BECAUSE, type OutcomeState } from './declaration.ts'
import { DECLARATION_STATES, type DeclarationState } from './declaration-states.ts'

/** A declaration, locked. Lock its registration first. */
export async function lockDeclaration(tx: Tx, id: string): Promise<Declaration | null> {
  const row = await tx.selectFrom('npq.declarations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? declarationFrom(row) : null
}

type NewDeclaration = {
  readonly registrationId: string
  readonly providerId: string
  readonly type: DeclarationType
  readonly date: Temporal.PlainDate
  readonly state: DeclarationState
  readonly heldBecause: Declaration['heldBecause']
  readonly now: Temporal.Instant
}

/** Answers its id. The database refuses a second of the type that counts. What providers see as its time is given at commit. */
export async function insertDeclaration(tx: Tx, declaration: NewDeclaration): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('npq.declarations')
    .values({
      ...{ id, registration_id: declaration.registrationId, provider_id: declaration.providerId },
      ...{ declaration_type: declaration.type, declaration_date: declaration.date, state: declaration.state },
      ...{ held_because: declaration.heldBecause, created_at: declaration.now, updated_at: declaration.now },
    })
    .execute()
  return id
}

type Move = { readonly id: string; readonly from: DeclarationState; readonly to: DeclarationState }

/** Moves a locked declaration on. */
export async function moveDeclaration(tx: Tx, { id, from, to }: Move, now: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('npq.declarations')
    .set({ state: to, held_because: null, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', from)
    .execute()
}

type NewOutcome = {
  readonly registrationId: string
  readonly state: OutcomeState
  readonly completedOn: Temporal.PlainDate
  readonly now: Temporal.Instant
}

/** Adds an outcome; those before stay. Answers its id. */
export async function insertOutcome(tx: Tx, { registrationId, state, completedOn, now }: NewOutcome): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('npq.outcomes')
    .values({ id, registration_id: registrationId, state, completed_on: completedOn, created_at: now })
    .execute()
  return id
}

export const declarationFrom = (row: Selectable<NpqDeclarations>): Declaration => ({
  id: row.id,
  registrationId: row.registration_id,
  providerId: row.provider_id,
  type: known(DECLARATION_TYPES, row.declaration_type),
  date: row.declaration_date,
  state: known(DECLARATION_STATES, row.state),
  heldBecause: row.held_because === null ? null : known(HELD_BECAUSE, row.held_because),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

function known<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((candidate) => candidate === text)
  if (!word) throw new Error(`${text} is none of ${words.join(', ')}`)
  return word
}
