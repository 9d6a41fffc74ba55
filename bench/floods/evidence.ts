import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import type { Database } from '#src/platform/db/database.ts'

export type Cost = {
  readonly seconds: number
  /** On the heap and in all, when what is not needed any more has been thrown away. */
  readonly heapMegabytes: number
  readonly residentMegabytes: number
  /** How many rows each table has more than before. */
  readonly rows: ReadonlyMap<string, number>
}

/** What some work costs this process and the database. */
export async function costOf<Value>(db: Database, work: () => Promise<Value>): Promise<readonly [Value, Cost]> {
  const rowsBefore = await rowsOf(db)
  const memoryBefore = await settledMemory()
  const began = performance.now()
  const value = await work()
  const seconds = (performance.now() - began) / 1_000
  const memory = await settledMemory()
  const rows = [...(await rowsOf(db))].map(([table, count]) => [table, count - (rowsBefore.get(table) ?? 0)] as const)
  return [
    value,
    {
      seconds,
      heapMegabytes: (memory.heapUsed - memoryBefore.heapUsed) / 1024 / 1024,
      residentMegabytes: (memory.rss - memoryBefore.rss) / 1024 / 1024,
      rows: new Map(rows.filter(([, more]) => more !== 0)),
    },
  ]
}

/** Streams of the last answers are let go a moment after them. */
const QUIET_MILLISECONDS = 2_000

async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  await pause(QUIET_MILLISECONDS)
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage()
}

async function rowsOf(db: Database): Promise<ReadonlyMap<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname in ('access', 'audit', 'platform')`.execute(db)
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(db)
    counts.set(name, rows[0]?.rows ?? 0)
  }
  return counts
}

/** Messages for addresses that end so. */
export async function messagesTo(db: Database, ending: string): Promise<number> {
  const { rows } = await sql<{ messages: number }>`
    select count(*) as messages from platform.messages where recipient like ${`%${ending}`}`.execute(db)
  return rows[0]?.messages ?? 0
}
