import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import { CheckboxField, SelectField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { Cohort } from '../../courses/cohort.ts'
import { type Course, courseText } from '../../courses/course.ts'
import type { Offer } from './offers.ts'

type OffersFacts = {
  readonly cohort: Cohort
  readonly cohorts: readonly Cohort[]
  readonly courses: readonly Course[]
  readonly offers: readonly { readonly course: string; readonly providerId: string }[]
  readonly providers: ReadonlyMap<string, NamedOrganisation>
  readonly mayChange: boolean
  /** The course whose providers have just been changed. */
  readonly saved: string | null
}

/** Every course of a cohort with those who deliver it. */
export const offersPage = (facts: OffersFacts): Page => {
  const { cohort, cohorts, courses, saved } = facts
  const changed = courses.find(({ identifier }) => identifier === saved)
  return page(
    { title: 'Who offers which course', breadcrumbs: [{ text: 'Staff home', href: '/staff' }], width: 'full' },
    <>
      {changed ? <NotificationBanner type="success" text={`Saved: providers of ${courseText(changed)}`} /> : null}
      <h1 class="govuk-heading-l">Who offers which course</h1>
      <SearchForm state={freshForm('/staff/npq/offers', { values: { cohort: cohort.identifier } })}>
        <SelectField
          name="cohort"
          label="Cohort"
          choices={cohorts.map(({ identifier, name }) => ({ value: identifier, text: name }))}
        />
        <Button text="Show" />
      </SearchForm>
      <WideTable
        caption={`Courses of ${cohort.name}`}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[{ text: 'Course' }, { text: 'Offered by' }, ...(facts.mayChange ? [{ text: 'Change' }] : [])]}
        rows={courses.map((course) => [
          { text: courseText(course) },
          { text: providersOf(course, facts) },
          ...(facts.mayChange ? [{ html: <ChangeLink course={course} cohort={cohort} /> }] : []),
        ])}
      />
    </>,
  )
}

function providersOf({ identifier }: Course, { offers, providers }: OffersFacts): string {
  const names = offers.flatMap(({ course, providerId }) =>
    course === identifier ? [providers.get(providerId)?.name ?? ''] : [],
  )
  return names.length === 0 ? 'Nobody' : names.sort().join(', ')
}

const ChangeLink = ({ course, cohort }: Offer): Html => (
  <a class="govuk-link" href={`/staff/npq/offers/${cohort.identifier}/${course.identifier}`}>
    Change<span class="govuk-visually-hidden"> who offers {courseText(course)}</span>
  </a>
)

type OfferFacts = {
  readonly offer: Offer
  readonly form: FormState
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}

/** The providers of one course in one cohort. */
export const offerPage = ({ offer: { course, cohort }, form, providers }: OfferFacts): Page =>
  formPage(
    form,
    { title: `Who offers ${courseText(course)}`, caption: cohort.name, headed: 'by-page', submit: 'Save providers' },
    <>
      <CheckboxField
        name="providers"
        legend="Providers"
        hint="A provider that you take off keeps the registrations that it has, and takes no new ones"
        choices={providers.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <TextField name="reason" label="Reason" hint="Such as the notice of the provider. It is kept with the change" />
    </>,
  )
