import { inject } from 'vitest'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { asAdministrator, databaseName, onDatabase } from './template.ts'

export type TestDatabase = {
  /** As the running application connects: it may not change the history. */
  readonly db: Database
  /** As the owner of the tables, for what only a migration may do. */
  readonly ownerDb: Database
  readonly url: string
  readonly close: () => Promise<void>
}

/** A fresh, migrated, empty database: one for each test file. Close it in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject('databaseServer')
  const name = databaseName('test')
  await asAdministrator(serverUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  )
  const url = onDatabase(serverUrl, name)
  const [db, ownerDb] = [open(url, 'application'), open(url, 'owner')]
  return {
    db,
    ownerDb,
    url,
    async close() {
      await Promise.all([db.destroy(), ownerDb.destroy()])
      await asAdministrator(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

const MINUTE = 60_000

/**
 * Waits as long as a test may take: a machine that is busy with other things makes everything slow, which is no fault of what
 * is tested, and what waits for ever fails by the time limit of its test.
 */
const PATIENT = {
  statementTimeout: MINUTE,
  waits: { connection: MINUTE, lock: MINUTE, idleInTransaction: MINUTE },
} as const

const open = (url: string, as: 'application' | 'owner'): Database =>
  // A connection that dies with its database is no failure of the test that has ended.
  openDatabase(openPool({ url, size: 4, ...PATIENT, onError: () => {}, as }))
