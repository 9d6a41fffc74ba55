import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'

/** A database of one size, and how many queries were made of it. */
export type Sized = {
  readonly db: Database
  /** Queries since the last time it was asked. */
  readonly countQueries: () => number
}

/** Opens it so that queries are counted: pages read outside transactions, each query with a connection of its own. */
export function openCounted(url: string): Sized {
  let queries = 0
  const pool = openPool({ url, size: 4, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  pool.on('acquire', () => {
    queries += 1
  })
  return {
    db: openDatabase(pool),
    countQueries() {
      const counted = queries
      queries = 0
      return counted
    },
  }
}
