import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Details, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SCENARIO_COLUMNS, SCENARIO_SETTINGS } from '../../scenarios/scenario.ts'

type Run = {
  readonly id: string
  readonly fileName: string
  readonly differing: number
  readonly ranAt: Temporal.Instant
}

/** Upload a table of made-up cases and see whether the rules say what was expected of each. */
export const scenariosPage = (runs: readonly Run[], errors: readonly FieldError[]): Page =>
  page(
    { title: 'Try the rules of funding', back: '/staff/npq/lists', errors },
    <>
      <h1 class="govuk-heading-l">Try the rules of funding</h1>
      <p class="govuk-body">
        Upload a table of cases with what you expect of each. Every row is run through the rules that the service
        decides by. Nothing is registered and nobody is told.
      </p>
      <Form state={freshForm('/staff/npq/scenarios', { errors })} files>
        <FileField name="file" label="File" hint="A .csv file, up to 5 megabytes" accept=".csv,.gz" />
        <Button text="Run the table" preventDoubleClick />
      </Form>
      <Details summaryText="What the table holds" html={<Layout />} />
      {runs.length === 0 ? null : <Runs runs={runs} />}
    </>,
  )

const Layout = (): Html => (
  <>
    <p class="govuk-body">The first line names the columns, in any order: {SCENARIO_COLUMNS.join(', ')}.</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>cohort: 2026a for spring, 2026b for autumn</li>
      <li>works_in_england, previously_funded, rise and pp50: yes or no; empty means no</li>
      <li>work_setting: {SCENARIO_SETTINGS.join(', ')}</li>
      <li>course: its public identifier, such as npq-headship</li>
      <li>expected: yes, no or review</li>
    </ul>
    <p class="govuk-body">
      Facts that the table does not name are absent: nobody is a new headteacher, a childminder is on no list, and a
      school is open and of an eligible type.
    </p>
  </>
)

const Runs = ({ runs }: { readonly runs: readonly Run[] }): Html => (
  <Table
    caption="Newest runs"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ text: 'File' }, { text: 'Run' }, { text: 'Different', format: 'numeric' }]}
    rows={runs.map(({ id, fileName, ranAt, differing }) => [
      {
        html: (
          <a class="govuk-link" href={`/staff/npq/scenarios/${id}`}>
            {fileName}
          </a>
        ),
        classes: 'govuk-!-text-break-word',
      },
      { text: momentText(ranAt) },
      { text: countText(differing), format: 'numeric' },
    ])}
  />
)
