import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import type { ProviderPlace, ReleaseRequest } from '../../requests/release-requests-queries.ts'

type Asked = ProviderPlace & { readonly asked: ReleaseRequest }

/** What they want, as far as it is this provider's to know. */
export function wishOf({ request, wantsHere }: ReleaseRequest): string {
  if (wantsHere !== null) return `The ${wantsHere} with you instead`
  return request.kind === 'course' ? 'Another course with another provider' : 'Another provider'
}

/** One request, and the question whether to let them go. */
export const answerPage = ({
  asked,
  form,
  isStaff,
}: Asked & { readonly form: FormState; readonly isStaff: boolean }): Page => {
  const title = `${asked.participant} asks you to let them go`
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={factsOf(asked)} />
      <h2 class="govuk-heading-m">What your answer does</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          If you let them go, their registration {asked.wantsHere ? 'waits for your answer again' : 'leaves you'}.{' '}
          {placeText(asked)}
        </li>
        <li>If you do not, everything stays as it is. They are told why, and can ask again.</li>
      </ul>
      <Form state={form}>
        <RadioField
          name="decision"
          legend="Do you let them go?"
          choices={[
            { value: 'release', text: 'Yes, let them go' },
            { value: 'refuse', text: 'No', conditional: <Why /> },
          ]}
        />
        {isStaff ? (
          <TextField name="reason" label="Why do you answer for the provider?" hint="It is kept with the answer" />
        ) : null}
        <Button text="Send your answer" preventDoubleClick />
      </Form>
    </>,
  )
}

const Why = (): Html => (
  <LongTextField name="because" label="Why not?" hint="We tell them what you enter" rows={3} max={500} />
)

const placeText = ({ fundedPlace }: ReleaseRequest): string =>
  fundedPlace === true ? 'The funded place that you gave them ends.' : 'You do not need to reject it as well.'

const ANSWERS = {
  asked: 'waits for your answer',
  released: 'You let them go',
  refused: 'You did not let them go',
  'taken-back': 'They do not want to leave any more',
} as const

/** What became of a request. */
export const answeredPage = ({ organisationId, asked }: Asked): Page => {
  const { request } = asked
  const title = ANSWERS[request.status]
  return page(
    { title, back: `/organisations/${organisationId}/npq-release-requests` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        The request of {asked.participant} was {request.status === 'taken-back' ? 'taken back' : 'answered'}
        {request.answeredAt ? ` at ${momentText(request.answeredAt)}` : ''}. Nothing more is left to do.
      </p>
      <Summary
        rows={[
          ...factsOf(asked),
          ...(request.refusedBecause ? [{ key: 'Reason given', value: request.refusedBecause }] : []),
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${organisationId}/npq-release-requests`}>
          See the requests that wait for an answer
        </a>
      </p>
    </>,
  )
}

const WHY: Readonly<Record<string, string>> = {
  moved: 'The registration is not with you any more.',
  'not-possible': 'Their training has started, has been paused or has ended since they asked.',
  'already-registered': 'They have another registration for the course that they asked for.',
  'not-offered': 'The provider that they chose does not deliver the course any more.',
  'no-rules': 'We do not hold the funding rules that their registration was decided by.',
}

/** What they asked for cannot come about any more. */
export const cannotReleasePage = ({ organisationId, asked }: Asked, code: string): Page =>
  page(
    { title: 'They cannot be let go as they asked' },
    <>
      <h1 class="govuk-heading-l">They cannot be let go as they asked</h1>
      <p class="govuk-body">{WHY[code] ?? 'What they asked for is not possible any more.'} Nothing has been changed.</p>
      <p class="govuk-body">
        You can refuse the request and say that. {asked.participant} is told, and can ask for something else.
      </p>
      <Button
        text="Go back to the request"
        href={`/organisations/${organisationId}/npq-release-requests/${asked.request.id}`}
      />
    </>,
  )

const factsOf = (asked: ReleaseRequest): readonly SummaryRow[] => [
  { key: 'Participant', value: asked.participant },
  { key: 'Course', value: `${asked.course}, ${asked.cohort}` },
  { key: 'They want', value: wishOf(asked) },
  { key: 'Asked on', value: dateText(londonDate(asked.request.askedAt)) },
  { key: 'Registered on', value: dateText(londonDate(asked.registeredAt)) },
  ...(asked.acceptedAt ? [{ key: 'You accepted them on', value: dateText(londonDate(asked.acceptedAt)) }] : []),
  { key: 'Application id', value: asked.request.registrationId },
]
