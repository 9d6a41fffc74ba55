import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type pg from 'pg'
import { prepareQueues, type QueuedJob } from '../jobs/queues.ts'
import { type Database, openDatabase, openPool } from './database.ts'

/** Any number, the same in every process: two that migrate at once take turns. */
const ADVISORY_LOCK = 7_204_513

export type MigrationFile = { readonly name: string; readonly text: string; readonly sha256: string }

type Options = {
  /** Connects as the owner of the tables, which the running application is not. */
  readonly url: string
  readonly directory: string
  /** Made with the schema, so that no command has to make one first. */
  readonly queues?: readonly QueuedJob[]
  readonly log?: (line: string) => void
}

/**
 * Brings a database up to date, forward only: each file in its own transaction, in the order of their numbers.
 * Then makes the job queues. Refuses to touch a database when a file that it already holds was edited or taken away since.
 * Answers the names of the files that it applied now.
 */
export async function migrate({ url, directory, queues = [], log = () => {} }: Options): Promise<readonly string[]> {
  const files = await readMigrations(directory)
  const pool = openPool({ url, size: 2, statementTimeout: 0, onError: (error) => log(error.message), as: 'owner' })
  const db = openDatabase(pool)
  try {
    return await oneAtATime(pool, async () => {
      await refuseEditedFiles(db, files)
      const applied = await applyAll(db, files, log)
      await sql`grant usage on schema migrations to tts_app; grant select on migrations.files to tts_app`.execute(db)
      await prepareQueues(url, queues)
      return applied
    })
  } finally {
    await db.destroy()
  }
}

export async function readMigrations(directory: string): Promise<readonly MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (fileName) => {
      const text = await readFile(join(directory, fileName), 'utf8')
      return { name: fileName.replace(/\.sql$/, ''), text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** Whether the database holds every one of these migrations: what a process asks before it says that it is ready. */
export async function isAtVersion(db: Database, files: readonly MigrationFile[]): Promise<boolean> {
  const applied = await sql<{ sha256: string }>`select sha256 from migrations.files`.execute(db)
  const known = new Set(applied.rows.map((row) => row.sha256))
  return files.every((file) => known.has(file.sha256))
}

// The usual lock time-out of two seconds is for pages; a second starter may wait here as long as the first needs.
async function oneAtATime<Value>(pool: pg.Pool, work: () => Promise<Value>): Promise<Value> {
  const client = await pool.connect()
  try {
    await client.query('set lock_timeout = 0; set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    return await work()
  } finally {
    client.release(true)
  }
}

async function refuseEditedFiles(db: Database, files: readonly MigrationFile[]): Promise<void> {
  await sql`create schema if not exists migrations`.execute(db)
  await sql`create table if not exists migrations.files (name text primary key, sha256 text not null)`.execute(db)
  const applied = await sql<{ name: string; sha256: string }>`select name, sha256 from migrations.files`.execute(db)
  const known = new Map(files.map((file) => [file.name, file.sha256]))
  const changed = applied.rows.filter((row) => known.get(row.name) !== row.sha256).map((row) => row.name)
  if (changed.length > 0) {
    throw new Error(
      `This database holds another version of ${changed.join(', ')} in db/migrations. A migration that was applied is never edited: ` +
        'put the file back and add a new one. If the database holds only development data, delete it and start again.',
    )
  }
}

async function applyAll(db: Database, files: readonly MigrationFile[], log: (line: string) => void) {
  const migrations = Object.fromEntries(files.map((file) => [file.name, asMigration(file)]))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'migrations',
    migrationTableName: 'applied',
    migrationLockTableName: 'lock',
  })
  const applied: string[] = []
  for (;;) {
    const { error, results } = await migrator.migrateUp()
    if (error) throw error
    const done = results?.find((result) => result.status === 'Success')
    if (!done) return applied
    log(`Applied migration ${done.migrationName}`)
    applied.push(done.migrationName)
  }
}

const asMigration = (file: MigrationFile): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw(file.text).execute(db)
    await sql`insert into migrations.files (name, sha256) values (${file.name}, ${file.sha256})`.execute(db)
  },
})
