import { sql } from 'kysely'
import type { Database } from '#src/platform/db/database.ts'

/** Everything that the database holds, as one checksum for each table. When a session was last used is no fact of anybody's. */
export async function checksums(db: Database): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('access', 'audit', 'claims', 'directory', 'npq', 'platform') order by 1
  `.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const row = name === 'platform.sessions' ? sql`to_jsonb(one) - 'last_seen_at'` : sql`to_jsonb(one)`
    const { rows } = await sql<{ sum: string }>`
      select md5(coalesce(string_agg(md5((${row})::text), '' order by md5((${row})::text)), '')) as sum
      from ${sql.raw(name)} as one
    `.execute(db)
    found[name] = rows[0]?.sum ?? ''
  }
  return found
}
