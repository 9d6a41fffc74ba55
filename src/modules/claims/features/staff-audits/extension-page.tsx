import { dateText, momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { page } from '#src/ui/layout.tsx'
import type { Audit } from '../../audits/audit.ts'

/** More time for a provider, granted or refused with a reason that it reads. */
export const extensionPage = (audit: Audit, providerName: string, form: FormState): Page =>
  formPage(
    form,
    { title: 'More time to answer an audit', caption: providerName, headed: 'by-page', submit: 'Send the answer' },
    <>
      <p class="govuk-body">
        Answers are due by {dateText(audit.dueOn)}. The provider needs until{' '}
        {audit.extension === null ? '' : dateText(audit.extension.until)}: “{audit.extension?.because}”
      </p>
      <RadioField
        name="decision"
        legend="Does the provider have more time?"
        choices={[
          { value: 'grant', text: `Yes, until ${audit.extension === null ? '' : dateText(audit.extension.until)}` },
          { value: 'refuse', text: `No, ${dateText(audit.dueOn)} stays` },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="The provider reads it in an email" rows={3} />
    </>,
  )

export const extensionAnsweredPage = (audit: Audit, answer: HistoryEntry | null): Page =>
  page(
    { title: 'This has been answered', back: `/staff/claims/audits/${audit.id}` },
    <>
      <h1 class="govuk-heading-l">This has been answered</h1>
      {answer === null ? null : (
        <p class="govuk-body">
          {answer.sentence}. By {answer.by}, {momentText(answer.at)}.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/staff/claims/audits/${audit.id}`}>
          See the audit as it is now
        </a>
      </p>
    </>,
  )
