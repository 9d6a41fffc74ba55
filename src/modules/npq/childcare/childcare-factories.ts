import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from '#src/kit/dates.ts'
import type { Database } from '#src/platform/db/database.ts'
import type { ImportLine, LineImport } from '#src/platform/imports/import-line.ts'
import { searchText } from './childcare-search-rules.ts'

// For tests: childcare of the register, and files imported as the command line does.

const AT = Temporal.Instant.from('2026-11-23T06:00:00Z')

type Facts = {
  readonly urn: string
  readonly name?: string
  readonly town?: string
  readonly postcode?: string | null
  readonly status?: 'open' | 'closed'
}

/** An open nursery in Leeds, unless told otherwise. */
export async function aChildcareProvider(db: Database, facts: Facts): Promise<string> {
  const { urn, name = 'Acorns Day Nursery', town = 'Leeds', postcode = 'LS1 4AP', status = 'open' } = facts
  await db
    .insertInto('npq.childcare_providers')
    .values({
      ...{ urn, name, status, town, postcode, street: '1 Mill Lane', local_authority: 'Leeds', updated_at: AT },
      search_text: searchText({ name, town, postcode }),
    })
    .execute()
  return urn
}

type Given = {
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  readonly now?: Temporal.Instant
}

/** Runs a file's content as `bin/import` would, its path between the words. Answers the exit code and what was said. */
export async function runLine(
  db: Database,
  command: LineImport,
  content: string | Uint8Array,
  { before = [], after = [], now = AT }: Given = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'line-'))
  try {
    const path = join(folder, 'file.csv')
    await writeFile(path, content)
    const said: string[] = []
    const line: ImportLine = {
      ...{ db, now: () => now, baseUrl: 'https://training.test' },
      write: (text) => void said.push(text),
    }
    return { exit: await command.run([...before, path, ...after], line), text: said.join('\n') }
  } finally {
    await rm(folder, { recursive: true })
  }
}
