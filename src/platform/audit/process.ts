import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../ids.ts'

/** One request, job or call: who is acting, through which door and why. */
export type Process = {
  readonly id: string
  readonly name: string
  readonly requestId: string | null
  readonly reason: string | null
  readonly ticket: string | null
}

export const newProcess = (name: string, requestId: string | null = null, reason: string | null = null): Process => ({
  id: newId(),
  name,
  requestId,
  reason,
  ticket: null,
})

/** Written once for a process, with its first command. */
export const recordProcess = async (tx: Tx, process: Process, actor: Actor, now: Temporal.Instant) =>
  tx
    .insertInto('audit.processes')
    .values({
      id: process.id,
      name: process.name,
      door: actor.door,
      actor_kind: actor.identity.kind,
      actor_id: actor.identity.id,
      actor_name: actor.name,
      on_behalf_of: actor.actingFor,
      reason: process.reason,
      ticket: process.ticket,
      request_id: process.requestId,
      started_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
