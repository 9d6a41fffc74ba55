import type { Writable } from 'node:stream'
import { sql } from 'kysely'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Tx } from './database.ts'

/** The connections of our pools by the process that serves them: COPY needs the connection that a transaction is on. */
const connections = new Map<number, pg.PoolClient>()

export function knowConnectionsOf(pool: pg.Pool): void {
  pool.on('connect', (client) => void connections.set(processOf(client), client))
  pool.on('remove', (client) => void connections.delete(processOf(client)))
}

/** Opens a COPY … FROM STDIN on the transaction's own connection. Nothing else may run on `tx` until the stream has ended. */
export async function copyInto(tx: Tx, statement: string): Promise<Writable> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  const client = connections.get(rows[0]?.pid ?? 0)
  if (!client) throw new Error('COPY needs a connection of a pool that openPool opened')
  return client.query(from(statement))
}

/** Known to pg since its first versions, and missing from its types. */
const processOf = (client: pg.PoolClient): number => Number(Reflect.get(client, 'processID'))
