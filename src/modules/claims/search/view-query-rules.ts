import type { Temporal } from '#src/kit/dates.ts'
import { date } from '#src/kit/form-date.ts'
import { CLAIM_STATUSES } from '../claims/claim-states.ts'
import { TRAINING_TYPES } from '../years/claim-year.ts'
import { type Assigned, type ClaimFilters, FIRST_ORDER, SORTS, type Sort, waitingStatuses } from './search-rules.ts'

type Query = Readonly<Record<string, string>>
type Looker = { readonly accountId: string | null; readonly support: boolean; readonly pay: boolean }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The filters that an address names. Whatever it names wrongly is no filter: an old address still shows claims. */
export const filtersIn = (query: Query, looker: Looker): ClaimFilters => ({
  year: numberIn(query['year']),
  windowId: matching(UUID, query['window']),
  status: CLAIM_STATUSES.find((one) => one === query['status']) ?? null,
  schoolUrn: matching(/^[0-9]{5,6}$/, query['school']),
  providerId: matching(UUID, query['provider']),
  from: dayIn(query, 'from'),
  to: dayIn(query, 'to'),
  training: TRAINING_TYPES.find((one) => one === query['training']) ?? null,
  assigned: assignedIn(query['assigned'] ?? '', looker),
  waitsFor: query['waits'] === 'me' ? waitingFor(looker) : null,
})

const matching = (shape: RegExp, typed = ''): string | null => shape.exec(typed.trim())?.[0] ?? null

function numberIn(typed: string | undefined): number | null {
  const year = matching(/^20[0-9]{2}$/, typed)
  return year === null ? null : Number(year)
}

const waitingFor = (looker: Looker): ClaimFilters['waitsFor'] =>
  looker.accountId === null ? null : { accountId: looker.accountId, statuses: waitingStatuses(looker) }

/** A day of three fields; null when they are no day. */
function dayIn(query: Query, field: string): Temporal.PlainDate | null {
  const part = (name: string) => query[`${field}-${name}`] ?? ''
  const parts = { day: part('day'), month: part('month'), year: part('year') }
  return date({ missing: '', label: '' }).safeParse(parts).data ?? null
}

function assignedIn(typed: string, { accountId }: Looker): Assigned {
  if (typed === 'me' && accountId) return { kind: 'account', accountId }
  if (typed === 'nobody') return { kind: 'nobody' }
  return UUID.test(typed) ? { kind: 'account', accountId: typed } : { kind: 'anybody' }
}

/** The order that an address names: the newest sent first, unless it says otherwise. */
export function sortIn(query: Query): Sort {
  const by = SORTS.find((one) => one === query['sort']) ?? 'sent'
  const order = query['order'] === 'asc' || query['order'] === 'desc' ? query['order'] : FIRST_ORDER[by]
  return { by, order }
}

const KEPT: ReadonlySet<string> = new Set([
  ...['q', 'year', 'window', 'status', 'school', 'provider', 'training', 'assigned', 'waits', 'sort', 'order'],
  ...['from-day', 'from-month', 'from-year', 'to-day', 'to-month', 'to-year'],
])

/** What of an address makes a view: the search and its filters, without the page. */
export function viewQuery(query: Query | URLSearchParams): string {
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query)
  return String(new URLSearchParams(entries.filter(([name, value]) => KEPT.has(name) && value.trim() !== '')))
}
