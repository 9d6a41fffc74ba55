import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { establishmentFacts, holdersSet } from '../../directory/public.ts'
import { authorityPaidTypes } from '../payments/authority-paid-queries.ts'
import type { BatchKind } from './batch-states.ts'

type Asked = {
  readonly kind: BatchKind
  readonly windowId: string | null
  readonly day: Temporal.PlainDate
}

/**
 * Claims that wait to be sent and are in no open batch. One whose provider is not accredited any more is about to go back to its
 * school, and is not paid for. Columns: claim_id, reference, revision, pence, row.
 */
export const toSend = ({ kind, windowId, day }: Asked): RawBuilder<unknown> => sql`
  select claim.id as claim_id, claim.reference, claim.revision, ${pence(kind)} as pence, jsonb_build_object(
    'schoolUrn', claim.school_urn, 'schoolName', claim.school_name, 'providerName', claim.provider_name,
    'localAuthority', coalesce(school.la_name, ''), 'typeOfEstablishment', coalesce(school.type_name, ''),
    'group', coalesce(school.group_name, ''), 'isMaintained', coalesce(school.type_code in (${authorityPaidTypes(day)}), false),
    'claimPence', claim.amount_pence, 'vendorNumber', vendor.vendor_number,
    'submittedOn', to_char(claim.submitted_at at time zone 'Europe/London', 'YYYY-MM-DD')) as row
  from claims.claims as claim
  left join (${establishmentFacts}) as school on school.id = claim.school_id
  left join claims.vendor_numbers as vendor on vendor.organisation_id = claim.school_id
  ${kind === 'payment' ? sql`` : sql`join claims.clawbacks as back on back.claim_id = claim.id and back.status = 'approved'`}
  where claim.status = ${STATUS[kind]} ${kind === 'payment' ? sql`and ${isAccredited(day)}` : sql``} and (${windowId}::uuid is null or claim.window_id = ${windowId}::uuid)
    and not exists (select from claims.batch_items as open where open.claim_id = claim.id and open.outcome = 'waiting')`

/** Whether the provider of `claim` is accredited on a day. What is taken back does not depend on it. */
export const isAccredited = (day: Temporal.PlainDate): RawBuilder<unknown> =>
  sql`claim.provider_id in ${holdersSet('accredited-itt-provider', day)}`

const pence = (kind: BatchKind) => (kind === 'payment' ? sql`claim.amount_pence` : sql`back.pence`)

/** The status in which claims wait to be sent. */
export const STATUS = { payment: 'submitted', clawback: 'clawback-agreed' } as const
