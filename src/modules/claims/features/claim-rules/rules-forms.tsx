import { academicYearText, dateText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { areaText, type ClaimYear, FUNDING_AREAS } from '../../years/claim-year.ts'
import type { ListedDistrict } from '../../years/years-queries.ts'
import { figureText, unitLabel, valueText } from './figure-words.ts'
import type { KnownFigure } from './rules.ts'

export const RULES = '/staff/claims/rules'

const Why = (): Html => (
  <>
    <TextField name="source" label="Source" hint="Where it was decided or published. It stands beside the rule" />
    <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />
  </>
)

/** One figure: what it was, is and will be, and another from a day on. */
export const figurePage = ({ name, dated }: KnownFigure, form: FormState): Page =>
  formPage(
    form,
    {
      title: figureText[name],
      headed: 'by-page',
      submit: 'Save the figure',
      before: (
        <WideTable
          caption="What it was and will be"
          captionClasses="govuk-visually-hidden"
          head={['From', 'Figure', 'Source'].map((text) => ({ text }))}
          rows={dated.map((one) => [{ text: dateText(one.from) }, { text: valueText(one) }, { text: one.source }])}
        />
      ),
    },
    <>
      <TextField
        name="value"
        label="New figure"
        hint={unitLabel(dated[0]?.unit ?? 'count')}
        width={10}
        inputmode="numeric"
      />
      <DateField name="from" legend="First day on which it counts" hint="For example, 27 9 2027. Today or later" />
      <Why />
    </>,
  )

const CapFields = (): Html => (
  <>
    <TextField
      name="initialCap"
      label="Hours at first"
      hint="For a mentor with a provider, over all schools"
      width={3}
      inputmode="numeric"
    />
    <TextField
      name="refresherCap"
      label="Hours to refresh"
      hint="For a mentor who was trained by the same provider in an earlier year"
      width={3}
      inputmode="numeric"
    />
  </>
)

/** Other hours for a year. */
export const capsPage = ({ year }: ClaimYear, form: FormState): Page =>
  formPage(
    form,
    {
      title: `Hours for ${academicYearText(year)}`,
      headed: 'by-page',
      submit: 'Save the hours',
      before: (
        <p class="govuk-body">Claims that were sent keep their hours. Drafts are checked again when they are sent.</p>
      ),
    },
    <>
      <CapFields />
      <Why />
    </>,
  )

/** The rules of the next year. */
export const newYearPage = (year: number, form: FormState): Page =>
  formPage(
    form,
    {
      title: `Add ${academicYearText(year)}`,
      headed: 'by-page',
      submit: 'Add the year',
      before: (
        <p class="govuk-body">Schools can claim for it once it has rates, conditions of the grant and a window.</p>
      ),
    },
    <>
      <CapFields />
      <DateField name="trainingFrom" legend="Training counts from" hint="For example, 6 4 2027" />
      <Why />
    </>,
  )

type AreasFacts = {
  readonly districts: readonly ListedDistrict[]
  readonly form: FormState
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** Districts with a rate of their own; every other district is the rest of England. */
export const areasPage = ({ districts, form, mayManage, entries }: AreasFacts): Page =>
  page(
    { title: 'Funding areas', errors: form.errors, back: RULES },
    <>
      <h1 class="govuk-heading-l">Funding areas</h1>
      <p class="govuk-body">
        The area of a school is that of its district in the register of schools. A district that is not here is in the
        rest of England. A claim that was sent keeps its area.
      </p>
      {mayManage ? <AreaForm form={form} /> : null}
      <WideTable
        caption="Districts"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['District', 'Code', 'Area', 'From', 'Source'].map((text) => ({ text }))}
        rows={districts.map(({ district, name, area, from, to, source }) => [
          { text: name },
          { text: district },
          { text: areaText[area] },
          { text: `${dateText(from)}${to ? ` to ${dateText(to.subtract({ days: 1 }))}` : ''}` },
          { text: source },
        ])}
      />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )

const AreaForm = ({ form }: Pick<AreasFacts, 'form'>): Html => (
  <Form state={form}>
    <h2 class="govuk-heading-m">Put a district in another area</h2>
    <TextField name="district" label="Code of the district" hint="Such as E09000009" width={10} />
    <TextField name="name" label="Name of the district" width="one-half" />
    <RadioField
      name="area"
      legend="Funding area"
      choices={FUNDING_AREAS.map((value) => ({ value, text: areaText[value] }))}
    />
    <DateField name="from" legend="First day" hint="For example, 27 9 2027. Today or later" />
    <Why />
    <Button text="Save the area" preventDoubleClick />
  </Form>
)
