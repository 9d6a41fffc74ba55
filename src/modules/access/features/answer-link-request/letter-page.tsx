import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { School } from '../../../directory/public.ts'
import { SERVICE } from '../../emails/email-text.ts'
import { codeText } from '../../proofs/proof-rules.ts'

type Letter = {
  readonly school: School
  readonly code: string
  readonly writtenOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate
  readonly baseUrl: string
}

/** The letter to a headteacher, for the printer. The code stands nowhere else, so the page cannot be opened again later. */
export const letterPage = ({ school, code, writtenOn, expiresOn, baseUrl }: Letter): Page =>
  page(
    { title: `Name the induction tutor of ${school.name}` },
    <>
      <p class="govuk-body govuk-!-display-none-print">
        Print this page now: the code is not kept and cannot be shown again.{' '}
        <a class="govuk-link" href={`/schools/${school.urn}`}>
          Go to the school
        </a>
      </p>
      <Recipient school={school} />
      <p class="govuk-body">{dateText(writtenOn)}</p>
      <h1 class="govuk-heading-l">Name the induction tutor of {school.name}</h1>
      <p class="govuk-body">
        Every school that trains early career teachers names one induction tutor, who sets up their training in{' '}
        {SERVICE}. We could not reach your school by email, so we write to you.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>
          Go to <strong>{`${baseUrl}/schools/${school.urn}/letter`}</strong>
        </li>
        <li>
          Enter this code: <strong>{codeText(code)}</strong>
        </li>
        <li>Give the name and email address of your induction tutor, who can be you.</li>
      </ol>
      <p class="govuk-body">
        The code works once, until {dateText(expiresOn)}. Give it only to somebody who may name the induction tutor.
      </p>
      <p class="govuk-body">
        If you expect no early career teachers this year, enter the code and say so. If your school’s email address in
        Get Information about Schools is out of date, correct it there, so that we can reach you.
      </p>
    </>,
  )

const Recipient = ({ school }: { readonly school: School }): Html => (
  <p class="govuk-body">
    {[school.headName ?? 'The headteacher', school.name, ...school.addressLines].map((line, at) => (
      <>
        {at === 0 ? null : <br />}
        {line}
      </>
    ))}
  </p>
)
