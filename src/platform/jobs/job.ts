import type { z } from 'zod'
import type { StaffPower } from '#src/kit/actor.ts'
import type { CommandContext } from '../commands/command.ts'
import type { Log } from '../log.ts'

/** What a job is given: all that `execute` needs, and a signal that it has run out of time or must stop. */
export type JobContext = CommandContext & { readonly signal: AbortSignal; readonly log: Log }

export type Job<Input extends z.ZodType = z.ZodType> = {
  /** Lower case with hyphens; it is the name of the queue and of the process in the history. */
  readonly name: string
  /** Five fields of cron, London time. A scheduled job gets `{}` and never runs twice at once. */
  readonly schedule?: string
  readonly input: Input
  /** What the system may do in this job, as policies see it. */
  readonly powers?: readonly StaffPower[]
  /** A method, so that a list can hold jobs of many inputs. */
  run(context: JobContext, input: z.output<Input>): Promise<void>
}

/**
 * Work for the worker. Keep it shallow: find what is due, call commands. It may run more than once (a worker can die
 * after the work and before saying so), so the commands must stand a repeat. Its input is stored in clear text: ids only.
 */
export const defineJob = <Input extends z.ZodType>(definition: Job<Input>): Job<Input> => definition
