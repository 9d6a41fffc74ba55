import { dateText, londonDate } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Button, Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { askPages } from '../../requests/ask-pages.tsx'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceList } from '../../requests/evidence-list.tsx'
import { type InformationRequest, topicText } from '../../requests/information-request.ts'
import { dueText } from '../../requests/request-facts.tsx'
import { evidenceOfClaim, requestsOfClaim } from '../../requests/requests-queries.ts'

const listOf = ({ claim }: ClaimPlace): string => `/staff/claims/${claim.id}/requests`

/** What was asked about a claim, all its evidence, and the way to ask. */
export async function showClaimRequests({ db, now }: WebRequest, place: ClaimPlace): Promise<Reply> {
  const requests = await requestsOfClaim(db, place.claim.id)
  const files = await evidenceOfClaim(db, place.claim.id)
  return show(claimRequestsPage({ place, requests, files }, now))
}

type Facts = {
  readonly place: ClaimPlace
  readonly requests: readonly InformationRequest[]
  readonly files: readonly Evidence[]
}

const claimRequestsPage = ({ place, requests, files }: Facts, now: WebRequest['now']): Page => {
  const title = `Requests about claim ${place.claim.reference}`
  return page(
    { title, back: `/staff/claims/${place.claim.id}`, width: 'full' },
    <>
      <span class="govuk-caption-l">{place.claim.submitted?.schoolName ?? place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {place.claim.submitted === null ? (
        <p class="govuk-body">The claim is not sent yet, so nothing can be asked.</p>
      ) : (
        <Button text="Ask for information" href={`${listOf(place)}/new`} />
      )}
      {requests.length === 0 ? (
        <p class="govuk-body">Nothing has been asked.</p>
      ) : (
        <Table
          caption="Requests, the newest first"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={['About', 'Asked of', 'Asked by', 'Asked', 'Answer by', 'Status'].map((text) => ({ text }))}
          rows={requests.map((request) => [
            {
              html: (
                <a class="govuk-link" href={`${listOf(place)}/${request.id}`}>
                  {topicText[request.topic]}
                </a>
              ),
            },
            { text: request.organisationId === place.schoolId ? 'The school' : 'The provider' },
            { text: request.askedByName },
            { text: dateText(londonDate(request.askedAt)) },
            { text: dueText(request, now) },
            { html: <StatusTag status={`request-${request.status}`} /> },
          ])}
        />
      )}
      <EvidenceList files={files} caption="All evidence of this claim" />
    </>,
  )
}

/** A question to the school or the provider. */
export const { showAsk, sendAsk } = askPages({
  of: 'either',
  listOf,
  title: 'Ask for information',
  before: () => (
    <p class="govuk-body">
      Everybody who claims or answers for them is told by email, and reminded before the day. They answer on a page
      where they can upload files.
    </p>
  ),
})
