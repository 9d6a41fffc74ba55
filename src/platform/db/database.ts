import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '#db/schema.ts'
import { Temporal } from '#src/kit/dates.ts'
import { knowConnectionsOf } from './copy.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>
/** Queries read with either: the database alone, or inside a command's transaction. */
export type Reader = Database | Tx

/** The role that owns nothing, set on every connection of the running application. */
const APPLICATION_ROLE = 'tts_app'

const DATE = 1082
const TIMESTAMPTZ = 1184
const INT8 = 20

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (text: string) => Temporal.PlainDate.from(text)
    if (oid === TIMESTAMPTZ) return (text: string) => Temporal.Instant.from(text.replace(' ', 'T'))
    if (oid === INT8) return wholeNumber
    return pg.types.getTypeParser(oid, format)
  },
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a whole number here`)
  return number
}

// pg asks an object parameter for `toPostgres` before it falls back on JSON; the type parsers above undo it.
for (const kind of [Temporal.PlainDate, Temporal.Instant]) {
  Object.defineProperty(kind.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
}

export type PoolOptions = {
  readonly url: string
  readonly size: number
  /** Milliseconds that one statement may take: 5,000 for pages, 60,000 for the worker. */
  readonly statementTimeout: number
  readonly waits?: Waits
  readonly onError: (error: Error) => void
  /** `owner` for migrations only. */
  readonly as: 'application' | 'owner'
}

/** Milliseconds that anything waits for a connection and for a lock, and that an open transaction may do nothing. */
type Waits = { readonly connection: number; readonly lock: number; readonly idleInTransaction: number }

const WAITS: Waits = { connection: 5_000, lock: 2_000, idleInTransaction: 10_000 }

/** A connection pool that answers dates as Temporal and whole numbers as numbers. */
export function openPool({ url, size, statementTimeout, waits = WAITS, onError, as }: PoolOptions): pg.Pool {
  const role = as === 'application' ? ` -c role=${APPLICATION_ROLE}` : ''
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    connectionTimeoutMillis: waits.connection,
    application_name: 'teacher-training-services',
    // Compiling a query takes a second and no query of ours runs that long (bin/bench missing).
    options: `-c timezone=UTC -c jit=off -c statement_timeout=${statementTimeout} -c lock_timeout=${waits.lock} -c idle_in_transaction_session_timeout=${waits.idleInTransaction}${role}`,
  })
  pool.on('error', onError)
  // A connection that is lost while somebody holds it tells whoever waits for an answer, or asks next. Without a listener of
  // its own it would also end the process.
  pool.on('connect', (client) => void client.on('error', () => {}))
  knowConnectionsOf(pool)
  return pool
}

export const openDatabase = (pool: pg.Pool): Database => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
