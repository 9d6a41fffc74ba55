import { academicYearText, momentText } from '#src/kit/dates.ts'
import type { School } from '#src/modules/directory/public.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField, LongTextField, RadioField, SelectField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { rulesTrail } from '../../places/staff-trail.ts'
import { YearField } from '../../places/year-field.tsx'
import type { ClaimYear } from '../../years/claim-year.ts'
import type { EligibleFile } from '../../years/eligible-files-store.ts'
import { isNamedOtherwise } from '../../years/eligible-school-rules.ts'
import type { EligibleSchool } from '../../years/eligible-schools-queries.ts'

export const ELIGIBLE = '/staff/claims/eligible-schools'

type ListFacts = {
  readonly years: readonly ClaimYear[]
  readonly counts: ReadonlyMap<number, number>
  readonly year: number
  readonly listed: readonly EligibleSchool[]
  readonly schools: ReadonlyMap<string, School>
  readonly files: readonly EligibleFile[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** Schools that may claim for a year, and the lists that brought them. */
export const listPage = (facts: ListFacts): Page => {
  const { years, counts, year, paging, query, mayManage, entries } = facts
  return page(
    { title: `Eligible schools${pageOfPages(paging)}`, width: 'full', breadcrumbs: rulesTrail() },
    <>
      <h1 class="govuk-heading-l">Eligible schools</h1>
      <p class="govuk-body">
        Schools that hosted trainees may claim for the training of the mentors who looked after them.
      </p>
      {mayManage ? (
        <div class="govuk-button-group">
          <Button text="Upload a list" href={`${ELIGIBLE}/upload`} />
          <Button text="Add or take off one school" href={`${ELIGIBLE}/by-hand`} classes="govuk-button--secondary" />
        </div>
      ) : null}
      <SearchForm state={freshForm(ELIGIBLE, { values: { year: String(year) } })}>
        <SelectField
          name="year"
          label="Academic year"
          choices={years.map((one) => ({
            value: String(one.year),
            text: `${academicYearText(one.year)}: ${countText(counts.get(one.year) ?? 0)}`,
          }))}
        />
        <Button text="Show" classes="govuk-button--secondary" />
      </SearchForm>
      <h2 class="govuk-heading-m">{rangeText(paging, 'school', 'schools')}</h2>
      {paging.total === 0 ? null : <Schools {...facts} />}
      <Pagination paging={paging} path={ELIGIBLE} query={query} />
      <Files {...facts} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const Schools = ({ listed, schools, year }: ListFacts): Html => (
  <WideTable
    caption={`Schools that may claim for ${academicYearText(year)}`}
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={['School', 'URN', 'Local authority', 'Source', 'Added'].map((text) => ({ text }))}
    rows={listed.map(({ schoolId, source, addedAt }) => {
      const school = schools.get(schoolId)
      return [
        { text: school?.name ?? '' },
        { text: school?.urn ?? '' },
        { text: school?.laName ?? '' },
        { text: source },
        { text: momentText(addedAt) },
      ]
    })}
  />
)

const FILE_STATUS: Readonly<Record<EligibleFile['status'], string>> = {
  made: 'Made',
  previewed: 'Looked at only',
  applied: 'Applied',
  refused: 'Refused',
  discarded: 'Put away',
}

const Files = ({ files, mayManage }: Pick<ListFacts, 'files' | 'mayManage'>): Html | null =>
  files.length === 0 ? null : (
    <WideTable
      caption="Newest lists"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={['File', 'Academic year', 'Schools', 'Status', 'Uploaded'].map((text) => ({ text }))}
      rows={files.map((file) => [
        mayManage
          ? {
              html: (
                <a class="govuk-link" href={`${ELIGIBLE}/files/${file.id}`}>
                  {file.fileName}
                </a>
              ),
            }
          : { text: file.fileName },
        { text: academicYearText(file.year) },
        { text: countText(file.rows.length) },
        { text: FILE_STATUS[file.status] },
        { text: `${file.madeByName}, ${momentText(file.madeAt)}` },
      ])}
    />
  )

const Why = (): Html => <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />

/** Which file, for which year. */
export const uploadPage = (years: readonly ClaimYear[], form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Upload eligible schools',
      headed: 'by-page',
      submit: 'Upload and look at it',
      files: true,
      before: (
        <p class="govuk-body">
          A CSV file with the columns name and urn. You see what it would add before anything changes. All of its
          schools are added or none.
        </p>
      ),
    },
    <>
      <YearField years={years} />
      <FileField name="file" label="CSV file" accept=".csv,text/csv" />
    </>,
  )

const SHOWN = 50

/** What a list would add, and the rows that stop it. */
export const previewPage = (file: EligibleFile, form: FormState): Page => {
  const added = file.rows.filter(({ isListed }) => !isListed)
  const otherwise = file.rows.filter(isNamedOtherwise)
  const facts = `Schools that would be added for ${academicYearText(file.year)}: ${countText(added.length)}. On the list already: ${countText(file.rows.length - added.length)}.`
  return page(
    { title: file.fileName, errors: form.errors, back: ELIGIBLE },
    <>
      <span class="govuk-caption-l">{FILE_STATUS[file.status]}</span>
      <h1 class="govuk-heading-l">{file.fileName}</h1>
      {file.status === 'previewed' ? <p class="govuk-body-l">{facts}</p> : <Settled file={file} />}
      {file.faults.length > 0 ? <Faults file={file} /> : null}
      {otherwise.length === 0 ? null : (
        <WideTable
          caption={`Names that differ from the register (${countText(otherwise.length)})`}
          captionClasses="govuk-table__caption--m"
          head={['Line', 'URN', 'In the file', 'In the register'].map((text) => ({ text }))}
          rows={otherwise
            .slice(0, SHOWN)
            .map(({ line, urn, name, registerName }) =>
              [line, urn, name, registerName].map((text) => ({ text: String(text) })),
            )}
        />
      )}
      {file.status === 'previewed' ? <Decision file={file} form={form} /> : null}
      {added.length === 0 ? null : (
        <WideTable
          caption={`Schools of the list that were not on it (the first ${Math.min(SHOWN, added.length)} of ${countText(added.length)})`}
          captionClasses="govuk-table__caption--m"
          head={['Line', 'URN', 'School'].map((text) => ({ text }))}
          rows={added
            .slice(0, SHOWN)
            .map(({ line, urn, registerName }) => [line, urn, registerName].map((text) => ({ text: String(text) })))}
        />
      )}
    </>,
  )
}

const Settled = ({ file }: { readonly file: EligibleFile }): Html => (
  <InsetText
    text={
      file.status === 'applied' && file.appliedAt
        ? `Its schools were added at ${momentText(file.appliedAt)}.`
        : 'It was put away and has changed nothing.'
    }
  />
)

const Faults = ({ file }: { readonly file: EligibleFile }): Html => (
  <>
    <WarningText
      text={`Rows that cannot be used: ${countText(file.faults.length)}. Nothing can be added until they are right: mend them and upload the file again.`}
      iconFallbackText="Warning"
    />
    <WideTable
      caption="Rows that cannot be used"
      captionClasses="govuk-table__caption--m"
      head={['Line', 'URN', 'Name', 'Why'].map((text) => ({ text }))}
      rows={file.faults
        .slice(0, SHOWN)
        .map(({ line, urn, name, fault }) => [line, urn, name, fault].map((text) => ({ text: String(text) })))}
    />
  </>
)

const Decision = ({ file, form }: { readonly file: EligibleFile; readonly form: FormState }): Html => (
  <>
    {file.faults.length > 0 ? null : (
      <Form state={form}>
        <Why />
        <Button text="Add these schools" name="decision" value="apply" preventDoubleClick />
      </Form>
    )}
    <Form state={freshForm(form.action)}>
      <Button text="Put the list away" name="decision" value="discard" classes="govuk-button--secondary" />
    </Form>
  </>
)

/** One school, on the list or off it. */
export const byHandPage = (years: readonly ClaimYear[], form: FormState): Page =>
  formPage(
    form,
    { title: 'Add or take off one school', headed: 'by-page', submit: 'Save' },
    <>
      <TextField name="urn" label="URN of the school" hint="6 numbers" width={10} inputmode="numeric" />
      <YearField years={years} />
      <RadioField
        name="decision"
        legend="What do you do?"
        choices={[
          { value: 'add', text: 'Add it: it hosted trainees and the list has forgotten it' },
          { value: 'remove', text: 'Take it off', hint: 'Claims that it has sent stay' },
        ]}
      />
      <Why />
    </>,
  )
