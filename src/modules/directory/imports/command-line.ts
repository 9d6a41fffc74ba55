import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { DIRECTORY_IMPORTS, IMPORT_NAMES } from './importers.ts'
import { outcomeLines, refusalLines } from './report-lines.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'

type CommandLine = {
  readonly db: Database
  readonly now: () => Temporal.Instant
  readonly baseUrl: string
  readonly write: (line: string) => void
  /** How files of other modules are imported, for whoever asks. */
  readonly others?: readonly string[]
  /** For seeds: files that are parts of a whole. */
  readonly isSample?: boolean
}

/** What the program ends with. A refusal is the file's fault, a usage error the caller's. */
const EXIT = { done: 0, refused: 1, usage: 2 } as const
type Exit = (typeof EXIT)[keyof typeof EXIT]

/**
 * `bin/import [--dry-run] [--accept-unusual REASON] NAME FILE…`: imports the files one after the other, with progress and a
 * summary, and stops at the first that is refused. Answers the exit code.
 */
export async function importFromCommandLine(words: readonly string[], line: CommandLine): Promise<Exit> {
  const asked = understand(words)
  if (typeof asked === 'string') {
    for (const text of [asked, ...USAGE, ...(line.others ?? []).map((usage) => `  ${usage}`)]) line.write(text)
    return EXIT.usage
  }
  for (const path of asked.paths) if (!(await importOne(asked, path, line))) return EXIT.refused
  return EXIT.done
}

type Asked = {
  readonly name: (typeof IMPORT_NAMES)[number]
  readonly paths: readonly string[]
  readonly mode: 'preview' | 'apply'
  readonly acceptedBecause: string | null
}

const OPTIONS = { 'dry-run': { type: 'boolean' }, 'accept-unusual': { type: 'string' } } as const

/** Answers what is wrong where the words cannot be understood. */
function understand(words: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
    const [name, ...paths] = positionals
    const known = IMPORT_NAMES.find((one) => one === name)
    if (name === undefined) return 'Say which kind of file, and the files.'
    if (known === undefined) return `There is no kind of file named ${name}.`
    if (paths.length === 0) return 'Say which files.'
    const reason = values['accept-unusual']?.trim() ?? null
    if (reason === '') return 'Say after --accept-unusual why the file is right.'
    return { name: known, paths, mode: values['dry-run'] ? 'preview' : 'apply', acceptedBecause: reason }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const USAGE = [
  'bin/import [--dry-run] [--accept-unusual REASON] NAME FILE…',
  ...DIRECTORY_IMPORTS.map(({ importer }) => `  ${importer.name.padEnd(20)} ${importer.title}`),
]

const TELL_EVERY = 10_000

/** Answers whether the file was applied, or could be. */
async function importOne({ name, mode, acceptedBecause }: Asked, path: string, line: CommandLine): Promise<boolean> {
  const { db, now, baseUrl, write, isSample = false } = line
  const began = now()
  const process = newProcess('import', null, acceptedBecause)
  const actor = Actor.system('Command line', 'command-line', ['manage-reference-data'])
  const context = { db, actor, now: began, process, baseUrl }
  const fileName = basename(path)
  const input = { name, fileName, sha256: await sha256Of(path), storedAs: null, isSample }
  const started = await execute(context, startImport, input)
  if (!started.ok) throw new Error(`the import cannot start: ${started.refusal.code}`)
  const onProgress = (rows: number) => {
    if (rows % TELL_EVERY === 0) write(`${fileName}: ${rows.toLocaleString('en-GB')} rows read`)
  }
  const result = await runImport(context, { importId: started.value.importId, path, mode, acceptedBecause, onProgress })
  const seconds = began.until(now()).total('seconds')
  const lines = result.ok ? outcomeLines(result.value, mode, seconds) : refusalLines(fileName, result.refusal)
  for (const text of lines) write(text)
  return result.ok
}
