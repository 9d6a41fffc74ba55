import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runImport } from '#src/modules/directory/imports/run-import.ts'
import { startImport } from '#src/modules/directory/imports/start-import.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type GiasFile, giasFiles } from './gias-files.ts'
import { contextAt, editionOf, onFirstDay, type Seeding, unless } from './seeding.ts'

/** The schools, trusts, links and contacts, from files in GIAS's layouts through the importers. */
export async function seedSchools(seeding: Seeding): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'demonstration-world-'))
  try {
    for (const file of giasFiles(editionOf(seeding.now))) await importOne(seeding, folder, file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function importOne(seeding: Seeding, folder: string, { importer, fileName, text }: GiasFile): Promise<void> {
  const path = join(folder, fileName)
  await writeFile(path, text)
  const context = contextAt(seeding, onFirstDay(seeding, 6))
  const sha256 = createHash('sha256').update(text).digest('hex')
  const input = { name: importer, fileName, sha256, storedAs: null, isSample: true }
  const started = unless('never', await execute(context, startImport, input))
  if (!started) return
  const acceptedBecause = 'Demonstration world'
  const outcome = unless(
    'never',
    await runImport(context, { importId: started.importId, path, mode: 'apply', acceptedBecause }),
  )
  if (outcome && outcome.summary.counts['rejected'] !== 0)
    throw new Error(`${fileName} has rows that cannot be imported`)
  seeding.log(`${fileName}: ${outcome?.rows} rows`)
}
