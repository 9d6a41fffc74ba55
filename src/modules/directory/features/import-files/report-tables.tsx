import type { Reject } from '#src/platform/imports/read-file.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { countLines, type ImportSummary } from '../../imports/import-summary-rules.ts'

type ReportProps = { readonly summary: ImportSummary; readonly isApplied: boolean }

const numberText = (count: number): string => count.toLocaleString('en-GB')

/** What the file changes or changed, in numbers. */
export const CountTable = ({ summary, isApplied }: ReportProps): Html | null => {
  const lines = countLines(summary.counts)
  return lines.length === 0 ? null : (
    <Table
      caption={isApplied ? 'What it changed' : 'What it would change'}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'What' }, { text: 'How many', format: 'numeric' }]}
      rows={lines.map(({ text, count }) => [
        { text: text.charAt(0).toUpperCase() + text.slice(1) },
        { text: numberText(count), format: 'numeric' },
      ])}
    />
  )
}

const SHOWN = 50

/** Rows that were left out, by their line in the file. */
export const RejectTable = ({
  rejects,
  rejected,
}: {
  readonly rejects: readonly Reject[]
  readonly rejected: number
}) =>
  rejects.length === 0 ? null : (
    <Table
      caption={`Rows that could not be used${rejected > SHOWN ? `: the first ${SHOWN} of ${numberText(rejected)}` : ''}`}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Line' }, { text: 'Why' }, { text: 'How the row begins' }]}
      rows={rejects
        .slice(0, SHOWN)
        .map(({ line, reason, raw }) => [
          { text: numberText(line) },
          { text: reason },
          { text: raw.length > 80 ? `${raw.slice(0, 80)}…` : raw, classes: 'govuk-!-text-break-word' },
        ])}
    />
  )

/** What was put right or left empty on the way. */
export const NoteTable = ({ summary: { notes } }: { readonly summary: ImportSummary }): Html | null =>
  Object.keys(notes).length === 0 ? null : (
    <Table
      caption="Noted"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'What' }, { text: 'Rows', format: 'numeric' }]}
      rows={Object.entries(notes).map(([note, count]) => [
        { text: note },
        { text: numberText(count), format: 'numeric' },
      ])}
    />
  )

const KINDS = { added: 'added', changed: 'changed', closed: 'closed', removed: 'taken away' } as const

/** The first of each kind of change. */
export const ExampleTables = ({ summary: { examples }, isApplied }: ReportProps): Html => (
  <>
    {(['closed', 'removed', 'changed', 'added'] as const).map((kind) => {
      const shown = examples.filter((example) => example.kind === kind)
      return shown.length === 0 ? null : (
        <Table
          caption={`Examples of what ${isApplied ? 'was' : 'would be'} ${KINDS[kind]}`}
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[{ text: 'What' }, { text: 'Change' }]}
          rows={shown.map(({ what, change }) => [{ text: what }, { text: change }])}
        />
      )
    })}
  </>
)
