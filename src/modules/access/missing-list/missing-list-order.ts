import { type RawBuilder, sql } from 'kysely'
import type { MissingSort } from './missing-list-rules.ts'

/** The columns of each order; with the URN no two schools share a place. */
export const SORT_COLUMNS = {
  name: ['search_name', 'urn'],
  authority: ['la_name', 'search_name', 'urn'],
  'oldest-link': ['link_order', 'search_name', 'urn'],
} as const satisfies Readonly<Record<MissingSort, readonly string[]>>

/** The columns of an order, of one table. */
export const columnsOf = (sort: MissingSort, table: string): RawBuilder<unknown> =>
  sql.join(SORT_COLUMNS[sort].map((column) => sql.ref(`${table}.${column}`)))
