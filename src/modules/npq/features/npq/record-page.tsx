import { momentText } from '#src/kit/dates.ts'
import type { PersonIdChange } from '#src/modules/directory/public.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { Details, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { FundingDecision } from '../../funding/decisions-queries.ts'
import { fundingReasonForStaff, fundingResultText } from '../../funding/funding-reasons-rules.ts'
import { StatusCards } from '../../status/status-cards.tsx'
import { WorkHistory } from '../../status/work-history.tsx'
import type { StaffRecord } from './record.ts'
import { actionsOf } from './staff-actions.ts'

type RecordFacts = {
  readonly record: StaffRecord
  readonly history: readonly HistoryEntry[]
  readonly earlier: string | null
  /** What has just been done, by its word in the address. */
  readonly done: string | null
  readonly account: { readonly id: string; readonly name: string } | null
  readonly decisions: readonly FundingDecision[]
  readonly idChanges: readonly PersonIdChange[]
  /** As the provider's API shows it; null when the provider does not see it. */
  readonly application: object | null
}

const DONE: Readonly<{ [word: string]: string }> = {
  revert: 'The registration is pending again. The person has been told',
  funding: 'The funding is decided. The person has been told',
  reject: 'The registration has been rejected. The person has been told',
}

/** All that we know of a registration, for staff. */
export const recordPage = (facts: RecordFacts): Page => {
  const { record, done, account } = facts
  const { view, person } = record
  const name = person?.name ?? account?.name ?? 'No name'
  return page(
    {
      title: `${name}, ${view.course.name}`,
      width: 'full',
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'NPQ registrations', href: '/staff/npq' },
      ],
    },
    <>
      {done && DONE[done] ? <NotificationBanner type="success" text={DONE[done]} /> : null}
      <span class="govuk-caption-l">
        {view.course.name}, {view.cohort.name}
      </span>
      <h1 class="govuk-heading-l">{name}</h1>
      <Actions {...facts} />
      <Summary title="Ids" rows={idRows(facts)} />
      <h2 class="govuk-heading-m">What its owner is told</h2>
      <p class="govuk-body">
        {record.next.what} {record.next.by}
      </p>
      <StatusCards loaded={record} mayChange={false} isOwn={false} />
      <WorkHistory versions={record.work} />
      <Decisions decisions={facts.decisions} current={view.registration.decisionId} />
      <h2 class="govuk-heading-m">What its provider’s system is told</h2>
      <AsApiShows {...facts} />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={facts.history} earlier={facts.earlier} />
    </>,
  )
}

const Actions = ({ record, account }: RecordFacts): Html => {
  const { id } = record.view.registration
  const links = [
    ...actionsOf(record),
    { href: `/npq/registrations/${id}`, text: 'See the page that its owner sees' },
    ...(account
      ? [{ href: `/people/${account.id}`, text: `Account of ${account.name}, also to merge it with another` }]
      : []),
  ]
  return (
    <nav aria-label="What you can do">
      <h2 class="govuk-heading-m">What you can do</h2>
      <LinkList links={links} />
    </nav>
  )
}

const idRows = ({ record: { view, person }, idChanges }: RecordFacts) => [
  { key: 'Registration', value: view.registration.id },
  { key: 'Participant', value: view.registration.personId },
  ...idChanges.map(({ from, to, at }) => ({
    key: 'Participant before',
    value: `${from} became ${to} at ${momentText(at)}`,
  })),
  { key: 'TRN', value: person?.trn ?? 'Not known' },
  { key: 'Registered', value: momentText(view.registration.createdAt) },
  { key: 'Changes', value: String(view.registration.revision - 1) },
]

type DecisionsProps = { readonly decisions: readonly FundingDecision[]; readonly current: string }

/** Every decision on funding, with what it followed: none is ever changed. */
const Decisions = ({ decisions, current }: DecisionsProps): Html => (
  <WideTable
    caption="Funding decisions"
    captionClasses="govuk-table__caption--m"
    head={['Decided', 'Result', 'Reason', 'Rules', 'By', 'Counts now'].map((text) => ({ text }))}
    rows={decisions.map((one) => [
      { text: momentText(one.decidedAt) },
      { text: fundingResultText[one.result] },
      { text: one.note ? `${fundingReasonForStaff(one.reason)} Note: ${one.note}` : fundingReasonForStaff(one.reason) },
      { text: one.policyVersion },
      { text: BY[one.decidedBy] },
      { text: one.id === current ? 'Yes' : 'No' },
    ])}
  />
)

const BY: Readonly<{ [by in FundingDecision['decidedBy']]: string }> = {
  engine: 'The rules',
  staff: 'Staff',
  'previous-service': 'The service before',
}

const AsApiShows = ({ application, record }: RecordFacts): Html =>
  application === null ? (
    <p class="govuk-body">{record.view.provider.name} does not see it.</p>
  ) : (
    <Details
      summaryText={`As the API shows it to ${record.view.provider.name}`}
      html={
        <section class="app-table-scroll" tabindex={0} aria-label="The application as JSON">
          <pre class="govuk-body">{JSON.stringify(application, null, 2)}</pre>
        </section>
      }
    />
  )
