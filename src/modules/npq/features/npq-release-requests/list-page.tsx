import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import type { ProviderPlace, ReleaseRequest } from '../../requests/release-requests-queries.ts'
import { wishOf } from './request-pages.tsx'

type Listed = {
  readonly place: ProviderPlace
  readonly requests: readonly ReleaseRequest[]
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** Participants who ask to be let go, the longest waiting first. */
export const requestsPage = ({ place, requests, paging, path, query }: Listed): Page => {
  const title = `Participants who ask to leave ${place.name}`
  return page(
    { title: `${title}${pageOfPages(paging)}`, back: '/home', width: 'full' },
    <>
      <span class="govuk-caption-l">National professional qualifications</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {requests.length === 0 ? (
        <p class="govuk-body">
          Nobody is waiting for your answer. When somebody whom you accepted asks for another provider or course, we
          email you.
        </p>
      ) : (
        <>
          <p class="govuk-body">
            Nothing changes for them until you answer. {rangeText(paging, 'request', 'requests')}.
          </p>
          <Table
            caption="Requests that wait for your answer"
            captionClasses="govuk-visually-hidden"
            head={[{ text: 'Participant' }, { text: 'Course' }, { text: 'They want' }, { text: 'Asked on' }]}
            rows={requests.map((asked) => [
              {
                html: (
                  <a
                    class="govuk-link"
                    href={`/organisations/${place.organisationId}/npq-release-requests/${asked.request.id}`}
                  >
                    {asked.participant}
                  </a>
                ),
              },
              { text: `${asked.course}, ${asked.cohort}` },
              { text: wishOf(asked) },
              { text: dateText(londonDate(asked.request.askedAt)) },
            ])}
          />
          <Pagination paging={paging} path={path} query={query} />
        </>
      )}
    </>,
  )
}
