import type { Actor } from '#src/kit/actor.ts'
import { counted } from '#src/kit/counted.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { nextFor, statusOf } from '#src/ui/statuses.ts'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceList } from '../../requests/evidence-list.tsx'
import { RequestFacts, Said } from '../../requests/request-facts.tsx'
import type { RequestPlace } from '../../requests/request-place.ts'

type Read = {
  readonly place: RequestPlace
  /** Null for readers who may not see them: the provider that asked. */
  readonly files: readonly Evidence[] | null
  readonly actor: Actor
  readonly now: Temporal.Instant
}

const listOf = ({ claim }: RequestPlace): string => `/claims/${claim.id}/requests`

/** A question with its answer, to read. */
export const readPage = ({ place, files, actor, now }: Read): Page => {
  const { claim, request } = place
  const title = `Question about claim ${claim.reference}`
  return page(
    { title, back: listOf(place) },
    <>
      <span class="govuk-caption-l">{place.askedName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Next place={place} isAsker={files === null} />
      <h2 class="govuk-heading-m">The question</h2>
      <Said words={request.question} />
      <RequestFacts place={place} now={now} actor={actor} />
      {request.answer === null ? null : (
        <>
          <h2 class="govuk-heading-m">The answer</h2>
          <Said words={request.answer} />
        </>
      )}
      {files === null ? null : <EvidenceList files={files} />}
    </>,
  )
}

const Next = ({
  place: { request, asked, askedName },
  isAsker,
}: {
  readonly place: RequestPlace
  readonly isAsker: boolean
}): Html => {
  if (request.status !== 'open') return <p class="govuk-body">{nextFor(`request-${request.status}`, asked)}</p>
  return isAsker ? (
    <p class="govuk-body">{askedName} has not answered yet. They are reminded before the day.</p>
  ) : (
    <p class="govuk-body">
      You can read this, but your role does not let you answer. Ask an administrator, an induction tutor or whoever
      claims at {askedName} to answer.
    </p>
  )
}

/** It was answered, settled or dropped while somebody was typing: their words are theirs to keep. */
export const notSentPage = (place: RequestPlace, words: string): Page => {
  const { request } = place
  const title = 'Your answer was not sent'
  return page(
    { title, back: listOf(place) },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{whyNotSent(place)}</p>
      {words.trim() === '' ? null : (
        <>
          <h2 class="govuk-heading-m">What you wrote</h2>
          <p class="govuk-body">It is only on this page. Copy it if you need it.</p>
          <Said words={words} />
        </>
      )}
      <Button text="See the question as it is now" href={`${listOf(place)}/${request.id}`} />
    </>,
  )
}

const whyNotSent = ({ request }: RequestPlace): string =>
  request.status === 'answered'
    ? `${request.answeredByName ?? 'A colleague'} has answered this question while you had the page open. DfE can ask again if something is missing.`
    : `DfE does not need an answer any more. The question is now: ${statusOf(`request-${request.status}`).text.toLowerCase()}. ${request.settledBecause ?? ''}`

/** That the answer was received, with what can be quoted. */
export const sentPage = (place: RequestPlace, files: readonly Evidence[]): Page =>
  confirmationPage({
    title: 'Answer sent',
    reference: place.request.receipt ?? '',
    next: (
      <>
        <p class="govuk-body">
          We have emailed this receipt to everybody who claims or answers for {place.askedName}. You sent{' '}
          {files.length === 0 ? 'no files' : counted(files.length, 'file', 'files')} with it.
        </p>
        <p class="govuk-body">
          {place.askerName ?? 'DfE'} reads your answer. If a file holds a virus, or something is missing, you are asked
          again by email.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`${listOf(place)}/${place.request.id}`}>
            See your answer
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/claims/${place.claim.id}`}>
            Go to claim {place.claim.reference}
          </a>
        </p>
      </>
    ),
  })
