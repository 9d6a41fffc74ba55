import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import { fading, type Limit, waitSeconds, windowStart } from './rate-limit-rules.ts'

type Asked = Limit & { readonly key: string; readonly now: Temporal.Instant }

/** `left` is how many more are allowed at this moment. */
export type Token =
  | { readonly taken: true; readonly left: number }
  | { readonly taken: false; readonly waitSeconds: number }

/**
 * Counts one use of `key` if the limit allows it; a refused use is not counted. Call it before a command, not inside one:
 * a refusal would undo the count. Keys hold no plain address: hash what names a person.
 */
export async function takeToken(db: Reader, asked: Asked): Promise<Token> {
  const start = windowStart(asked.now, asked)
  const before = start.subtract({ seconds: asked.seconds })
  const taken = await sql<{ used: number }>`
    with earlier as (
      select coalesce(max(hits), 0) * ${fading(asked.now, asked)}::float8 as hits
      from platform.rate_limits where key = ${asked.key} and window_start = ${before}::timestamptz
    )
    insert into platform.rate_limits as counted (key, window_start, hits)
    select ${asked.key}, ${start}::timestamptz, 1 from earlier where earlier.hits + 1 <= ${asked.limit}
    on conflict (key, window_start) do update set hits = counted.hits + 1
      where (select hits from earlier) + counted.hits + 1 <= ${asked.limit}
    returning (select hits from earlier) + hits as used
  `.execute(db)
  const [row] = taken.rows
  return row
    ? { taken: true, left: Math.max(0, Math.floor(asked.limit - row.used)) }
    : { taken: false, waitSeconds: await waitFor(db, asked) }
}

async function waitFor(db: Reader, asked: Asked): Promise<number> {
  const start = windowStart(asked.now, asked)
  const rows = await db
    .selectFrom('platform.rate_limits')
    .select(['window_start', 'hits'])
    .where('key', '=', asked.key)
    .where('window_start', '>=', start.subtract({ seconds: asked.seconds }))
    .execute()
  const hitsAt = (moment: Temporal.Instant) => rows.find((row) => row.window_start.equals(moment))?.hits ?? 0
  const counted = {
    current: hitsAt(start),
    previous: hitsAt(start.subtract({ seconds: asked.seconds })),
    now: asked.now,
  }
  return waitSeconds(counted, asked)
}

/** Whether `key` was counted in the window that holds now or in the one before it. Counts nothing. */
export async function wasCounted(db: Reader, asked: Asked): Promise<boolean> {
  const found = await db
    .selectFrom('platform.rate_limits')
    .select('hits')
    .where('key', '=', asked.key)
    .where('window_start', '>=', windowStart(asked.now, asked).subtract({ seconds: asked.seconds }))
    .executeTakeFirst()
  return found !== undefined
}

/** No limit of ours looks back further than two days. Answers how many counts were dropped. */
export async function forgetOldCounts(db: Reader, now: Temporal.Instant): Promise<number> {
  const old = now.subtract({ hours: 48 })
  const dropped = await db.deleteFrom('platform.rate_limits').where('window_start', '<', old).executeTakeFirst()
  return Number(dropped.numDeletedRows)
}
