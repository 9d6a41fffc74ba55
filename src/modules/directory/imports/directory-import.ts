import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Process } from '#src/platform/audit/process.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Importer } from '#src/platform/imports/importer.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/** What comparing and applying may know of the import that they belong to. */
export type ImportWork = {
  readonly tx: Tx
  readonly actor: Actor
  readonly process: Process
  readonly now: Temporal.Instant
  readonly importId: string
  /** From which what the file no longer says is over: the day of the file, else today. */
  readonly day: Temporal.PlainDate
  /** Rows that a sample lacks mean nothing. */
  readonly isSample: boolean
}

export type Comparison = {
  readonly counts: Counts
  readonly examples: readonly Example[]
  /** Only for files that close schools: how many are open, and how many of those the file closes. */
  readonly open?: number
  readonly closing?: number
}

/** A kind of file, with what it does to the directory. Both work on the staged rows of the transaction, set by set. */
export type DirectoryImport = {
  readonly importer: Importer
  /** Finds what the staged rows would change, without changing any of it. */
  readonly compare: (work: ImportWork) => Promise<Comparison>
  /** Makes what `compare` found true, with its events. */
  readonly apply: (work: ImportWork) => Promise<void>
}
