import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Temporal } from '#src/kit/dates.ts'
import { importFromCommandLine } from '#src/modules/directory/public.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'

export type Measured = {
  readonly milliseconds: number
  /** Of the process that read the file, its start and the program included. */
  readonly peakMegabytes: number
  /** What the terminal would have been told. */
  readonly lines: readonly string[]
}

/** When the files of 2026 are new. */
const NOW = Temporal.Instant.from('2026-09-02T06:00:00Z')
const MARK = '--one-import'

/** Imports a file in a process of its own, as bin/import does, so that its memory can be told from ours. */
export async function importInProcess(url: string, name: string, path: string): Promise<Measured> {
  const program = process.argv[1] ?? ''
  const { stdout } = await promisify(execFile)(process.execPath, [program, MARK, url, name, path])
  return JSON.parse(stdout)
}

/** The other side: true when this process is such a one, and has done its work. */
export async function isOneImport([mark, url = '', name = '', path = '']: readonly string[]): Promise<boolean> {
  if (mark !== MARK) return false
  const pool = openPool({ url, size: 3, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  const db = openDatabase(pool)
  const lines: string[] = []
  const began = performance.now()
  const write = (line: string) => void lines.push(line)
  await importFromCommandLine([name, path], { db, now: () => NOW, baseUrl: 'http://127.0.0.1', write })
  const milliseconds = performance.now() - began
  await db.destroy()
  const measured: Measured = { milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024, lines }
  process.stdout.write(JSON.stringify(measured))
  return true
}
