import { counted } from '#src/kit/counted.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Person } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { SelectField } from '#src/ui/fields.tsx'
import { FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { Told } from '../../../access/public.ts'
import type { Cohort } from '../../courses/cohort.ts'
import { type Course, courseText } from '../../courses/course.ts'
import { REVIEW_STATUSES } from '../../registrations/registration.ts'
import { reviewTag } from '../../reviews/review-tags.ts'
import { reviewStatusText } from '../../reviews/review-words-rules.ts'
import type { ReviewLine } from '../../reviews/reviews-queries.ts'
import { EMPLOYMENT_TYPES } from '../../work-details/work-details.ts'
import { employmentTypeText } from '../../work-details/work-words-rules.ts'
import { AGES } from './review-filters.ts'

const PATH = '/staff/npq/reviews'

type Facts = {
  readonly lines: readonly ReviewLine[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  /** Funded places that are in doubt. */
  readonly inDoubt: number
  readonly courses: ReadonlyMap<string, Course>
  readonly cohorts: readonly Cohort[]
  readonly people: ReadonlyMap<string, Person>
  readonly staff: ReadonlyMap<string, Told>
  readonly now: Temporal.Instant
}

/** The registrations whose funding staff look at. */
export const reviewsPage = (facts: Facts): Page =>
  page(
    {
      title: `Funding reviews${pageOfPages(facts.paging)}`,
      width: 'full',
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'NPQ registrations', href: '/staff/npq' },
      ],
    },
    <>
      <h1 class="govuk-heading-l">Funding reviews</h1>
      <p class="govuk-body">
        <a class="govuk-link" href={`${PATH}/funded-places`}>
          Funded places in doubt ({countText(facts.inDoubt)})
        </a>
      </p>
      <FilteredList filters={<ReviewFilters {...facts} />}>
        <h2 class="govuk-heading-m">{rangeText(facts.paging, 'review', 'reviews')}</h2>
        {facts.lines.length === 0 ? (
          <p class="govuk-body">Nothing waits here. Take a filter off to see more.</p>
        ) : (
          <Reviews {...facts} />
        )}
        <Pagination paging={facts.paging} path={PATH} query={facts.query} />
      </FilteredList>
    </>,
  )

const ANY = { value: '', text: 'All' }

const ReviewFilters = ({ query, cohorts }: Facts): Html => (
  <Filters state={freshForm(PATH, { values: query })} active={[]} clearHref={PATH}>
    <SelectField
      name="status"
      label="Status"
      choices={[
        { value: '', text: 'Not decided' },
        ...REVIEW_STATUSES.map((value) => ({ value, text: reviewStatusText[value] })),
      ]}
    />
    <SelectField
      name="taken"
      label="Taken by"
      choices={[
        { value: '', text: 'Anybody' },
        { value: 'me', text: 'Me' },
        { value: 'nobody', text: 'Nobody' },
      ]}
    />
    <SelectField
      name="employment"
      label="Employment"
      choices={[
        ANY,
        ...EMPLOYMENT_TYPES.map((value) => ({ value, text: employmentTypeText[value] })),
        { value: 'other', text: 'No other employment' },
      ]}
    />
    <SelectField
      name="cohort"
      label="Cohort"
      choices={[ANY, ...cohorts.map(({ identifier, name }) => ({ value: identifier, text: name }))]}
    />
    <SelectField
      name="age"
      label="Waiting"
      choices={[ANY, ...AGES.map((days) => ({ value: String(days), text: `More than ${days} days` }))]}
    />
  </Filters>
)

const HEAD = ['Person', 'Course', 'Employment', 'Status', 'Waiting', 'Taken by']

const Reviews = ({ lines, people, courses, cohorts, staff, now }: Facts): Html => (
  <WideTable
    caption="Reviews"
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={HEAD.map((text) => ({ text }))}
    rows={lines.map((line) => {
      const course = courses.get(line.course)
      const cohort = cohorts.find(({ identifier }) => identifier === line.cohort)
      return [
        { html: <ReviewLink id={line.registrationId} name={people.get(line.personId)?.name ?? 'No name'} /> },
        { text: `${course ? courseText(course) : line.course}, ${cohort?.name ?? line.cohort}` },
        { text: line.employmentType === null ? 'None' : employmentTypeText[line.employmentType] },
        { html: <StatusTag status={reviewTag[line.status]} /> },
        { text: waitingText(line.since, now) },
        { text: line.assignedTo === null ? 'Nobody' : (staff.get(line.assignedTo)?.name ?? 'A colleague') },
      ]
    })}
  />
)

const ReviewLink = ({ id, name }: { readonly id: string; readonly name: string }): Html => (
  <a class="govuk-link" href={`${PATH}/${id}`}>
    {name}
  </a>
)

function waitingText(since: Temporal.Instant, now: Temporal.Instant): string {
  const days = Math.floor(since.until(now).total('hours') / 24)
  if (days < 1) return 'Since today'
  return counted(days, 'day', 'days')
}
