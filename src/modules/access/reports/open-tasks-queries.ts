import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'

export type OpenTaskCounts = {
  readonly links: number
  readonly joins: number
  readonly objections: number
  readonly merges: number
}

/** How much of access waits for staff. One query. */
export async function openTaskCounts(reader: Reader): Promise<OpenTaskCounts> {
  const { rows } = await sql<OpenTaskCounts>`
    select
      (select count(*)::int from access.link_requests where status = 'with-staff') as links,
      (select count(*)::int from access.join_requests where status = 'with-staff') as joins,
      (select count(*)::int from access.handovers where status = 'objected') as objections,
      (select count(*)::int from access.merge_requests where status = 'with-staff') as merges
  `.execute(reader)
  return rows[0] ?? { links: 0, joins: 0, objections: 0, merges: 0 }
}

export const openTasks = ({ links, joins, objections, merges }: OpenTaskCounts): number =>
  links + joins + objections + merges
