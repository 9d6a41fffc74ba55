import { academicYearText, momentText, type Temporal } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ProviderPlace } from '../../audits/audit-place.ts'
import type { ShownYear } from '../../places/shown-year.ts'
import type { Compared, Difference } from '../../provider/compare-rules.ts'
import type { HoursFault } from '../../provider/read-hours-rules.ts'

const DIFFERENCE_TEXT: Readonly<Record<Difference, string>> = {
  'claimed-more': 'Claimed more than you recorded',
  'not-in-records': 'Claimed, not in your records',
  'claimed-less': 'Claimed less than you recorded',
  'not-claimed': 'In your records, not claimed',
  same: 'The same',
}

type Facts = {
  readonly place: ProviderPlace
  readonly shown: ShownYear
  readonly kind: Difference | null
  readonly counts: readonly (readonly [Difference, number])[]
  readonly rows: readonly Compared[]
  readonly file: { readonly fileName: string; readonly byName: string; readonly madeAt: Temporal.Instant } | null
  readonly mayUpload: boolean
  readonly errors: readonly FieldError[]
  readonly faults: readonly HoursFault[]
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** A provider's records beside what schools claimed, differences both ways, and the way to upload the records. */
export const recordsPage = (facts: Facts): Page => {
  const { place, shown, file, errors, paging } = facts
  const title = 'Compare claims with your records'
  return page(
    {
      title: `${title}${pageOfPages(paging)}`,
      back: `/organisations/${place.providerId}/provider-claims`,
      ...{ errors, width: 'full' },
    },
    <>
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Training in {academicYearText(shown.rules.year)}. Claims that were withdrawn or not paid are left out.
      </p>
      {file === null ? (
        <p class="govuk-body">You have not uploaded records for this year yet.</p>
      ) : (
        <Differences {...facts} />
      )}
      {facts.faults.length === 0 ? null : <Faults faults={facts.faults} />}
      {facts.mayUpload ? <Upload {...facts} /> : null}
    </>,
  )
}

const Differences = ({ file, counts, kind, rows, paging, path, query, shown }: Facts): Html => (
  <>
    {file === null ? null : (
      <p class="govuk-body">
        Compared with {file.fileName}, uploaded by {file.byName}, {momentText(file.madeAt)}.
      </p>
    )}
    <LinkList
      links={[
        ...(kind === null ? [] : [{ href: `${path}?year=${shown.rules.year}`, text: 'All differences' }]),
        ...counts
          .filter(([one]) => one !== kind)
          .map(([one, count]) => ({
            href: `${path}?year=${shown.rules.year}&show=${one}`,
            text: `${DIFFERENCE_TEXT[one]} (${countText(count)})`,
          })),
      ]}
    />
    {rows.length === 0 ? (
      <p class="govuk-body">{kind === null ? 'Your records and the claims say the same.' : 'There are none.'}</p>
    ) : (
      <WideTable
        caption={rangeText(paging, 'mentor', 'mentors')}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          ...['Mentor', 'Number', 'School', 'Claims'].map((text) => ({ text })),
          ...['Claimed', 'Your records'].map((text) => ({ text, format: 'numeric' as const })),
          { text: 'Difference' },
        ]}
        rows={rows.map(cells)}
      />
    )}
    <Pagination paging={paging} path={path} query={query} />
  </>
)

const cells = (row: Compared) => [
  { text: row.mentor === '' ? 'Name not given' : row.mentor },
  { text: row.trn },
  { text: row.schools.join(', ') },
  {
    html: (
      <span>
        {row.claims.map(({ id, reference }, at) => (
          <>
            {at === 0 ? '' : ', '}
            <a class="govuk-link" href={`/claims/${id}`}>
              {reference}
            </a>
          </>
        ))}
      </span>
    ),
  },
  { text: String(row.claimed), format: 'numeric' as const },
  { text: String(row.recorded), format: 'numeric' as const },
  { text: DIFFERENCE_TEXT[row.difference] },
]

const Faults = ({ faults }: Pick<Facts, 'faults'>): Html => (
  <Table
    caption="Lines to put right"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ text: 'Line' }, { text: 'What is wrong' }]}
    rows={faults.map(({ line, message }) => [{ text: String(line) }, { text: `${message}.` }])}
  />
)

const Upload = ({ path, shown, errors, file }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">{file === null ? 'Upload your records' : 'Upload newer records'}</h2>
    <p class="govuk-body">
      A table with the columns trn and hours, a row for each mentor. You can add school_urn and mentor_full_name: with
      school_urn for all rows of a mentor, each school is compared by itself. Schools and DfE do not see the file.
    </p>
    <Form state={freshForm(`${path}/file`, { errors, hidden: { year: String(shown.rules.year) } })} files>
      <FileField name="file" label="CSV file" accept=".csv,text/csv" />
      <Button text="Compare" preventDoubleClick />
    </Form>
  </>
)
