import { sql } from 'kysely'

/**
 * A new key made by the database, for statements that add many rows at once: a UUID version 7 as `newId` makes them. PostgreSQL
 * 15 makes version 4 only; of that, the last 19 digits are kept (74 random bits and the variant), after the time and the version.
 */
export const newIdInSql = sql<string>`(
  lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
  || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`
