import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import { eventsAbout } from '#src/platform/audit/event-facts-queries.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { organisationById } from '../../directory/public.ts'
import type { Audit, AuditClaim } from '../audits/audit.ts'
import { newestAuditOf } from '../audits/audits-queries.ts'
import type { InformationRequest } from '../requests/information-request.ts'
import { requestsOfClaim } from '../requests/requests-queries.ts'
import type { ClaimWindow } from '../years/claim-year.ts'
import { lastDay } from '../years/window-rules.ts'
import { windowsAndPaying } from '../years/years-queries.ts'
import type { ClaimPlace } from './claim-place.ts'
import { type Paying, paidBy } from './payment-rules.ts'
import type { ToldEvent } from './timeline-rules.ts'

/** All that a claim's page tells besides the claim itself. */
export type ClaimStory = {
  readonly events: readonly ToldEvent[]
  readonly requests: readonly InformationRequest[]
  readonly audit: { readonly audit: Audit; readonly place: AuditClaim } | null
  /** The window that it was sent in; for a draft, the one of its year that ends last. */
  readonly window: ClaimWindow | null
  /** The trust that sent it. */
  readonly trustName: string | null
  /** By when the next one to act should have acted; null where nobody knows. */
  readonly expectedOn: Temporal.PlainDate | null
  readonly ledger: { readonly paid: Money; readonly due: Money; readonly recovered: Money }
}

/** Seven queries. */
export async function claimStory(reader: Reader, place: ClaimPlace, now: Temporal.Instant): Promise<ClaimStory> {
  const { claim } = place
  const events = await eventsAbout(reader, { kind: 'claim', id: claim.id })
  const requests = await requestsOfClaim(reader, claim.id)
  const audit = await newestAuditOf(reader, claim.id)
  const { windows, paying } = await windowsAndPaying(reader, place.school, londonDate(now))
  const window =
    windows.find(({ id }) => id === claim.submitted?.windowId) ??
    windows.findLast(({ year }) => claim.submitted === null && year === claim.year) ??
    null
  const trust = claim.submitted?.for ? await organisationById(reader, claim.submitted.for) : null
  const facts = { events, requests, audit, window, trustName: trust?.name ?? null }
  return { ...facts, expectedOn: expectedOn(place, { ...facts, paying }), ledger: await ledgerOf(reader, claim.id) }
}

type Dates = Pick<ClaimStory, 'requests' | 'audit' | 'window'> & { readonly paying: Paying }

function expectedOn({ status, schoolId }: ClaimPlace, { requests, audit, window, paying }: Dates) {
  switch (status) {
    case 'draft':
      return window && lastDay(window)
    case 'submitted':
    case 'with-payer':
    case 'information-sent':
      return window && paidBy(paying, window)
    case 'payer-needs-information':
      return requests.find((one) => one.status === 'open' && one.organisationId === schoolId)?.dueOn ?? null
    case 'in-audit':
      return audit?.audit.dueOn ?? null
    case 'provider-disagrees':
      return audit?.place.schoolDueOn ?? null
    default:
      return null
  }
}

async function ledgerOf(reader: Reader, claimId: string): Promise<ClaimStory['ledger']> {
  const rows = await reader
    .selectFrom('claims.ledger')
    .select('kind')
    .select(({ fn }) => fn.sum<number>('pence').as('pence'))
    .where('claim_id', '=', claimId)
    .groupBy('kind')
    .execute()
  const of = (...kinds: readonly string[]) =>
    rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, row) => sum + Number(row.pence), 0)
  return {
    paid: pence(of('paid')),
    due: pence(0 - of('clawback-due', 'clawback-released')),
    recovered: pence(0 - of('recovered')),
  }
}
