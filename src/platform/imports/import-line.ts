import { parseArgs } from 'node:util'
import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '../audit/process.ts'
import type { CommandContext } from '../commands/command.ts'
import type { Database } from '../db/database.ts'

/** What `bin/import` hands to whoever takes a kind of file. */
export type ImportLine = {
  readonly db: Database
  readonly now: () => Temporal.Instant
  readonly baseUrl: string
  readonly write: (line: string) => void
}

/** What the program ends with. A refusal is the file's fault, a usage error the caller's. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** A kind of file that `bin/import` knows by its name; it gets the other words. */
export type LineImport = {
  readonly name: string
  readonly usage: string
  readonly run: (words: readonly string[], line: ImportLine) => Promise<Exit>
}

/** In whose name the command line runs commands, and why. */
export const lineContext = ({ db, now, baseUrl }: ImportLine, reason: string | null = null): CommandContext => ({
  ...{ db, baseUrl, now: now() },
  actor: Actor.system('Command line', 'command-line', ['manage-reference-data']),
  process: newProcess('import', null, reason),
})

/** What follows the name of a kind of file. */
export type LineWords = {
  readonly rest: readonly string[]
  readonly mode: 'preview' | 'apply'
  /** Why an unusual file is right. */
  readonly acceptedBecause: string | null
  /** A day as it was written. */
  readonly from: string | null
}

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  'accept-unusual': { type: 'string' },
  from: { type: 'string' },
} as const

/** The words in their places, or what is wrong with them. */
export function readLineWords(words: readonly string[]): LineWords | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
    const acceptedBecause = values['accept-unusual']?.trim() ?? null
    if (acceptedBecause === '') return 'Say after --accept-unusual why the file is right.'
    return {
      rest: positionals,
      mode: values['dry-run'] ? 'preview' : 'apply',
      acceptedBecause,
      from: values.from ?? null,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
