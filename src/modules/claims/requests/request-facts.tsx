import type { Actor } from '#src/kit/actor.ts'
import { dateText, londonDate, momentText, Temporal } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { type InformationRequest, topicText } from './information-request.ts'
import { mentorOf, type RequestPlace } from './request-place.ts'

/** Whether the answer is late on the day of `now`. */
export const isLate = ({ status, dueOn }: Pick<InformationRequest, 'status' | 'dueOn'>, now: Temporal.Instant) =>
  status === 'open' && Temporal.PlainDate.compare(dueOn, londonDate(now)) < 0

/** "1 December 2026", and that it has passed. */
export const dueText = (request: Pick<InformationRequest, 'status' | 'dueOn'>, now: Temporal.Instant): string =>
  `${dateText(request.dueOn)}${isLate(request, now) ? ' (late)' : ''}`

type FactsProps = { readonly place: RequestPlace; readonly now: Temporal.Instant; readonly actor: Actor }

/** What was asked, of whom, by whom and by when. Staff are named to staff alone. */
export const RequestFacts = ({ place, now, actor }: FactsProps): Html => {
  const { request, askedName, askerName } = place
  const asker = actor.isStaff || askerName !== null ? `${request.askedByName}, ${askerName ?? 'DfE'}` : 'DfE'
  return (
    <Summary
      rows={[
        { key: 'Status', value: <StatusTag status={`request-${request.status}`} /> },
        { key: 'Claim', value: place.claim.reference },
        { key: 'School', value: place.claim.submitted?.schoolName ?? place.school.name },
        { key: 'About', value: mentorOf(place) ?? 'The whole claim' },
        { key: 'Topic', value: topicText[request.topic] },
        { key: 'Asked of', value: askedName },
        { key: 'Asked by', value: `${asker}, ${momentText(request.askedAt)}` },
        { key: 'Answer by', value: dueText(request, now) },
        ...extensionRows(request),
        ...answerRows(request),
      ]}
    />
  )
}

const extensionRows = ({ extension }: InformationRequest): readonly SummaryRow[] =>
  extension === null
    ? []
    : [{ key: 'More time asked for', value: `Until ${dateText(extension.until)}: ${extension.because}` }]

function answerRows({ answeredAt, answeredByName, receipt, settledBecause, status }: InformationRequest) {
  return [
    ...(answeredAt === null
      ? []
      : [
          {
            key: status === 'open' ? 'Answered before' : 'Answered',
            value: `${momentText(answeredAt)} by ${answeredByName ?? ''}`,
          },
        ]),
    ...(receipt === null ? [] : [{ key: 'Receipt', value: receipt }]),
    ...(settledBecause === null
      ? []
      : [{ key: status === 'cancelled' ? 'Why it is not needed' : 'Settled because', value: settledBecause }]),
  ]
}

/** What somebody wrote, on the lines that they wrote it on. */
export const Said = ({ words }: { readonly words: string }): Html => (
  <blockquote class="govuk-inset-text">
    {words.split('\n').flatMap((line) => (line.trim() === '' ? [] : [<p class="govuk-body">{line}</p>]))}
  </blockquote>
)
