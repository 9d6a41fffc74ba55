import { Actor } from '#src/kit/actor.ts'
import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import type { Refusal, Result } from '#src/kit/result.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import type { CommandContext } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'

export type Seeding = {
  readonly db: Database
  /** The demonstration's today: the world's history lies before it. */
  readonly now: Temporal.Instant
  readonly baseUrl: string
  readonly log: (line: string) => void
}

const SEED = Actor.system('Demonstration world', 'command-line', ['support', 'manage-reference-data'])

/** The day of the GIAS files: the first of a month, before everything else that happened in the world. */
export const editionOf = (now: Temporal.Instant): Temporal.PlainDate =>
  londonDate(now).subtract({ days: 45 }).with({ day: 1 })

/** Hours after the beginning of that day. */
export const onFirstDay = ({ now }: Seeding, hours: number): Temporal.Instant =>
  startOfDay(editionOf(now)).add({ hours })

/** A command's context at a moment of the world's history. Each has a process of its own, as in life. */
export const contextAt = ({ db, baseUrl }: Seeding, now: Temporal.Instant, actor: Actor = SEED): CommandContext => ({
  ...{ db, now, actor, baseUrl },
  process: newProcess('bin/seed'),
})

/** The value, or null when it is there already; any other refusal is a fault of the world's description. */
export function unless<Value>(done: string, result: Result<Value>): Value | null {
  if (result.ok) return result.value
  if (result.refusal.code === done) return null
  throw new Error(`The demonstration world was refused: ${JSON.stringify(result.refusal satisfies Refusal)}`)
}
