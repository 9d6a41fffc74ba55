import { dateText, Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Tag } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import type { AuditInList } from '../../audits/audit-lists-queries.ts'
import { staffTrail } from '../../places/staff-trail.ts'

/** What audits can be looked for, the most urgent first. */
export const SHOWN = ['late', 'extension', 'to-decide', 'waiting', 'closed'] as const
export type Shown = (typeof SHOWN)[number]

const SHOWN_TEXT: Readonly<Record<Shown, string>> = {
  late: 'Late',
  extension: 'More time asked for',
  'to-decide': 'To decide',
  waiting: 'Waiting for the provider',
  closed: 'Closed',
}

type Facts = {
  readonly audits: readonly AuditInList[]
  readonly names: ReadonlyMap<string, NamedOrganisation>
  readonly counts: readonly (readonly [Shown, number])[]
  readonly shown: Shown | null
  readonly today: Temporal.PlainDate
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** How far providers are with the claims that they check, the late ones first. */
export const auditsPage = (facts: Facts): Page => {
  const { audits, shown, counts, paging, path, query } = facts
  const title = shown === null ? 'Audits' : `Audits: ${SHOWN_TEXT[shown].toLowerCase()}`
  return page(
    { title: `${title}${pageOfPages(paging)}`, breadcrumbs: staffTrail(), width: 'full' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <LinkList
        links={[
          ...(shown === null ? [] : [{ href: path, text: 'All audits' }]),
          ...counts
            .filter(([one]) => one !== shown)
            .map(([one, count]) => ({ href: `${path}?show=${one}`, text: `${SHOWN_TEXT[one]} (${countText(count)})` })),
          { href: '/staff/claims/samples', text: 'Samples' },
        ]}
      />
      {audits.length === 0 ? (
        <p class="govuk-body">There are none.</p>
      ) : (
        <WideTable
          caption={rangeText(paging, 'audit', 'audits')}
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            ...[{ text: 'Provider' }, { text: 'Due' }],
            ...NUMBERS.map((text) => ({ text, format: 'numeric' as const })),
            { text: 'Now' },
          ]}
          rows={audits.map((one) => cells(one, facts))}
        />
      )}
      <Pagination paging={paging} path={path} query={query} />
    </>,
  )
}

const NUMBERS = ['Claims', 'Answered', 'Confirmed', 'Disputed', 'To decide']

const cells = (one: AuditInList, { names, path, today }: Facts) => [
  {
    html: (
      <a class="govuk-link" href={`${path}/${one.audit.id}`}>
        {names.get(one.audit.providerId)?.name ?? 'A provider'}
      </a>
    ),
  },
  { text: dateText(one.audit.dueOn) },
  ...[one.claims, one.claims - one.waiting, one.confirmed, one.disputed, one.toDecide].map((count) => ({
    text: countText(count),
    format: 'numeric' as const,
  })),
  { html: <Now one={one} today={today} /> },
]

/** What an audit waits for. */
export const Now = ({ one, today }: { readonly one: AuditInList; readonly today: Temporal.PlainDate }): Html => {
  const { audit, waiting, toDecide } = one
  if (audit.closedAt !== null) return <Tag text="Closed" classes="govuk-tag--green" />
  if (waiting > 0 && Temporal.PlainDate.compare(today, audit.dueOn) > 0)
    return <Tag text="Late" classes="govuk-tag--red" />
  if (audit.extension?.granted === null) return <Tag text="More time asked for" classes="govuk-tag--orange" />
  if (toDecide > 0) return <Tag text="To decide" classes="govuk-tag--orange" />
  return waiting > 0 ? (
    <Tag text="With the provider" classes="govuk-tag--yellow" />
  ) : (
    <Tag text="With schools" classes="govuk-tag--yellow" />
  )
}
