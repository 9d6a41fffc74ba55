import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { progressPage } from '#src/ui/progress-page.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { Batch } from '../../invitations/batch.ts'
import type { BatchInList, Outcome } from '../../invitations/invitations-queries.ts'
import { BatchFacts, OutcomeTable } from '../../invitations/outcome-sections.tsx'

export const PATH = '/staff/invitations'
const HOME = { text: 'Staff home', href: '/staff' }
const LIST = { text: 'Invitations', href: PATH }

/** Every batch, newest first, with how far it is. */
export const listPage = (batches: readonly BatchInList[]): Page =>
  page(
    { title: 'Invitations', width: 'full', breadcrumbs: [HOME] },
    <>
      <h1 class="govuk-heading-l">Invitations</h1>
      <p class="govuk-body">
        An invitation sends many schools the link with which they name their induction tutor.{' '}
        <a class="govuk-link" href="/staff/missing-tutors">
          Choose schools to invite
        </a>
        .
      </p>
      {batches.length === 0 ? <p class="govuk-body">Nobody has invited schools yet.</p> : <Batches batches={batches} />}
    </>,
  )

const Batches = ({ batches }: { readonly batches: readonly BatchInList[] }): Html => (
  <WideTable
    caption="Invitations, newest first"
    captionClasses="govuk-visually-hidden"
    head={[
      { text: 'Name' },
      { text: 'Status' },
      { text: 'Starts or started' },
      { text: 'By' },
      { text: 'Sent', format: 'numeric' },
      { text: 'Waiting', format: 'numeric' },
    ]}
    rows={batches.map((batch) => [
      { html: <BatchLink batch={batch} /> },
      { html: <StatusTag status={`invitation-${batch.status}`} /> },
      { text: momentText(batch.startedAt ?? batch.startsAt) },
      { text: batch.by ?? 'The system' },
      { text: countText(batch.sent), format: 'numeric' },
      { text: countText(batch.waiting), format: 'numeric' },
    ])}
  />
)

const BatchLink = ({ batch }: { readonly batch: Batch }): Html => (
  <a class="govuk-link" href={`${PATH}/${batch.id}`}>
    {batch.name}
  </a>
)

type Shown = {
  readonly batch: Batch
  readonly outcome: Outcome
  readonly criteria: string
  readonly history: readonly HistoryEntry[]
}

/** While it sends: how far it is, and the way to stop it. */
export const sendingPage = ({ batch, outcome }: Pick<Shown, 'batch' | 'outcome'>): Page =>
  progressPage({
    title: `Sending ‘${batch.name}’`,
    done: batch.schools - outcome.waiting,
    total: batch.schools,
    unit: 'schools done',
    back: PATH,
    children: <Button text="Stop this invitation" href={`${PATH}/${batch.id}/stop`} classes="govuk-button--warning" />,
  })

/** Before it sends and when it is over: what was asked, what became of it, and what happened. */
export const batchPage = ({ batch, outcome, criteria, history }: Shown): Page =>
  page(
    { title: batch.name, width: 'full', breadcrumbs: [HOME, LIST] },
    <>
      <h1 class="govuk-heading-l govuk-!-text-break-word">{batch.name}</h1>
      <p class="govuk-body">
        <StatusTag status={`invitation-${batch.status}`} /> {nextFor(`invitation-${batch.status}`, 'staff')}
      </p>
      <BatchFacts batch={batch} criteria={criteria} />
      <OutcomeTable outcome={outcome} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${PATH}/${batch.id}/export`}>
          Download every school with what became of it (CSV)
        </a>
      </p>
      {batch.status === 'planned' ? (
        <Button text="Stop this invitation" href={`${PATH}/${batch.id}/stop`} classes="govuk-button--warning" />
      ) : null}
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={history} />
    </>,
  )

/** What stopping does, before it is done. */
export const stopPage = ({ batch, outcome }: Pick<Shown, 'batch' | 'outcome'>): Page =>
  page(
    { title: `Stop ‘${batch.name}’?`, back: `${PATH}/${batch.id}` },
    <>
      <h1 class="govuk-heading-l">Stop ‘{batch.name}’?</h1>
      <p class="govuk-body">
        {countText(outcome.waiting)} schools are waiting. They will not be sent the link. The {countText(outcome.sent)}{' '}
        that were sent it keep it.
      </p>
      <p class="govuk-body">
        A stopped invitation cannot go on. You can plan another one for the schools that are left.
      </p>
      <Form state={freshForm(`${PATH}/${batch.id}/stop`)}>
        <Button text="Stop this invitation" classes="govuk-button--warning" preventDoubleClick />
      </Form>
    </>,
  )
