import type { Page, Reply, WebRequest } from '#src/platform/http/route.ts'
import { show } from '#src/platform/http/route.ts'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceList } from '../../requests/evidence-list.tsx'
import { requestStates } from '../../requests/information-request.ts'
import { isLate, RequestFacts, Said } from '../../requests/request-facts.tsx'
import type { RequestPlace } from '../../requests/request-place.ts'
import { evidenceOfRequest } from '../../requests/requests-queries.ts'

export const staffPathOf = ({ claim, request }: RequestPlace): string =>
  `/staff/claims/${claim.id}/requests/${request.id}`

/** A request with its answer and files, and what staff can do with it now. */
export async function showRequest({ db, actor, now, query }: WebRequest, place: RequestPlace): Promise<Reply> {
  const files = await evidenceOfRequest(db, place.request.id)
  return show(requestPage({ place, files, actor, now, done: DONE[query['done'] ?? ''] ?? null }))
}

const DONE: Readonly<Record<string, string>> = {
  settled: 'The request is settled.',
  cancelled: 'The request is not needed any more. It is on their list as such.',
  again: 'They are told by email.',
}

type Facts = Pick<WebRequest, 'actor' | 'now'> & {
  readonly place: RequestPlace
  readonly files: readonly Evidence[]
  readonly done: string | null
}

const requestPage = ({ place, files, actor, now, done }: Facts): Page => {
  const { request, claim, askedName } = place
  const title = `Question to ${askedName}`
  return page(
    { title, back: `/staff/claims/${claim.id}/requests`, width: 'full' },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <span class="govuk-caption-l">Claim {claim.reference}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {isLate(request, now)
          ? 'The answer is late. Wait, give more time, or settle it without an answer.'
          : nextFor(`request-${request.status}`, 'staff')}
      </p>
      <Doors place={place} />
      <RequestFacts place={place} now={now} actor={actor} />
      <h2 class="govuk-heading-m">The question</h2>
      <Said words={request.question} />
      <h2 class="govuk-heading-m">The answer</h2>
      {request.answer === null ? <p class="govuk-body">There is none yet.</p> : <Said words={request.answer} />}
      <EvidenceList files={files} />
    </>,
  )
}

const Doors = ({ place }: { readonly place: RequestPlace }): Html | null => {
  const { request } = place
  const at = staffPathOf(place)
  if (requestStates.move('settle', request.status) === null) return null
  const isOpen = request.status === 'open'
  return (
    <div class="govuk-button-group">
      <Button text={isOpen ? 'Settle without an answer' : 'Settle'} href={`${at}/settling`} />
      <Button
        text={isOpen ? moreTimeText(request.extension !== null) : 'Ask again'}
        href={`${at}/again`}
        classes="govuk-button--secondary"
      />
      <Button text="Not needed any more" href={`${at}/cancelling`} classes="govuk-button--secondary" />
    </div>
  )
}

const moreTimeText = (isAsked: boolean): string => (isAsked ? 'Answer their wish for more time' : 'Give more time')
