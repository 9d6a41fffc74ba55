import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { trn } from '#src/kit/form-fields.ts'
import type { Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { TextField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Details, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { Person } from '../../../directory/public.ts'

const TITLE = 'Your teacher reference number'
const PATH = '/account/teacher-reference-number'

/** Both are needed: the number finds the record, the date of birth shows that it is theirs. */
export const numberSchema = (now: Temporal.Instant) =>
  z.object({
    trn: trn({ missing: 'Enter your teacher reference number (TRN)' }),
    'date-of-birth': date({
      missing: 'Enter your date of birth',
      label: 'Date of birth',
      notBefore: { day: Temporal.PlainDate.from('1900-01-01'), message: 'Year of birth must be 1900 or later' },
      notAfter: {
        day: londonDate(now).subtract({ days: 1 }),
        message: 'Date of birth must be in the past',
      },
    }),
  })

type Asking = {
  readonly back: string | null
  readonly values: RawValues
  readonly errors: readonly FieldError[]
  readonly now: Temporal.Instant
}

/** The question. The date of birth is shown again while it is being put right, and is kept nowhere. */
export const askPage = ({ back, values, errors }: Asking): Page =>
  formPage(
    freshForm(PATH, { back: back ?? '/account', values, errors, ...(back ? { hidden: { return: back } } : {}) }),
    { title: TITLE, headed: 'by-page', submit: 'Check my number', before: <Why />, after: <NoNumber /> },
    <>
      <TextField
        name="trn"
        label="Teacher reference number (TRN)"
        hint="7 numbers, such as 2345678. It may be written RP23/45678"
        width={10}
        inputmode="numeric"
        spellcheck={false}
      />
      <DateField name="date-of-birth" legend="Date of birth" hint="For example, 27 3 1987" />
    </>,
  )

const Why = (): Html => (
  <>
    <p class="govuk-body">
      With it your training is put on your own record, and you do not register twice under two accounts.
    </p>
    <p class="govuk-body">
      We ask the teaching record whether the number and the date of birth belong together. We do not keep your date of
      birth.
    </p>
  </>
)

const NoNumber = (): Html => (
  <Details
    summaryText="I do not know my number"
    html={
      <>
        <p class="govuk-body">
          Look on a payslip, in your teaching qualification, or ask your employer. You can also{' '}
          <a class="govuk-link" href="https://www.gov.uk/guidance/teacher-reference-number-trn">
            find a lost number on GOV.UK
          </a>
          .
        </p>
        <p class="govuk-body">If you do not have one, you can go on without it and add it later.</p>
      </>
    }
  />
)

type Own = {
  readonly person: Person
  readonly accountName: string
  readonly isOtherName: boolean
  /** What was just done, or null. */
  readonly done: string | null
  readonly back: string | null
}

/** The number that the teaching record has confirmed. */
export const ownNumberPage = ({ person, accountName, isOtherName, done, back }: Own): Page =>
  page(
    { title: TITLE, back: back ?? '/account' },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <Summary
        rows={[
          { key: 'TRN', value: person.trn },
          { key: 'Name on the teaching record', value: person.name },
          { key: 'Confirmed', value: person.trnConfirmedAt ? dateText(londonDate(person.trnConfirmedAt)) : null },
        ]}
      />
      {isOtherName ? <OtherName accountName={accountName} recordName={person.name} /> : null}
      {back ? (
        <p class="govuk-body">
          <a class="govuk-link" href={back}>
            Continue with what you were doing
          </a>
        </p>
      ) : null}
      <p class="govuk-body">
        If this is not your number,{' '}
        <a class="govuk-link" href="/sign-in/problems">
          tell the support team
        </a>
        .
      </p>
    </>,
  )

const OtherName = ({
  accountName,
  recordName,
}: {
  readonly accountName: string
  readonly recordName: string
}): Html => (
  <InsetText
    html={
      <>
        <p class="govuk-body">
          Your account has the name {accountName}, the teaching record has {recordName}. Both can stay as they are: the
          number decides whose record it is.
        </p>
        <p class="govuk-body">
          You can{' '}
          <a class="govuk-link" href="/account/name">
            change the name of your account
          </a>
          , or{' '}
          <a class="govuk-link" href="https://www.gov.uk/guidance/teacher-self-service-portal">
            change your name on the teaching record
          </a>
          .
        </p>
      </>
    }
  />
)
