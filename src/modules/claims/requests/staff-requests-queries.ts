import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { InformationRequest } from './information-request.ts'
import { requestFrom } from './request-row.ts'

export const REQUEST_VIEWS = ['late', 'more-time', 'open', 'answered', 'closed'] as const
/** Where a request stands as staff look for it: late and more-time are among the open ones. */
export type RequestView = (typeof REQUEST_VIEWS)[number]

export type RequestFilters = {
  /** Null: everything that is not closed. */
  readonly view: RequestView | null
  readonly of: 'school' | 'provider' | null
  readonly by: 'dfe' | 'provider' | null
  readonly now: Temporal.Instant
}

/** A request with what names its claim. */
export type ListedRequest = {
  readonly request: InformationRequest
  readonly reference: string
  readonly schoolId: string
  readonly schoolName: string | null
  readonly providerName: string | null
}

const chosen = (reader: Reader, { of, by }: RequestFilters) =>
  reader
    .selectFrom('claims.information_requests as r')
    .innerJoin('claims.claims as c', 'c.id', 'r.claim_id')
    .$if(of === 'school', (query) => query.whereRef('r.organisation_id', '=', 'c.school_id'))
    .$if(of === 'provider', (query) => query.whereRef('r.organisation_id', '<>', 'c.school_id'))
    .$if(by === 'dfe', (query) => query.where('r.asked_by_organisation_id', 'is', null))
    .$if(by === 'provider', (query) => query.where('r.asked_by_organisation_id', 'is not', null))

const viewed = (reader: Reader, filters: RequestFilters) => {
  const query = chosen(reader, filters)
  switch (filters.view) {
    case 'late':
      return query.where('r.status', '=', 'open').where('r.due_on', '<', londonDate(filters.now))
    case 'more-time':
      return query.where('r.status', '=', 'open').where('r.extension_asked_until', 'is not', null)
    case 'open':
      return query.where('r.status', '=', 'open')
    case 'answered':
      return query.where('r.status', '=', 'answered')
    case 'closed':
      return query.where('r.status', 'in', ['settled', 'cancelled'])
    case null:
      return query.where('r.status', 'in', ['open', 'answered'])
  }
}

/** How many there are in each view, whatever view is shown. One query. */
export async function countRequests(
  reader: Reader,
  filters: RequestFilters,
): Promise<Readonly<Record<RequestView, number>>> {
  const row = await chosen(reader, filters)
    .select(({ fn, eb, and }) => {
      const open = eb('r.status', '=', 'open')
      return [
        fn
          .countAll<number>()
          .filterWhere(and([open, eb('r.due_on', '<', londonDate(filters.now))]))
          .as('late'),
        fn
          .countAll<number>()
          .filterWhere(and([open, eb('r.extension_asked_until', 'is not', null)]))
          .as('moreTime'),
        fn.countAll<number>().filterWhere(open).as('open'),
        fn.countAll<number>().filterWhere('r.status', '=', 'answered').as('answered'),
        fn.countAll<number>().filterWhere('r.status', 'in', ['settled', 'cancelled']).as('closed'),
      ]
    })
    .executeTakeFirstOrThrow()
  const { late, moreTime, open, answered, closed } = row
  return {
    ...{ late: Number(late), 'more-time': Number(moreTime), open: Number(open) },
    ...{ answered: Number(answered), closed: Number(closed) },
  }
}

export const totalIn = (counts: Readonly<Record<RequestView, number>>, view: RequestView | null): number =>
  view === null ? counts.open + counts.answered : counts[view]

type Slice = RequestFilters & { readonly limit: number; readonly offset: number }

/** What waits for an answer, the latest first; then what waits for staff; closed ones by when that was. One query. */
export async function listRequests(
  reader: Reader,
  { limit, offset, ...filters }: Slice,
): Promise<readonly ListedRequest[]> {
  const rows = await viewed(reader, filters)
    .selectAll('r')
    .select(['c.reference', 'c.school_id', 'c.school_name', 'c.provider_name'])
    .orderBy(({ eb }) =>
      eb.case().when('r.status', '=', 'open').then(0).when('r.status', '=', 'answered').then(1).else(2).end(),
    )
    .orderBy('r.settled_at', 'desc')
    .orderBy('r.due_on')
    .orderBy('r.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    ...{ request: requestFrom(row), reference: row.reference, schoolId: row.school_id },
    ...{ schoolName: row.school_name, providerName: row.provider_name },
  }))
}
