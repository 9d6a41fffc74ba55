import { academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { HoursWithProvider } from '../../mentors/hours-queries.ts'
import type { Mentor } from '../../mentors/mentor.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import type { ShownYear } from '../../places/shown-year.ts'
import { HoursTable } from './hours-table.tsx'

export type MentorsFacts = {
  readonly place: SchoolPlace
  readonly year: ShownYear
  /** Those of this page. */
  readonly mentors: readonly Mentor[]
  readonly hours: readonly HoursWithProvider[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly mayChange: boolean
  readonly done: string | null
}

/** The list, and a table of hours by mentor and provider. */
export const mentorsPage = (facts: MentorsFacts): Page => {
  const title = `Mentors of ${facts.place.school.name}`
  return page(
    {
      title: `${title}${pageOfPages(facts.paging)}`,
      back: `/organisations/${facts.place.schoolId}/claims`,
      width: 'full',
    },
    <>
      {facts.done === null ? null : <NotificationBanner type="success" text={facts.done} />}
      <span class="govuk-caption-l">Funding for mentor training</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        You claim for mentors of trainee teachers who are on this list. Mentors of early career teachers are not funded
        here.
      </p>
      {facts.mayChange ? (
        <Ways {...facts} />
      ) : (
        <p class="govuk-body">Whoever claims for the school changes this list.</p>
      )}
      {facts.mentors.length === 0 ? <Nobody /> : <Lists {...facts} />}
    </>,
  )
}

const Ways = ({ place: { schoolId } }: MentorsFacts): Html => (
  <ul class="govuk-list">
    <li>
      <a class="govuk-link" href={`/organisations/${schoolId}/mentors/new`}>
        Add a mentor
      </a>
    </li>
    <li>
      <a class="govuk-link" href={`/organisations/${schoolId}/mentors/file`}>
        Add several mentors from a file
      </a>
    </li>
    <li>
      <a class="govuk-link" href={`/organisations/${schoolId}/preparation`}>
        Note what you still have to find out
      </a>
    </li>
  </ul>
)

const Nobody = (): Html => (
  <p class="govuk-body">
    Nobody is on the list yet. You need the teacher reference number and the date of birth of each mentor.
  </p>
)

const Lists = (facts: MentorsFacts): Html => (
  <>
    <WideTable
      caption={rangeText(facts.paging, 'mentor', 'mentors')}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={['Name', 'Teacher reference number', 'Added on', ...(facts.mayChange ? ['Action'] : [])].map((text) => ({
        text,
      }))}
      rows={facts.mentors.map((mentor) => [
        {
          ...(mentor.numberInUse
            ? { text: mentor.name }
            : { html: <OutOfUse mentor={mentor} mayChange={facts.mayChange} /> }),
          classes: 'govuk-!-text-break-word',
        },
        { text: mentor.trn },
        { text: dateText(londonDate(mentor.addedAt)) },
        ...(facts.mayChange ? [{ html: <Remove mentor={mentor} /> }] : []),
      ])}
    />
    <Pagination paging={facts.paging} path={`/organisations/${facts.place.schoolId}/mentors`} query={facts.query} />
    <HoursTable {...facts} />
    <Years {...facts} />
  </>
)

type NameProps = { readonly mentor: Mentor; readonly mayChange: boolean }

/** Somebody whose number is not in use any more, and what to do. */
const OutOfUse = ({ mentor: { id, schoolId, name }, mayChange }: NameProps): Html => (
  <>
    {name} <StatusTag status="mentor-number-not-in-use" />
    <p class="govuk-body govuk-!-font-weight-regular govuk-!-margin-bottom-0">
      The teaching record says that this number is not used any more, so you cannot claim with it.{' '}
      {mayChange ? (
        <a class="govuk-link" href={`/organisations/${schoolId}/mentors/${id}/number`}>
          Put it right<span class="govuk-visually-hidden"> for {name}</span>
        </a>
      ) : (
        'Whoever claims for the school can put it right.'
      )}
    </p>
  </>
)

const Remove = ({ mentor }: { readonly mentor: Mentor }): Html => (
  <a class="govuk-link" href={`/organisations/${mentor.schoolId}/mentors/${mentor.id}/removal`}>
    Remove
    <span class="govuk-visually-hidden">
      {' '}
      {mentor.name}, number {mentor.trn}
    </span>
  </a>
)

const Years = ({ place, year }: MentorsFacts): Html => (
  <p class="govuk-body">
    Hours in other years:{' '}
    {year.years
      .filter((one) => one !== year.rules.year)
      .map((one, at) => (
        <>
          {at === 0 ? '' : ', '}
          <a class="govuk-link" href={`/organisations/${place.schoolId}/mentors?year=${one}`}>
            {academicYearText(one)}
          </a>
        </>
      ))}
  </p>
)
