import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { NamedOrganisation, Person } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Course, courseText } from '../../courses/course.ts'

const PATH = '/staff/npq/reviews/funded-places'

type Place = {
  readonly registrationId: string
  readonly personId: string
  readonly providerId: string
  readonly course: string
  readonly cohort: string
  readonly since: Temporal.Instant
}

type Facts = {
  readonly places: readonly Place[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly courses: ReadonlyMap<string, Course>
  readonly people: ReadonlyMap<string, Person>
  readonly providers: ReadonlyMap<string, NamedOrganisation>
}

/** Funded places of people who may not be eligible any more. */
export const placesPage = (facts: Facts): Page =>
  page(
    { title: `Funded places in doubt${pageOfPages(facts.paging)}`, back: '/staff/npq/reviews', width: 'full' },
    <>
      <h1 class="govuk-heading-l">Funded places in doubt</h1>
      <p class="govuk-body">
        These people have a funded place or training that counts, and may not be eligible any more. Nothing is taken
        away until somebody has settled it with the provider.
      </p>
      <p class="govuk-body">{rangeText(facts.paging, 'funded place', 'funded places')}</p>
      {facts.places.length === 0 ? <p class="govuk-body">No funded place is in doubt.</p> : <Places {...facts} />}
      <Pagination paging={facts.paging} path={PATH} query={facts.query} />
    </>,
  )

const Places = ({ places, courses, people, providers }: Facts): Html => (
  <WideTable
    caption="Funded places in doubt"
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={['Person', 'Course', 'Provider', 'In doubt since'].map((text) => ({ text }))}
    rows={places.map(({ registrationId, personId, providerId, course, since }) => {
      const known = courses.get(course)
      return [
        { html: <PlaceLink id={registrationId} name={people.get(personId)?.name ?? 'No name'} /> },
        { text: known ? courseText(known) : course },
        { text: providers.get(providerId)?.name ?? '' },
        { text: dateText(londonDate(since)) },
      ]
    })}
  />
)

const PlaceLink = ({ id, name }: { readonly id: string; readonly name: string }): Html => (
  <a class="govuk-link" href={`/staff/npq/registrations/${id}/funding`}>
    {name}
  </a>
)
