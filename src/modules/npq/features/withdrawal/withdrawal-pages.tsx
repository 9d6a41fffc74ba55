import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { Found } from '../../requests/changing-queries.ts'

/** Asked once more: what ends, who is told, and that one can register again. */
export const withdrawalPage = ({ view, at, isOwn }: Found, form: FormState): Page => {
  const title = 'Withdraw your registration'
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          { key: 'Course', value: `${view.course.name}, ${view.cohort.name}` },
          { key: 'Provider', value: view.provider.name },
        ]}
      />
      <p class="govuk-body">If you withdraw:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>this registration ends, and {view.provider.name} is told not to work on it</li>
        <li>you can register again while registration is open, as if for the first time</li>
        <li>you cannot undo it</li>
      </ul>
      <p class="govuk-body">
        You do not need to withdraw to{' '}
        <a class="govuk-link" href={`${at.registration}/change-course`}>
          change your course
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={`${at.registration}/change-provider`}>
          change your provider
        </a>
        .
      </p>
      <Form state={form}>
        {isOwn ? null : (
          <TextField name="reason" label="Reason" hint="Such as who asked for it. It is kept with the change" />
        )}
        <Button text="Withdraw registration" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    </>,
  )
}

export const withdrawnPage = ({ view, at }: Found): Page =>
  confirmationPage({
    title: 'Your registration has been withdrawn',
    next: (
      <>
        <p class="govuk-body">
          Your registration for the {view.course.name} with {view.provider.name} has ended. We have emailed you, and
          told {view.provider.name}.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/npq">
            Register for an NPQ
          </a>{' '}
          or{' '}
          <a class="govuk-link" href={at.registration}>
            review the registration that ended
          </a>
        </p>
      </>
    ),
  })
