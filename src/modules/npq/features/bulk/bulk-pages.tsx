import { counted } from '#src/kit/counted.ts'
import { momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { progressPage } from '#src/ui/progress-page.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import {
  BULK_COLUMNS,
  BULK_KINDS,
  type BulkRow,
  type BulkRun,
  bulkKindText,
  MOST_ROWS,
  type Verdict,
} from '../../bulk/bulk.ts'
import { becauseText } from '../../bulk/bulk-because-rules.ts'
import type { BulkStatus } from '../../bulk/bulk-states.ts'

const PATH = '/staff/npq/bulk'
const TITLE = 'Change many registrations by a file'
const HOME = { text: 'Staff home', href: '/staff' }
const NPQ = { text: 'NPQ registrations', href: '/staff/npq' }

const statusText: Readonly<Record<BulkStatus, string>> = {
  checking: 'Being tried',
  checked: 'Tried, waiting for your decision',
  running: 'Changes being made',
  finished: 'Done',
  discarded: 'Put away',
}

type FormShown = { readonly values: RawValues; readonly errors: readonly FieldError[] }

export const runsPage = (runs: readonly BulkRun[], { values, errors }: FormShown): Page =>
  page(
    { title: TITLE, errors, breadcrumbs: [HOME, NPQ] },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        Each row is tried first and nothing is changed. You see what would happen and then decide. A file has at most{' '}
        {countText(MOST_ROWS)} rows.
      </p>
      <Form state={freshForm(PATH, { values, errors })} files>
        <RadioField
          name="kind"
          legend="What the file does"
          choices={BULK_KINDS.map((value) => ({
            value,
            text: bulkKindText[value],
            hint: `Columns: ${BULK_COLUMNS[value].join(', ')}`,
          }))}
        />
        <FileField name="file" label="CSV file" accept=".csv,text/csv" />
        <TextField name="reason" label="Reason" hint="It is kept with every change" />
        <Button text="Upload and try" preventDoubleClick />
      </Form>
      {runs.length === 0 ? null : (
        <Table
          caption="Files"
          captionClasses="govuk-table__caption--m"
          head={['File', 'What it does', 'State', 'Uploaded'].map((text) => ({ text }))}
          rows={runs.map((run) => [
            { html: <RunLink {...run} /> },
            { text: bulkKindText[run.kind] },
            { text: statusText[run.status] },
            { text: momentText(run.createdAt) },
          ])}
        />
      )}
    </>,
  )

const RunLink = ({ id, fileName }: BulkRun): Html => (
  <a class="govuk-link" href={`${PATH}/${id}`}>
    {fileName}
  </a>
)

type Counts = ReadonlyMap<Verdict, number>
const countOf = (counts: Counts, ...verdicts: readonly Verdict[]): number =>
  verdicts.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0)

/** How far trying or changing is. */
export const workingPage = (run: BulkRun, counts: Counts): Page => {
  const isTrial = run.status === 'checking'
  const left = countOf(counts, isTrial ? 'waiting' : 'would-change')
  const done = isTrial ? countOf(counts, 'would-change', 'would-not') : countOf(counts, 'changed', 'not-changed')
  return progressPage({
    title: isTrial ? `Trying ${run.fileName}` : `Making the changes of ${run.fileName}`,
    ...{ done, total: done + left, unit: 'rows', back: PATH },
  })
}

type RunFacts = {
  readonly run: BulkRun
  readonly counts: Counts
  readonly stays: readonly BulkRow[]
  readonly changes: readonly BulkRow[]
  readonly entries: readonly HistoryEntry[]
}

/** What a file would do, with the decision; or what it did. */
export const runPage = ({ run, counts, stays, changes, entries }: RunFacts): Page => {
  const isTried = run.status === 'checked'
  const yes = countOf(counts, 'would-change', 'changed')
  const no = countOf(counts, 'would-not', 'unreadable', 'not-changed')
  return page(
    { title: run.fileName, width: 'full', breadcrumbs: [HOME, NPQ, { text: 'By a file', href: PATH }] },
    <>
      <span class="govuk-caption-l">{bulkKindText[run.kind]}</span>
      <h1 class="govuk-heading-l">{run.fileName}</h1>
      <p class="govuk-body-l">
        {statusText[run.status]}. {counted(yes, 'row', 'rows')}{' '}
        {isTried ? 'would change a registration' : 'changed a registration'}; {countText(no)}{' '}
        {isTried ? 'would not' : 'did not'}.
      </p>
      {isTried ? <Decide run={run} yes={yes} /> : null}
      <Rows caption="Rows that change nothing" rows={stays} total={no} />
      <Rows
        caption={isTried ? 'Rows that would change a registration' : 'Rows that changed a registration'}
        rows={changes}
        total={yes}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`${PATH}/${run.id}/file`}>
          Download every row with its result (CSV)
        </a>
      </p>
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={entries} earlier={null} />
    </>,
  )
}

const Decide = ({ run, yes }: { readonly run: BulkRun; readonly yes: number }): Html => (
  <Form state={freshForm(`${PATH}/${run.id}`)}>
    <div class="govuk-button-group">
      {yes === 0 ? null : (
        <Button text={`Make ${counted(yes, 'change', 'changes')}`} name="decision" value="go" preventDoubleClick />
      )}
      <Button text="Put the file away" name="decision" value="discard" classes="govuk-button--secondary" />
    </div>
  </Form>
)

type RowsProps = { readonly caption: string; readonly rows: readonly BulkRow[]; readonly total: number }

const Rows = ({ caption, rows, total }: RowsProps): Html | null =>
  rows.length === 0 ? null : (
    <WideTable
      caption={total > rows.length ? `${caption} (the first ${rows.length} of ${countText(total)})` : caption}
      captionClasses="govuk-table__caption--m"
      head={['Line', 'Row', 'Why'].map((text) => ({ text }))}
      rows={rows.map(({ line, cells, because }) => [
        { text: String(line) },
        { html: <RowCells cells={cells} /> },
        { text: because === null ? '' : becauseText(because) },
      ])}
    />
  )

const RowCells = ({ cells }: Pick<BulkRow, 'cells'>): Html => {
  const { registration_id: id = '', ...others } = cells
  return (
    <>
      <a class="govuk-link" href={`/staff/npq?q=${encodeURIComponent(id)}`}>
        {id}
      </a>{' '}
      {Object.values(others).join(', ')}
    </>
  )
}
