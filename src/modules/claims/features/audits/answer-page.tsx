import { dateText, momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { REFUSAL_CHOICES } from '../../audits/answer-form.ts'
import { refusalText, type Said } from '../../audits/audit.ts'
import type { AuditedPlace } from '../../audits/audit-place.ts'
import { newestOf } from '../../audits/audit-rules.ts'
import { saidText } from '../../audits/said-text-rules.ts'
import type { Claim } from '../../claims/claim.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { WhyField } from '../../places/on-behalf.tsx'
import { standingText } from './audit-page.tsx'

type Facts = {
  readonly place: AuditedPlace
  readonly form: FormState
  /** Staff answer for the provider and say why. */
  readonly onBehalf: boolean
  readonly notices: readonly string[]
}

/** One claim: for each mentor what the provider's records say. */
export const answerPage = ({ place, form, onBehalf, notices }: Facts): Page => {
  const title = `Claim ${place.claim.reference}: are the hours right?`
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      {notices.map((notice) => (
        <NotificationBanner text={notice} />
      ))}
      <span class="govuk-caption-l">{place.claim.submitted?.schoolName ?? ''}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={rowsOf(place)} />
      <p class="govuk-body">
        If there were more hours than the school claimed, confirm them: nothing can be added once a claim is paid.
      </p>
      <Form state={form}>
        {place.claim.lines.map((line, at) => (
          <Mentor line={line} at={at} />
        ))}
        {onBehalf ? <WhyField /> : null}
        <div class="govuk-button-group">
          <Button text="Give these answers" name="decision" value="give" preventDoubleClick />
          <Button
            text="Save and finish later"
            name="decision"
            value="save"
            classes="govuk-button--secondary"
            preventDoubleClick
          />
        </div>
      </Form>
      <p class="govuk-body">You cannot change answers once they are given.</p>
    </>,
  )
}

const rowsOf = ({ claim, audit }: AuditedPlace) => [
  { key: 'School', value: schoolText(claim) },
  { key: 'Academic year', value: `${claim.year} to ${claim.year + 1}` },
  { key: 'Answer by', value: dateText(audit.dueOn) },
]

const schoolText = ({ submitted }: Claim): string =>
  submitted === null
    ? ''
    : `${submitted.schoolName}${submitted.schoolUrn === null ? '' : ` (URN ${submitted.schoolUrn})`}`

const Mentor = ({ line, at }: { readonly line: Claim['lines'][number]; readonly at: number }): Html => (
  <RadioField
    name={`answer-${at}`}
    legend={`${line.mentorName}, ${hoursText(line.hours)}`}
    hint={`Teacher reference number ${line.mentorTrn}${line.trainingType === 'refresher' ? '. Refresher training' : ''}`}
    choices={[
      { value: 'confirmed', text: `Yes, ${hoursText(line.hours)} or more` },
      {
        value: 'other-hours',
        text: 'No, there were fewer hours',
        conditional: (
          <>
            <TextField name={`hours-${at}`} label="Hours in your records" inputmode="numeric" width={3} />
            <LongTextField name={`hours-note-${at}`} label="Note for the school and DfE (optional)" rows={2} />
          </>
        ),
      },
      {
        value: 'refused',
        text: 'No, we do not confirm any hours',
        conditional: (
          <>
            <RadioField
              name={`reason-${at}`}
              legend="Why?"
              small
              choices={REFUSAL_CHOICES.map((value) => ({ value, text: refusalText[value] }))}
            />
            <LongTextField
              name={`note-${at}`}
              label="Note for the school and DfE"
              hint="You can leave it empty unless you select another reason"
              rows={2}
            />
          </>
        ),
      },
    ]}
  />
)

/** What was said about a claim, when nothing can be said any more or the reader may not. */
export const seenPage = (place: AuditedPlace, notice: string | null = null): Page => {
  const { claim, said } = place
  const title = `Claim ${claim.reference} in this audit`
  const answers = newestOf(said, 'provider', { drafts: true })
  return page(
    { title, back: `/organisations/${place.providerId}/audits/${place.audit.id}` },
    <>
      {notice === null ? null : <NotificationBanner text={notice} />}
      <span class="govuk-caption-l">{claim.submitted?.schoolName ?? ''}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <InsetText text={standing(place)} />
      <Summary
        title="What the provider says"
        rows={claim.lines.map((line) => ({
          key: `${line.mentorName}, ${hoursText(line.hours)}`,
          value: wordOf(line, answers.get(line.id)),
        }))}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${place.providerId}/audits/${place.audit.id}`}>
          Go to all claims of this audit
        </a>
      </p>
    </>,
  )
}

function standing({ claim, standing: at, said }: AuditedPlace): string {
  const hasSaved = said.some(({ isDraft }) => isDraft)
  const facts = { ...at, hasSaved, reference: claim.reference, schoolName: '', schoolUrn: null, status: claim.status }
  return standingText(facts)
}

const wordOf = (line: Claim['lines'][number], word: Said | undefined): Html | string => {
  if (!word) return 'Nothing yet'
  return (
    <>
      {saidText(word, line.hours)}
      {word.note === null ? '' : ` “${word.note}”`}
      <br />
      <span class="govuk-hint">
        {word.isDraft ? 'Saved' : 'Said'} by {word.saidByName}, {momentText(word.saidAt)}
      </span>
    </>
  )
}
