import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'

export type Baseline = {
  /** Milliseconds of a COPY of the same rows and columns, with its commit… */
  readonly heap: number
  /** …into a table of the same columns with the same indexes and checks… */
  readonly indexed: number
  /** …and into the table itself, with its keys to others and its triggers. */
  readonly itself: number
}

/** Measures bare COPYs of what an import has just written into `directory.schools`, on the same database. */
export async function measureCopies(url: string): Promise<Baseline> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const columns = await storedColumns(client)
    const rows = await buffer(client.query(to(`copy directory.schools (${columns}) to stdout`)))
    const copyInto = (table: string) => timedCopy(client, `copy ${table} (${columns}) from stdin`, rows)
    await client.query('create table bare (like directory.schools including generated)')
    await client.query('create table bare_indexed (like directory.schools including all)')
    const heap = await copyInto('bare')
    const indexed = await copyInto('bare_indexed')
    await client.query('truncate directory.search_words, directory.schools cascade')
    return { heap, indexed, itself: await copyInto('directory.schools') }
  } finally {
    await client.end()
  }
}

async function storedColumns(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(`
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns
    where table_schema = 'directory' and table_name = 'schools' and is_generated = 'NEVER'`)
  return rows[0]?.columns ?? ''
}

async function timedCopy(client: pg.Client, statement: string, rows: Buffer): Promise<number> {
  const began = performance.now()
  await pipeline(Readable.from([rows]), client.query(from(statement)))
  return performance.now() - began
}
