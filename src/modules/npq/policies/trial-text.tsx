import { momentText } from '#src/kit/dates.ts'
import { countText } from '#src/ui/count-text.ts'
import { WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Trial, type TriedRow, whyNotPassed } from './trial-rules.ts'

/** How many cases of the newest table would change, and whether each comes out as it expects. */
export const TrialText = ({ trial }: { readonly trial: Trial }): Html => {
  const { run, rows, unreadable, changed, differing } = trial
  const scenarios = (
    <a class="govuk-link" href="/staff/npq/scenarios">
      Run a table of cases
    </a>
  )
  if (run === null || rows === 0) {
    return (
      <p class="govuk-body">
        {run === null ? 'Nobody has run a table yet.' : `${run.fileName} has no cases of this cohort.`} Rules cannot be
        proposed before they were tried. {scenarios} with what you expect of the new rules.
      </p>
    )
  }
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`/staff/npq/scenarios/${run.id}`}>
          {run.fileName}
        </a>
        , run at {momentText(run.ranAt)}: {countText(changed.length)} of {countText(rows)}{' '}
        {rows === 1 ? 'case of this cohort changes' : 'cases of this cohort change'}
        {unreadable > 0 ? `, and ${countText(unreadable)} cannot be read` : ''}.
      </p>
      {whyNotPassed(trial) === null ? (
        <p class="govuk-body">Every case comes out as the table expects.</p>
      ) : (
        <>
          <WarningText
            text={`${countText(differing.length)} ${differing.length === 1 ? 'case does' : 'cases do'} not come out as the table expects. The rules cannot count before that.`}
            iconFallbackText="Warning"
          />
          <p class="govuk-body">{scenarios} with what is expected now, or change the rules.</p>
        </>
      )}
      <CasesTable caption="Cases that do not come out as expected" rows={differing} />
      <CasesTable caption="Cases that change" rows={changed} />
    </>
  )
}

/** Cases shown on the page; the table of the run has them all. */
const SHOWN = 20

const CasesTable = ({
  caption,
  rows,
}: {
  readonly caption: string
  readonly rows: readonly TriedRow[]
}): Html | null =>
  rows.length === 0 ? null : (
    <WideTable
      caption={rows.length > SHOWN ? `${caption}: the first ${SHOWN}` : caption}
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={['Line', 'Setting', 'Course', 'Expected', 'Now', 'Then'].map((text) => ({ text }))}
      rows={rows
        .slice(0, SHOWN)
        .map(({ now, then }) => [
          { text: countText(then.line) },
          { text: then.cells.work_setting || 'Not in England' },
          { text: then.cells.course ?? '' },
          { text: then.cells.expected ?? '' },
          { text: now.came ?? 'No rules' },
          { text: then.came ?? '' },
        ])}
    />
  )
