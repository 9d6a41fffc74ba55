import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { VIEWING_AS } from '#src/kit/policy.ts'
import { fail, Refused, type Result, succeed } from '#src/kit/result.ts'
import type { AuditEvent } from '../audit/event.ts'
import { appendEvents } from '../audit/events-store.ts'
import { type Process, recordProcess } from '../audit/process.ts'
import type { Database, Tx } from '../db/database.ts'
import type { OutgoingEmail } from '../email/email.ts'
import { storeEmails } from '../email/messages-store.ts'
import { answerOf, rememberAnswer } from './idempotency-store.ts'

/** Who acts, when, and under which process: everything that a command may know besides its input. */
export type CommandContext = {
  readonly db: Database
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly process: Process
  /** Where links in e-mails begin. */
  readonly baseUrl: string
}

/** The codes every command can refuse with, besides its own. */
export type CommonRefusal = 'not-allowed' | 'not-found'

type Work<Code extends string> = Omit<CommandContext, 'db'> & {
  readonly tx: Tx
  /** Stops the command, undoes everything, and answers with the code and its facts. */
  readonly refuse: (code: Code | CommonRefusal, facts?: Record<string, unknown>) => never
}

type Outcome<Value> = {
  readonly value: Value
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly send?: readonly OutgoingEmail[]
}

export type Command<Input extends z.ZodType, Value, Code extends string> = {
  readonly name: string
  readonly input: Input
  readonly refusals: readonly Code[]
  /** The names of the events that it may record, for the map. */
  readonly records: readonly [string, ...string[]]
  readonly run: (work: Work<Code>, input: z.output<Input>) => Promise<Outcome<Value>>
}

/**
 * The only way to write: lock, policy, rule, rows, at least one event and the messages, in one transaction.
 * A write without an event does not compile.
 */
export const command = <Input extends z.ZodType, Value, const Code extends string>(
  definition: Command<Input, Value, Code>,
): Command<Input, Value, Code> => definition

/**
 * Runs a command. A refusal undoes everything and is answered as a Result; a bug throws.
 * With `idempotencyKey`, a repeat answers with the first success and changes nothing. The value must survive JSON.
 */
export async function execute<Input extends z.ZodType, Value, Code extends string>(
  context: CommandContext,
  definition: Command<Input, Value, Code>,
  input: z.input<Input>,
  idempotencyKey?: string,
): Promise<Result<Value, Code | CommonRefusal>> {
  // The second wall behind the web door's: who looks through somebody's eyes changes nothing, whatever a handler tries.
  if (context.actor.viewedBy) return fail('not-allowed', { reason: VIEWING_AS })
  const parsed = definition.input.parse(input)
  const { db, ...rest } = context
  const repeat = idempotencyKey && {
    key: idempotencyKey,
    command: definition.name,
    hash: hashOf(parsed),
    now: context.now,
  }
  try {
    return await db.transaction().execute(async (tx) => {
      if (repeat) {
        const earlier = await answerOf<Value>(tx, repeat)
        if (earlier) return succeed(earlier.value)
      }
      const outcome = await definition.run({ ...rest, tx, refuse }, parsed)
      await recordProcess(tx, context.process, context.actor, context.now)
      await appendEvents(tx, context.process, context.now, outcome.events)
      await storeEmails(tx, context.process, context.now, outcome.send ?? [])
      if (repeat) await rememberAnswer(tx, repeat, outcome.value)
      return succeed(outcome.value)
    })
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal.code as Code | CommonRefusal, error.refusal.facts)
    throw error
  }
}

/**
 * What a command would do, tried for real in a transaction that is undone: nothing is kept, sent or recorded. For checking a file
 * of changes before any is made.
 */
export async function rehearse<Input extends z.ZodType, Value, Code extends string>(
  context: CommandContext,
  definition: Command<Input, Value, Code>,
  input: z.input<Input>,
): Promise<Result<null, Code | CommonRefusal>> {
  const { db, ...rest } = context
  try {
    return await db.transaction().execute(async (tx) => {
      await definition.run({ ...rest, tx, refuse }, definition.input.parse(input))
      throw new Rehearsed()
    })
  } catch (error) {
    if (error instanceof Rehearsed) return succeed(null)
    if (error instanceof Refused) return fail(error.refusal.code as Code | CommonRefusal, error.refusal.facts)
    throw error
  }
}

/** Undoes the transaction of a rehearsal that went well. */
class Rehearsed extends Error {}

const refuse = (code: string, facts: Record<string, unknown> = {}): never => {
  throw new Refused({ code, facts })
}

const hashOf = (input: unknown): string => createHash('sha256').update(JSON.stringify(input)).digest('hex')
