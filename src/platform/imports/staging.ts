import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { sql } from 'kysely'
import { copyInto } from '../db/copy.ts'
import type { Tx } from '../db/database.ts'
import type { SqlType, StagedValue } from './importer.ts'

/** The table that a file's rows are put in before they are compared. It is the transaction's own and ends with it. */
const STAGED = 'staged_rows'

export type Staging = {
  readonly add: (line: number, row: Readonly<Record<string, StagedValue>>) => void
  /** Waits while the database has more than it can take. */
  readonly ready: () => Promise<void>
  readonly finish: () => Promise<void>
  readonly abandon: () => Promise<void>
}

/** Makes the table and opens a COPY into it. Until it is finished or abandoned, `tx` can run nothing else. */
export async function openStaging(tx: Tx, columns: Readonly<Record<string, SqlType>>): Promise<Staging> {
  const names = Object.keys(columns)
  const definitions = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`)
  await sql`create temporary table ${sql.table(STAGED)} (line integer not null, ${sql.join(definitions)}) on commit drop`.execute(
    tx,
  )
  const stream = await copyInto(tx, `copy ${STAGED} (line, ${names.join(', ')}) from stdin`)
  // Told where it is waited for: below, when the stream is next used. Without a listener it would end the process.
  let fault: Error | null = null
  stream.on('error', (error) => {
    fault = error
  })
  let batch = ''
  let isBusy = false
  const write = () => {
    isBusy = !stream.write(batch) || isBusy
    batch = ''
  }
  return {
    add(line, row) {
      let text = String(line)
      for (const name of names) text += `\t${copyText(row[name] ?? null)}`
      batch += `${text}\n`
      if (batch.length > BATCH_CHARACTERS) write()
    },
    async ready() {
      if (fault) throw fault
      if (isBusy) await once(stream, 'drain')
      isBusy = false
    },
    async finish() {
      stream.end(batch)
      await finished(stream)
      // One column is enough to say how many rows there are; all of forty take half a second.
      await sql`analyze ${sql.table(STAGED)} (line)`.execute(tx)
    },
    async abandon() {
      if (fault) return
      const ended = finished(stream).catch(() => {})
      stream.destroy(new Error('the file is refused'))
      await ended
    },
  }
}

const BATCH_CHARACTERS = 64 * 1024
const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** PostgreSQL's COPY text format. */
function copyText(value: StagedValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  return SPECIAL.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : value
}
