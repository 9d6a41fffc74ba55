import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { type InformationRequest, topicText } from '../../requests/information-request.ts'
import { dueText } from '../../requests/request-facts.tsx'
import { requestsFor, requestsOfClaim } from '../../requests/requests-queries.ts'

/** What was asked about a claim of the reader's school or provider, or by them. Staff have their own page. */
export async function showRequests({ db, actor, now }: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (actor.isStaff) return redirectTo(`/staff/claims/${place.claim.id}/requests`)
  const requests = requestsFor(await requestsOfClaim(db, place.claim.id), (id) => actor.worksAt(id))
  const mayAsk = claimPolicy.answersForProvider(actor, place).allowed && place.claim.submitted !== null
  return show(requestsPage({ place, requests, mayAsk, now }))
}

type Facts = {
  readonly place: ClaimPlace
  readonly requests: readonly InformationRequest[]
  readonly mayAsk: boolean
  readonly now: Temporal.Instant
}

const requestsPage = (facts: Facts): Page => {
  const { place, requests, mayAsk } = facts
  const at = `/claims/${place.claim.id}`
  const title = `Questions about claim ${place.claim.reference}`
  return page(
    { title, back: at },
    <>
      <span class="govuk-caption-l">{place.claim.submitted?.schoolName ?? place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {requests.length === 0 ? (
        <p class="govuk-body">
          {mayAsk
            ? 'You have not asked the school anything, and nobody has asked you.'
            : 'Nobody has asked you anything.'}
        </p>
      ) : (
        <Listed {...facts} />
      )}
      {mayAsk ? <Button text="Ask the school" href={`${at}/requests/new`} /> : null}
    </>,
  )
}

const Listed = ({ place, requests, now }: Facts): Html => (
  <Table
    caption="Questions, the newest first"
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={['Question', 'Asked of', 'Asked', 'Answer by', 'Status'].map((text) => ({ text }))}
    rows={requests.map((request) => [
      {
        html: (
          <a class="govuk-link" href={`/claims/${place.claim.id}/requests/${request.id}`}>
            {topicText[request.topic]}
          </a>
        ),
      },
      { text: request.organisationId === place.schoolId ? place.school.name : place.providerName },
      { text: dateText(londonDate(request.askedAt)) },
      { text: dueText(request, now) },
      { html: <StatusTag status={`request-${request.status}`} /> },
    ])}
  />
)
