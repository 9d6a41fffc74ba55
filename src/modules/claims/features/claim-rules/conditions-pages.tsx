import { academicYearText, dateText, momentText, Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { Conditions, ConditionsSection } from '../../conditions/conditions.ts'
import { rulesTrail } from '../../places/staff-trail.ts'
import { YearField } from '../../places/year-field.tsx'
import type { ClaimYear } from '../../years/claim-year.ts'

export const CONDITIONS = '/staff/claims/conditions'
/** Longest conditions of a year. Own figure: twice those of 2025 to 2026. */
export const LONGEST_CONDITIONS = 20_000

type ListFacts = {
  readonly versions: readonly Conditions[]
  readonly counts: ReadonlyMap<string, number>
  readonly now: Temporal.Instant
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** Every version of the conditions, each year's together. */
export const versionsPage = ({ versions, counts, now, mayManage, entries }: ListFacts): Page =>
  page(
    { title: 'Conditions of the grant', width: 'full', breadcrumbs: rulesTrail() },
    <>
      <h1 class="govuk-heading-l">Conditions of the grant</h1>
      <p class="govuk-body">
        Each organisation accepts the conditions of a year before it claims. After a new version it accepts again. Words
        that were accepted are kept for ever.
      </p>
      {mayManage ? <Button text="Add a version" href={`${CONDITIONS}/new`} /> : null}
      <WideTable
        caption="All versions"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          ...['Version', 'Academic year', 'Counts from', 'Source'].map((text) => ({ text })),
          { text: 'Accepted by', format: 'numeric' },
        ]}
        rows={versions.map(({ version, year, inForceFrom, source }) => [
          {
            html: (
              <a class="govuk-link" href={`${CONDITIONS}/${version}`}>
                {version}
              </a>
            ),
          },
          { text: academicYearText(year) },
          { text: `${momentText(inForceFrom)}${Temporal.Instant.compare(inForceFrom, now) > 0 ? ' (coming)' : ''}` },
          { text: source },
          { text: countText(counts.get(version) ?? 0), format: 'numeric' },
        ])}
      />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )

const Sections = ({ sections }: { readonly sections: readonly ConditionsSection[] }): Html => (
  <>
    {sections.map(({ heading, paragraphs }) => (
      <>
        <h2 class="govuk-heading-m">{heading}</h2>
        {paragraphs.map((paragraph) => (
          <p class="govuk-body">{paragraph}</p>
        ))}
      </>
    ))}
  </>
)

/** One version, as it was or will be accepted. */
export const conditionsPage = ({ version, year, sections, inForceFrom, source }: Conditions, accepted: number): Page =>
  page(
    { title: `Conditions of the grant ${version}`, back: CONDITIONS },
    <>
      <h1 class="govuk-heading-l">Conditions of the grant {version}</h1>
      <Summary
        rows={[
          { key: 'Academic year', value: academicYearText(year) },
          { key: 'Counts from', value: momentText(inForceFrom) },
          { key: 'Source', value: source },
          { key: 'Accepted by', value: `${countText(accepted)} organisations` },
        ]}
      />
      <Sections sections={sections} />
    </>,
  )

/** Other words. They are looked at before they are kept. */
export const newConditionsPage = (years: readonly ClaimYear[], form: FormState): Page =>
  formPage(
    form,
    { title: 'Add conditions of the grant', headed: 'by-page', submit: 'Preview' },
    <>
      <YearField years={years} />
      <LongTextField
        name="text"
        label="Conditions"
        hint="Begin the heading of each section with #. Leave a line empty between paragraphs"
        rows={20}
        max={LONGEST_CONDITIONS}
      />
      <DateField name="from" legend="First day on which they count" hint="For example, 27 9 2027. Today or later" />
      <TextField name="source" label="Source" hint="Where they were published" />
      <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />
    </>,
  )

type Preview = {
  readonly year: number
  readonly sections: readonly ConditionsSection[]
  readonly source: string
  /** Null: from now. */
  readonly from: Temporal.PlainDate | null
  readonly change: FormState
  readonly confirm: FormState
}

/** The conditions as schools will see them, before they are kept. */
export const previewPage = ({ year, sections, source, from, change, confirm }: Preview): Page =>
  page(
    { title: 'Check the conditions', back: CONDITIONS },
    <>
      <h1 class="govuk-heading-l">Check the conditions</h1>
      <p class="govuk-body">
        They count {from === null ? 'from now' : `from ${dateText(from)}`} for {academicYearText(year)}. Every school
        and trust then accepts them before it claims again. Source: {source}.
      </p>
      <Sections sections={sections} />
      <div class="govuk-button-group">
        <Form state={confirm}>
          <Button text="Add these conditions" preventDoubleClick />
        </Form>
        <Form state={change}>
          <Button text="Change them" classes="govuk-button--secondary" />
        </Form>
      </div>
    </>,
  )
