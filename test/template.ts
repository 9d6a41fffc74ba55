import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, readMigrations } from '#src/platform/db/migrate.ts'
import { repository } from '#src/ui/repository.ts'

const MIGRATIONS = join(repository, 'db/migrations')
const QUEUES = ['src/platform/jobs/queues.ts', 'src/platform/jobs/job-rules.ts', 'node_modules/pg-boss/package.json']

/** Databases of runs that were killed are dropped by a later run. */
const STALE_AFTER_MILLISECONDS = 60 * 60 * 1000

/**
 * One migrated database to copy for each test file, kept from run to run until a migration changes.
 * Runs that begin together wait for the first to make it. Answers its name.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `tts_template_${await fingerprint()}`
  await asAdministrator(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    if (await exists(client, name)) return
    await dropStale(client)
    const building = databaseName('building')
    await client.query(`create database ${building}`)
    await migrate({ url: onDatabase(serverUrl, building), directory: MIGRATIONS })
    await client.query(`alter database ${building} rename to ${name}`)
    await client.query(`alter database ${name} is_template true allow_connections false`)
  })
  return name
}

export const databaseName = (purpose: string): string =>
  `tts_${purpose}_${Date.now().toString(36)}_${randomBytes(5).toString('hex')}`

/** The same server and user, another database. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

export async function asAdministrator<Value>(serverUrl: string, work: (client: pg.Client) => Promise<Value>) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await readMigrations(MIGRATIONS)) hash.update(file.name).update(file.sha256)
  for (const path of QUEUES) hash.update(await readFile(join(repository, path)))
  return hash.digest('hex').slice(0, 12)
}

const exists = async (client: pg.Client, name: string): Promise<boolean> =>
  (await client.query('select from pg_database where datname = $1 and datistemplate', [name])).rowCount === 1

async function dropStale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^tts_(test|building)_' and not exists (select from pg_stat_activity a where a.datname = pg_database.datname)",
  )
  for (const { datname } of rows) {
    const madeAt = Number.parseInt(datname.split('_')[2] ?? '', 36)
    if (madeAt < Date.now() - STALE_AFTER_MILLISECONDS) await client.query(`drop database if exists ${datname}`)
  }
}
