import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { type ReadFile, type Reject, readFile } from '#src/platform/imports/read-file.ts'
import { importApplied, importPreviewed } from '../import-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { fileDay, type Unusual, unusualAbout } from './import-guard-rules.ts'
import { importPolicy } from './import-policy.ts'
import type { ImportSummary } from './import-summary-rules.ts'
import { directoryImport } from './importers.ts'
import { type Import, importById, lastApplied } from './imports-queries.ts'
import { endImport, keepRejects, takeTurn } from './imports-store.ts'

const Input = z.object({
  importId: z.uuid(),
  path: z.string(),
  mode: z.enum(['preview', 'apply']),
  /** Lets an unusual file through, never a faulty one. */
  acceptedBecause: z.string().trim().min(1).nullable(),
  /** Called now and then with the rows read so far. */
  onProgress: z.custom<(rows: number) => void>((value) => typeof value === 'function'),
})

export type ImportOutcome = {
  readonly fileName: string
  readonly rows: number
  readonly summary: ImportSummary
  readonly rejects: readonly Reject[]
}

/**
 * Reads a started import's file and, unless it is only a preview, makes what it says true: all of it or nothing.
 * Refuses a file with a fault of the whole, and an unusual one unless somebody says why it is right.
 */
export const importFile = command({
  name: 'directory.import-file',
  input: Input,
  refusals: [...FILE_FAULTS, 'unusual-file', 'no-longer-running'],
  records: [importPreviewed.name, importApplied.name],
  async run({ tx, refuse, ...work }, { importId, path, mode, acceptedBecause, onProgress }) {
    demand(importPolicy.importFiles(work.actor))
    await takeTurn(tx)
    const started = (await importById(tx, importId)) ?? refuse('not-found')
    const kind = directoryImport(started.name) ?? refuse('not-found')
    if (started.status !== 'running') refuse('no-longer-running')
    const today = londonDate(work.now)
    const read = await readFile(tx, { path, importer: kind.importer, today: today.toString(), onProgress })
    const day = fileDay(started.fileName, read.newest)
    const here: ImportWork = { ...work, tx, importId, day: day ?? today, isSample: started.isSample }
    const comparison = await kind.compare(here)
    const unusual = await unusualIn(tx, { started, read, comparison, day, today })
    if (mode === 'apply') {
      if (unusual.length > 0 && acceptedBecause === null) refuse('unusual-file', { unusual })
      await kind.apply(here)
    }
    const summary = summaryOf(read, comparison, unusual)
    await keepRejects(tx, importId, read.rejects)
    const ending = { id: importId, ending: mode, at: work.now, rows: read.rows, summary, fileDay: day }
    if (!(await endImport(tx, { ...ending, acceptedBecause }))) refuse('no-longer-running')
    const value: ImportOutcome = { fileName: started.fileName, rows: read.rows, summary, rejects: read.rejects }
    return { value, events: [eventOf(started, { mode, summary, acceptedBecause })] }
  },
})

type Measured = {
  readonly started: Import
  readonly read: ReadFile
  readonly comparison: Comparison
  readonly day: ReturnType<typeof fileDay>
  readonly today: ReturnType<typeof londonDate>
}

async function unusualIn(tx: Tx, { started, read, comparison, day, today }: Measured): Promise<readonly Unusual[]> {
  if (started.isSample) return []
  const { open = 0, closing = 0 } = comparison
  return unusualAbout({ rows: read.rows, day, today, open, closing, last: await lastApplied(tx, started.name) })
}

const summaryOf = (read: ReadFile, { counts, examples }: Comparison, unusual: readonly Unusual[]): ImportSummary => ({
  counts: { ...counts, passedOver: read.passedOver, rejected: read.rejected },
  notes: read.notes,
  examples: [...examples],
  unusual: [...unusual],
})

type Ended = {
  readonly mode: 'preview' | 'apply'
  readonly summary: ImportSummary
  readonly acceptedBecause: string | null
}

function eventOf(started: Import, { mode, summary, acceptedBecause }: Ended) {
  const subjects = [{ kind: 'import', id: started.id }] as const
  const facts = { import: started.name, fileName: started.fileName, counts: summary.counts }
  if (mode === 'preview') return importPreviewed.of(subjects, facts)
  const unusual = summary.unusual.map(({ code }) => code)
  return importApplied.of(subjects, { ...facts, unusual, acceptedBecause: unusual.length > 0 ? acceptedBecause : null })
}
