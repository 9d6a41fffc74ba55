import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { PHASES } from '../../directory/public.ts'
import { MISSING_SORTS, type MissingSort } from '../missing-list/missing-list-rules.ts'
import type { Criteria } from './batch.ts'
import { MISSING_REASONS } from './missing-rules.ts'
import { reminderDay } from './reminder-queries.ts'

export type AskedMissing = {
  readonly criteria: Criteria
  readonly sort: MissingSort
  /** What the address asks for, without the page: links that keep the filters carry it. */
  readonly query: Readonly<Record<string, string>>
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Which schools an address (or a form that repeats its filters) asks for. A filter that there is not is no filter. */
export async function askedMissing(
  { db, now }: { readonly db: Reader; readonly now: Temporal.Instant },
  asked: WebRequest['query'],
): Promise<AskedMissing> {
  const { reason = '', la = '', trust = '', phase = '', q = '', older = '', sort = '' } = asked
  const criteria: Criteria = {
    reason: MISSING_REASONS.find((known) => known === reason) ?? null,
    laCode: /^\d{3}$/.test(la) ? la : null,
    trustId: ID.test(trust) ? trust : null,
    phaseCode: PHASES.find(({ code }) => code === phase)?.code ?? null,
    text: q.trim() === '' ? null : q.trim().slice(0, 200),
    sentBy: older === '1' ? await reminderDay(db, now) : null,
  }
  const sorted = MISSING_SORTS.find((known) => known === sort) ?? 'name'
  return { criteria, sort: sorted, query: queryOf(criteria, sorted) }
}

const queryOf = (criteria: Criteria, sort: MissingSort): Readonly<Record<string, string>> => ({
  ...(criteria.reason ? { reason: criteria.reason } : {}),
  ...(criteria.laCode ? { la: criteria.laCode } : {}),
  ...(criteria.trustId ? { trust: criteria.trustId } : {}),
  ...(criteria.phaseCode ? { phase: criteria.phaseCode } : {}),
  ...(criteria.text ? { q: criteria.text } : {}),
  ...(criteria.sentBy ? { older: '1' } : {}),
  ...(sort === 'name' ? {} : { sort }),
})

/** The address with these filters, such as the list, the file or the invitation of the same schools. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}
