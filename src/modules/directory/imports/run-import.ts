import type { Result } from '#src/kit/result.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { isPassingFault } from '#src/platform/db/passing-fault.ts'
import { type ImportOutcome, importFile } from './import-file.ts'
import type { ImportRefusal } from './import-summary-rules.ts'
import { saveProgress } from './imports-store.ts'
import { OUR_FAULT, refuseImport } from './refuse-import.ts'

export type ImportRun = {
  readonly importId: string
  readonly path: string
  readonly mode: 'preview' | 'apply'
  readonly acceptedBecause: string | null
  /** Besides what the database is told. */
  readonly onProgress?: (rows: number) => void
}

/**
 * Runs a started import to its end, whichever that is: previewed, applied, or refused with the reason kept.
 * A fault of ours is recorded as such and thrown again; a lost connection only thrown, so that the worker tries once more.
 */
export async function runImport(context: CommandContext, run: ImportRun): Promise<Result<ImportOutcome>> {
  const progress = progressOf(context, run)
  try {
    const result = await execute(context, importFile, { ...run, onProgress: progress.tell })
    await progress.settled()
    if (!result.ok) await refuse(context, run.importId, result.refusal)
    return result
  } catch (error) {
    await progress.settled()
    if (!isPassingFault(error)) await refuse(context, run.importId, { code: OUR_FAULT, facts: {} })
    throw error
  }
}

const refuse = (context: CommandContext, importId: string, { code, facts }: ImportRefusal) =>
  execute(context, refuseImport, { importId, code, facts })

/** Tells the database one number at a time: the newest when it is ready for it. */
function progressOf({ db }: CommandContext, { importId, onProgress }: ImportRun) {
  let saving: Promise<unknown> | null = null
  return {
    tell(rows: number): void {
      onProgress?.(rows)
      saving ??= saveProgress(db, importId, rows)
        .catch(() => {})
        .finally(() => {
          saving = null
        })
    },
    settled: async (): Promise<void> => void (await saving),
  }
}
