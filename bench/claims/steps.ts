import { Kysely, PostgresDialect } from 'kysely'
import type { DB } from '#db/schema.ts'
import { type Database, openPool } from '#src/platform/db/database.ts'

export type Steps = {
  readonly db: Database
  /** Does a step and prints how long it took and how many statements it sent. */
  readonly timed: <Value>(what: string, work: () => Promise<Value>) => Promise<Value>
}

/** A database as the web has it, where no statement may take longer than 5 seconds, with its statements counted. */
export function openSteps(url: string): Steps {
  let statements = 0
  const pool = openPool({ url, size: 6, statementTimeout: 5_000, onError: () => {}, as: 'application' })
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log() {
      statements += 1
    },
  })
  return {
    db,
    async timed(what, work) {
      const [began, before] = [performance.now(), statements]
      const done = await work()
      const took = (performance.now() - began).toFixed(0)
      const sent = (statements - before).toLocaleString('en-GB')
      console.log(`${what.padEnd(60)} ${took.padStart(7)} ms ${sent.padStart(8)} statements`)
      return done
    },
  }
}
