import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import type { Reject } from '#src/platform/imports/read-file.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { progressPage } from '#src/ui/progress-page.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { isStale } from '../../imports/import-guard-rules.ts'
import type { Import } from '../../imports/imports-queries.ts'
import { refusalText } from '../../imports/refusal-text.ts'
import { ApplyForm } from './apply-form.tsx'
import { titleOf } from './import-titles.ts'
import { CountTable, ExampleTables, NoteTable, RejectTable } from './report-tables.tsx'

/** `lastRows`: of the last file of this kind, which is about how many this one will have. */
export const runningPage = (shown: Import, lastRows: number | null): Page =>
  progressPage({
    title: `Reading ${shown.fileName}`,
    done: shown.rows,
    total: lastRows === null ? null : Math.max(lastRows, shown.rows),
    unit: 'rows read',
    back: '/imports',
  })

type Details = {
  readonly shown: Import
  readonly rejects: readonly Reject[]
  readonly entries: readonly HistoryEntry[]
  readonly form: { readonly values: RawValues; readonly errors: readonly FieldError[] }
  readonly now: Temporal.Instant
}

/** One import that has ended: checked, applied, refused or failed. */
export const importPage = ({ shown, rejects, entries, form, now }: Details): Page =>
  page(
    { title: `Import of ${shown.fileName}`, back: '/imports', errors: form.errors, width: 'full' },
    <>
      <h1 class="govuk-heading-l govuk-!-text-break-word">{shown.fileName}</h1>
      <p class="govuk-body">
        <StatusTag status={`import-${shown.status}`} /> {nextFor(`import-${shown.status}`, 'staff')}
      </p>
      {shown.refusal ? <p class="govuk-body-l">{refusalText(shown.refusal)}</p> : null}
      <Facts shown={shown} now={now} />
      <CountTable summary={shown.summary} isApplied={shown.status === 'applied'} />
      {shown.status === 'previewed' ? <ApplyForm shown={shown} form={form} /> : null}
      <RejectTable rejects={rejects} rejected={shown.summary.counts['rejected'] ?? rejects.length} />
      <NoteTable summary={shown.summary} />
      <ExampleTables summary={shown.summary} isApplied={shown.status === 'applied'} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )

const Facts = ({ shown, now }: { readonly shown: Import; readonly now: Temporal.Instant }): Html => (
  <Summary
    rows={[
      { key: 'Kind of file', value: titleOf(shown.name) },
      { key: 'Day of the file', value: dayText(shown.day, now) },
      { key: 'Rows', value: shown.rows.toLocaleString('en-GB') },
      { key: 'Started', value: momentText(shown.startedAt) },
      ...(shown.acceptedBecause === null ? [] : [{ key: 'Applied although unusual', value: shown.acceptedBecause }]),
    ]}
  />
)

function dayText(day: Temporal.PlainDate | null, now: Temporal.Instant): string {
  if (day === null) return 'Not known: neither its name nor its rows say'
  return isStale(day, londonDate(now)) ? `${dateText(day)} – a newer file may exist` : dateText(day)
}
