import type { Page } from '#src/platform/http/route.ts'
import { RadioField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { EXPIRES_AFTER_DAYS } from '../../expiry/expiry-rules.ts'
import { recordPath, type StaffRecord } from './record.ts'

export const REJECTIONS = ['rejected_by_provider', 'registration_expired'] as const

const REJECTION_TEXT: Readonly<{ [because in (typeof REJECTIONS)[number]]: string }> = {
  rejected_by_provider: 'The provider does not take this person on',
  registration_expired: 'Its time has passed without an answer',
}

export const revertPage = (record: StaffRecord, form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Make this registration pending again',
      caption: captionOf(record),
      headed: 'by-page',
      submit: 'Make it pending',
    },
    <>
      <p class="govuk-body">
        {record.view.provider.name} can accept or reject it anew. A funded place is taken off, and the person is told by
        email. What happened before stays in the history.
      </p>
      <p class="govuk-body">
        Where registration for {record.view.cohort.name} has closed, it expires {EXPIRES_AFTER_DAYS} days from today
        unless a provider accepts it before.
      </p>
      <WhyField />
    </>,
  )

export const rejectPage = (record: StaffRecord, form: FormState): Page =>
  formPage(
    form,
    { title: 'Reject this registration', caption: captionOf(record), headed: 'by-page', submit: 'Reject it' },
    <>
      <p class="govuk-body">The person is told by email and can choose another provider or register again.</p>
      <RadioField
        name="because"
        legend="Why it is rejected"
        choices={REJECTIONS.map((value) => ({ value, text: REJECTION_TEXT[value] }))}
      />
      <WhyField />
    </>,
  )

const captionOf = ({ person, view }: StaffRecord): string => `${person?.name ?? 'No name'}, ${view.course.name}`

const WhyField = (): Html => (
  <TextField
    name="reason"
    label="Reason"
    hint="Such as who asked for it, and how you know. It is kept with the change"
  />
)

const STOPPED: Readonly<{ [code: string]: string }> = {
  'already-pending': 'It is pending already: a colleague or the provider was faster.',
  'already-rejected': 'It has been rejected already: a colleague or the provider was faster.',
  'was-withdrawn': 'Its owner has withdrawn it.',
  'has-expired': 'It has expired.',
  'has-declarations':
    'Its provider has declared training that counts. Ask the provider to void the declarations first.',
  'other-live': 'The person has another registration for this course and cohort that is not over.',
  'changed-meanwhile': 'It was changed while you were looking at it.',
}

/** Nothing was changed, and why. */
export const stoppedPage = (record: StaffRecord, code: string): Page =>
  page(
    { title: 'Nothing was changed', back: recordPath(record) },
    <>
      <h1 class="govuk-heading-l">Nothing was changed</h1>
      <p class="govuk-body">{STOPPED[code] ?? 'You cannot do this with the registration as it is now.'}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={recordPath(record)}>
          See the registration as it is now
        </a>
      </p>
    </>,
  )
