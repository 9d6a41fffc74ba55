import { dateText } from '#src/kit/dates.ts'
import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { Course } from '../../courses/course.ts'
import type { Counted } from '../../duplicates/duplicate-report-queries.ts'
import type { Chosen } from './choices.ts'
import { Figures, PATH } from './figures.tsx'
import { wholeOf } from './whole.ts'

export type ReportFacts = {
  readonly chosen: Chosen
  readonly counted: readonly Counted[]
  readonly changes: readonly { readonly kind: string; readonly count: number }[]
  readonly courses: ReadonlyMap<string, Course>
  readonly providers: ReadonlyMap<string, NamedOrganisation>
}

/** How many registrations repeat an earlier one: the measures of the study, computed for any period. */
export const reportPage = (facts: ReportFacts): Page => {
  const { chosen, counted } = facts
  const all = wholeOf(counted, 'all')?.registrations ?? 0
  return page(
    {
      title: 'Repeated registrations',
      breadcrumbs: [{ text: 'Staff home', href: '/staff' }],
      width: 'full',
      errors: chosen.errors,
    },
    <>
      <h1 class="govuk-heading-l">Repeated registrations</h1>
      <p class="govuk-body">
        {countText(all)} registrations from {dateText(chosen.first)} to {dateText(chosen.last)}, counted a moment ago.
      </p>
      <Choices {...chosen} />
      {all === 0 ? (
        <p class="govuk-body">Nobody registered in this period. Choose other dates.</p>
      ) : (
        <Figures {...facts} />
      )}
    </>,
  )
}

const Choices = ({ values, errors }: Chosen): Html => (
  <SearchForm state={freshForm(PATH, { values, errors })}>
    <DateField name="from" legend="First day" hint="For example, 27 9 2026" />
    <DateField name="to" legend="Last day" />
    <RadioField
      name="same"
      legend="Whose registrations are compared"
      small
      choices={[
        { value: 'person', text: 'The same person', hint: 'After accounts of one person have been merged' },
        { value: 'email', text: 'The same email address', hint: 'As the study of 2023 did' },
      ]}
    />
    <RadioField
      name="within"
      legend="Which earlier registrations count"
      small
      choices={[
        { value: 'period', text: 'Those of the period' },
        { value: 'cohort', text: 'Those of the period and the same cohort' },
        { value: 'all', text: 'All' },
      ]}
    />
    <Button text="Show" />
  </SearchForm>
)
