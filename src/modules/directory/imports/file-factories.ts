import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import type { ImportOutcome } from './import-file.ts'
import { directoryImport, type IMPORT_NAMES } from './importers.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'

// For tests and seeds: files in GIAS's layouts, made from what matters, and imported as the command line does.

export type Row = Readonly<Record<string, string>>

/** An open community primary school in Camden, unless told otherwise. */
export const anEstablishment = (facts: Row = {}): Row => ({
  URN: '100001',
  'LA (code)': '202',
  'LA (name)': 'Camden',
  EstablishmentNumber: '2001',
  EstablishmentName: 'Fernhill Primary School',
  'TypeOfEstablishment (code)': '1',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentTypeGroup (code)': '4',
  'EstablishmentTypeGroup (name)': 'Local authority maintained schools',
  'EstablishmentStatus (code)': '1',
  'EstablishmentStatus (name)': 'Open',
  'PhaseOfEducation (code)': '2',
  'PhaseOfEducation (name)': 'Primary',
  NumberOfPupils: '208',
  UKPRN: '10099999',
  LastChangedDate: '01-09-2026',
  'Section41Approved (name)': 'Not applicable',
  Street: '1 School Lane',
  Town: 'London',
  Postcode: 'NW1 9ZZ',
  'DistrictAdministrative (code)': 'E09000007',
  'DistrictAdministrative (name)': 'Camden',
  ...facts,
})

/** Schools with the URNs from 100001 on. */
export const establishments = (count: number, facts: (place: number) => Row = () => ({})): readonly Row[] =>
  Array.from({ length: count }, (_, place) =>
    anEstablishment({ URN: String(100_001 + place), EstablishmentName: `School ${place + 1}`, ...facts(place) }),
  )

export type Layout = {
  readonly columns?: readonly string[]
  readonly lineEnd?: '\r\n' | '\n'
  readonly separator?: string
}

/** The text of a file of rows, with the importer's columns in its order unless told otherwise. */
export function csv(name: ImportName, rows: readonly Row[], layout: Layout = {}): string {
  const { columns = columnsOf(name), lineEnd = '\r\n', separator = ',' } = layout
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return lines.map((cells) => cells.map(quoted).join(separator) + lineEnd).join('')
}

export const columnsOf = (name: ImportName): readonly string[] => directoryImport(name)?.importer.columns ?? []

export type ImportName = (typeof IMPORT_NAMES)[number]

type Imported = {
  readonly fileName?: string
  readonly mode?: 'preview' | 'apply'
  readonly acceptedBecause?: string
  readonly isSample?: boolean
  readonly now?: Temporal.Instant
}

/** Imports a file's content, as `bin/import` would. */
export async function importContent(
  db: Database,
  name: ImportName,
  content: string | Uint8Array,
  how: Imported = {},
): Promise<Result<ImportOutcome & { importId: string }>> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  const path = join(folder, 'file.csv')
  try {
    await writeFile(path, content)
    const context = importContext(db, how.now)
    const { fileName = 'file.csv', isSample = false, mode = 'apply', acceptedBecause = null } = how
    const given = { name, fileName, sha256: await sha256Of(path), storedAs: null, isSample }
    const started = await execute(context, startImport, given)
    if (!started.ok) return started
    const { importId } = started.value
    const result = await runImport(context, { importId, path, mode, acceptedBecause })
    return result.ok ? { ok: true, value: { ...result.value, importId } } : result
  } finally {
    await rm(folder, { recursive: true })
  }
}

export const IMPORT_MOMENT = Temporal.Instant.from('2026-11-23T06:00:00Z')

const importContext = (db: Database, now = IMPORT_MOMENT): CommandContext => ({
  db,
  now,
  actor: Actor.system('Command line', 'command-line', ['manage-reference-data']),
  process: newProcess('import'),
  baseUrl: 'https://training.test',
})

const quoted = (cell: string): string => (/[",\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
