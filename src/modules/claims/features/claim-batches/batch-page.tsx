import { momentText, type Temporal } from '#src/kit/dates.ts'
import { add, type Money, pence } from '#src/kit/money.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Batch, type BatchItem, batchName } from '../../batches/batch.ts'
import type { ItemOutcome } from '../../batches/batch-states.ts'
import type { OutcomeSum } from '../../batches/batches-queries.ts'
import type { ClaimFile, FileStatus } from '../../files/claim-file.ts'
import type { DownloadLink } from '../../files/download-link.ts'
import { type LinkState, linkState } from '../../files/download-link-rules.ts'
import { PAYMENTS, staffTrail } from '../../places/staff-trail.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import type { Figures } from '../../years/figures.ts'
import { windowText } from './batches-page.tsx'
import { PATH } from './paths.ts'

type Facts = {
  readonly batch: Batch
  readonly window: ClaimWindow | null
  readonly sums: readonly OutcomeSum[]
  readonly items: readonly BatchItem[]
  readonly pages: Paging
  readonly files: readonly ClaimFile[]
  readonly links: readonly DownloadLink[]
  readonly figures: Figures
  readonly entries: readonly HistoryEntry[]
  readonly problem: string | null
  readonly now: Temporal.Instant
}

/** One batch: what it holds, what was sent and what became of it. */
export const batchPage = (facts: Facts): Page => {
  const { batch, window, pages, problem } = facts
  const isSent = batch.approvedAt !== null
  return page(
    {
      title: `${batchName(batch)}${pageOfPages(pages)}`,
      width: 'full',
      breadcrumbs: staffTrail(PAYMENTS),
    },
    <>
      <h1 class="govuk-heading-l">{batchName(batch)}</h1>
      <p class="govuk-body">
        <StatusTag status={`batch-${batch.status}`} /> {nextFor(`batch-${batch.status}`, 'staff')}
      </p>
      {problem ? <p class="govuk-inset-text">{problem}</p> : null}
      <Summary rows={rowsOf(batch, window)} />
      <Decisions batch={batch} />
      {isSent ? <Reconciliation {...facts} /> : null}
      {isSent ? <Files {...facts} /> : null}
      <Items {...facts} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={facts.entries} />
    </>,
  )
}

const rowsOf = (batch: Batch, window: ClaimWindow | null) => [
  { key: 'Holds', value: window ? `Claims of ${windowText(window)}` : 'Clawbacks that were agreed' },
  { key: 'Claims', value: countText(batch.claims) },
  { key: 'Total', value: moneyText(batch.total) },
  { key: 'Prepared', value: `${momentText(batch.preparedAt)} by ${batch.preparedByName}` },
  ...(batch.approvedAt
    ? [{ key: 'Approved and sent', value: `${momentText(batch.approvedAt)} by ${batch.approvedByName}` }]
    : []),
  ...(batch.discardedAt
    ? [
        { key: 'Discarded', value: `${momentText(batch.discardedAt)} by ${batch.discardedByName}` },
        { key: 'Why', value: batch.discardedBecause },
      ]
    : []),
  { key: 'Fingerprint of the list (SHA-256)', value: <code class="govuk-!-text-break-word">{batch.listSha256}</code> },
]

const Decisions = ({ batch }: { readonly batch: Batch }): Html | null =>
  batch.status === 'prepared' ? (
    <div class="govuk-button-group">
      <Button text="Approve and send" href={`${PATH}/${batch.id}/approval`} />
      <Button text="Discard the batch" href={`${PATH}/${batch.id}/discarding`} classes="govuk-button--secondary" />
    </div>
  ) : null

const outcomeText: Readonly<Record<ItemOutcome, string>> = {
  waiting: 'Outstanding',
  discarded: 'Not sent',
  paid: 'Paid',
  unpaid: 'Not paid',
  recovered: 'Taken back',
  'not-recovered': 'Not taken back',
}

/** Sent = paid + not paid + outstanding, to the penny. */
const Reconciliation = ({ batch, sums }: Facts): Html => {
  const shown: readonly ItemOutcome[] =
    batch.kind === 'payment' ? ['paid', 'unpaid', 'waiting'] : ['recovered', 'not-recovered', 'waiting']
  const rows = shown.map((outcome) => [outcomeText[outcome], sums.find((one) => one.outcome === outcome)] as const)
  const total = add(pence(0), ...rows.map(([, part]) => part?.sum ?? pence(0)))
  return (
    <>
      <Table
        caption="What became of it"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          { text: 'Answer of the payer' },
          { text: 'Claims', format: 'numeric' },
          { text: 'Amount', format: 'numeric' },
        ]}
        rows={[
          sumRow('Sent', batch.claims, batch.total),
          ...rows.map(([name, part]) => sumRow(name, part?.claims ?? 0, part?.sum ?? pence(0))),
        ]}
      />
      <p class="govuk-body">
        {total === batch.total
          ? `Sent is what was answered and what is outstanding, to the penny: ${moneyText(total)}.`
          : `The parts make ${moneyText(total)}, which is not what was sent. Tell the people who operate the service.`}
      </p>
      {batch.status === 'closed' ? null : (
        <Button text="Upload the payer’s answer" href={`${PATH}/${batch.id}/responses/new`} />
      )}
    </>
  )
}

const sumRow = (name: string, claims: number, sum: Money) => [
  { text: name },
  { text: countText(claims), format: 'numeric' as const },
  { text: moneyText(sum), format: 'numeric' as const },
]

const fileStatus: Readonly<Record<FileStatus, string>> = {
  made: 'Sent to the payer',
  previewed: 'Answer: looked at, does not count yet',
  applied: 'Answer: applied',
  refused: 'Answer: refused, has faults',
  discarded: 'Answer: put away',
}

const Files = (facts: Facts): Html => (
  <>
    <WideTable
      caption="Files"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={['File', 'What it is', 'When', 'SHA-256', 'Download'].map((text) => ({ text }))}
      rows={facts.files.map((file) => [
        { html: <FileName batch={facts.batch} file={file} />, classes: 'govuk-!-text-break-word' },
        { text: fileStatus[file.status] },
        { text: `${momentText(file.madeAt)}, ${file.madeByName}` },
        { html: <code title={file.sha256}>{file.sha256.slice(0, 12)}…</code> },
        { html: <Download batch={facts.batch} file={file} /> },
      ])}
    />
    <Links {...facts} />
  </>
)

type OneFile = { readonly batch: Batch; readonly file: ClaimFile }

const FileName = ({ batch, file }: OneFile): Html =>
  file.status === 'made' ? (
    <span>{file.fileName}</span>
  ) : (
    <a class="govuk-link" href={`${PATH}/${batch.id}/responses/${file.id}`}>
      {file.fileName}
    </a>
  )

const Download = ({ batch, file }: OneFile): Html => (
  <Form state={freshForm(`${PATH}/${batch.id}/file`, { hidden: { file: file.id } })}>
    <Button
      html={
        <>
          Download<span class="govuk-visually-hidden"> {file.fileName}</span>
        </>
      }
      classes="govuk-button--secondary govuk-!-margin-bottom-0"
    />
  </Form>
)

const linkText: Readonly<Record<LinkState, string>> = {
  live: 'Works',
  replaced: 'Replaced by a newer link',
  expired: 'Run out',
  'used-up': 'Used as often as it may be',
}

const Links = ({ batch, links, figures, now }: Facts): Html => (
  <>
    {links.length === 0 ? (
      <p class="govuk-body">No link was sent to the payer.</p>
    ) : (
      <WideTable
        caption="Links that the payer was sent"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['To', 'Sent', 'Works until', 'Downloads', 'State'].map((text) => ({ text }))}
        rows={links.map((link) => [
          { text: link.address, classes: 'govuk-!-text-break-word' },
          { text: momentText(link.createdAt) },
          { text: momentText(link.expiresAt) },
          { text: `${link.downloads} of ${figures['downloads-of-a-link']}` },
          { text: linkText[linkState(link, figures['downloads-of-a-link'], now)] },
        ])}
      />
    )}
    <Form state={freshForm(`${PATH}/${batch.id}/links`)}>
      <Button text="Send the payer new links" preventDoubleClick classes="govuk-button--secondary" />
    </Form>
  </>
)

const Items = ({ batch, items, pages }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">Claims</h2>
    <p class="govuk-body">{rangeText(pages, 'claim', 'claims')}</p>
    <WideTable
      caption="Claims in the order of the file"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[
        ...[
          { text: 'Claim' },
          { text: 'School' },
          { text: 'Provider' },
          { text: 'Amount', format: 'numeric' as const },
        ],
        ...[{ text: batch.approvedAt ? 'Answer' : 'State' }, { text: 'Reason' }],
      ]}
      rows={items.map((item) => [
        { html: <ClaimLink {...item} /> },
        { text: `${item.row.schoolName}${item.row.schoolUrn ? ` (${item.row.schoolUrn})` : ''}` },
        { text: item.row.providerName },
        { text: moneyText(item.amount), format: 'numeric' },
        { text: batch.status === 'prepared' ? 'Frozen' : outcomeText[item.outcome] },
        { text: item.reason ?? '' },
      ])}
    />
    <Pagination paging={pages} path={`${PATH}/${batch.id}`} query={{}} />
  </>
)

const ClaimLink = ({ claimId, reference }: BatchItem): Html => (
  <a class="govuk-link" href={`/staff/claims/${claimId}`}>
    {reference}
  </a>
)
