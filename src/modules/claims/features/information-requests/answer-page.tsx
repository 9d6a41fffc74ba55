import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { Evidence } from '../../requests/evidence.ts'
import { EvidenceUpload } from '../../requests/evidence-upload.tsx'
import { RequestFacts, Said } from '../../requests/request-facts.tsx'
import type { RequestPlace } from '../../requests/request-place.ts'

export const LONGEST_ANSWER = 5_000

export type AnswerFacts = {
  readonly place: RequestPlace
  readonly files: readonly Evidence[]
  readonly values: RawValues
  readonly errors: readonly FieldError[]
  /** What became of files just now. */
  readonly done: string | null
  readonly actor: Actor
  readonly now: Temporal.Instant
}

/** A question with the form of its answer. Files and words are one form: whatever button is pressed, both are kept. */
export const answerPage = (facts: AnswerFacts): Page => {
  const { place, files, values, errors, done, actor, now } = facts
  const { claim, request, figures } = place
  const title = `Answer a question about claim ${claim.reference}`
  const at = `/claims/${claim.id}/requests`
  const form = freshForm(`${at}/${request.id}/answer`, { values, errors, hidden: { seen: String(request.revision) } })
  return page(
    { title, errors, back: at },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <span class="govuk-caption-l">{place.askedName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <h2 class="govuk-heading-m">The question</h2>
      <Said words={request.question} />
      <RequestFacts place={place} now={now} actor={actor} />
      <MoreTime place={place} />
      <Form state={form} files>
        <LongTextField name="answer" label="Your answer" hint={answerSeenBy(place)} rows={8} max={LONGEST_ANSWER} />
        <EvidenceUpload files={files} figures={figures} seenBy={filesSeenBy(place)} />
        <h2 class="govuk-heading-m">Send your answer</h2>
        <p class="govuk-body">
          Files that you have selected are sent with it. You get a receipt by email. You cannot change the answer after
          that.
        </p>
        <Button text="Send answer" preventDoubleClick />
      </Form>
    </>,
  )
}

const answerSeenBy = ({ askedName, askerName }: RequestPlace): string =>
  askerName === null
    ? `People at ${askedName} and at DfE can read it`
    : `People at ${askedName}, at ${askerName} and at DfE can read it`

/** Who can open files, in one sentence. */
const filesSeenBy = ({ askedName, askerName, asked }: RequestPlace): string => {
  const trust = asked === 'school' ? ', at its trust' : ''
  const without = askerName === null ? '' : ` ${askerName} cannot.`
  return `Only people who have access to this service at ${askedName}${trust} and DfE staff who deal with claims can open the files.${without}`
}

const MoreTime = ({ place: { claim, request } }: Pick<AnswerFacts, 'place'>): Html =>
  request.extension === null ? (
    <p class="govuk-body">
      <a class="govuk-link" href={`/claims/${claim.id}/requests/${request.id}/more-time`}>
        Ask for more time
      </a>
    </p>
  ) : (
    <p class="govuk-body">You have asked for more time. Until DfE answers, the day above stands.</p>
  )
