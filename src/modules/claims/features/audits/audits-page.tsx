import { counted } from '#src/kit/counted.ts'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Table, Tag } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { AuditInList } from '../../audits/audit-lists-queries.ts'
import type { ProviderPlace } from '../../audits/audit-place.ts'

type Facts = {
  readonly place: ProviderPlace
  readonly today: Temporal.PlainDate
  readonly audits: readonly AuditInList[]
}

/** Every audit of a provider: what is open with its day, and what is closed. */
export const auditsPage = ({ place, today, audits }: Facts): Page => {
  const title = 'Claims to check'
  const [open, closed] = [audits.filter(isOpen), audits.filter((one) => !isOpen(one))]
  return page(
    { title, back: `/organisations/${place.providerId}/provider-claims`, width: 'full' },
    <>
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        After claims are paid, we ask the provider that they name whether the hours of training are right. We choose the
        claims by rules that are the same for everybody.
      </p>
      {open.length === 0 ? <p class="govuk-body">There is nothing for you to check now.</p> : null}
      {open.length === 0 ? null : <List caption="To answer" audits={open} place={place} today={today} />}
      {closed.length === 0 ? null : <List caption="Answered" audits={closed} place={place} today={today} />}
    </>,
  )
}

/** Whether the provider still has to say something. */
const isOpen = ({ audit, waiting }: AuditInList): boolean => audit.closedAt === null && waiting > 0

type ListProps = Omit<Facts, 'audits'> & { readonly caption: string; readonly audits: readonly AuditInList[] }

const List = ({ caption, audits, place, today }: ListProps): Html => (
  <Table
    caption={caption}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Asked', 'Answer by', 'Progress', 'Time left'].map((text) => ({ text }))}
    rows={audits.map((one) => [
      {
        html: (
          <a class="govuk-link" href={`/organisations/${place.providerId}/audits/${one.audit.id}`}>
            {counted(one.claims, 'claim', 'claims')} of {dateText(londonDate(one.audit.askedAt))}
          </a>
        ),
      },
      { text: dateText(one.audit.dueOn) },
      { text: progressText(one) },
      { html: <DueTag one={one} today={today} /> },
    ])}
  />
)

/** "3 of 12 answered, 2 saved". */
export const progressText = ({ claims, waiting, saved }: Pick<AuditInList, 'claims' | 'waiting' | 'saved'>): string =>
  `${claims - waiting} of ${claims} answered${saved === 0 ? '' : `, ${saved} saved`}`

const DueTag = ({ one, today }: { readonly one: AuditInList; readonly today: Temporal.PlainDate }): Html | null => {
  if (!isOpen(one)) return null
  if (Temporal.PlainDate.compare(today, one.audit.dueOn) > 0) return <Tag text="Late" classes="govuk-tag--red" />
  return <span>{daysLeftText(today.until(one.audit.dueOn, { largestUnit: 'days' }).days)}</span>
}

/** "Today is the last day", "5 days left". */
export const daysLeftText = (days: number): string =>
  days === 0 ? 'Today is the last day' : `${counted(days, 'day', 'days')} left`
