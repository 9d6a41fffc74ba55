import type { Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { CheckboxField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { DECLARATION_TYPES, type Schedule } from '../../training/schedule.ts'
import { ReasonField } from './cohort-forms.tsx'
import { COHORTS } from './list-page.tsx'

/** A schedule that nobody trains on yet. */
export const schedulePage = (schedule: Schedule, form: FormState): Page =>
  formPage(
    form,
    {
      ...{ title: `Change schedule ${schedule.name}`, caption: schedule.identifier, headed: 'by-page' },
      submit: 'Save the schedule',
      after: (
        <p class="govuk-body">
          <a class="govuk-link" href={`${COHORTS}/${schedule.cohort}/schedules/${schedule.identifier}/removal`}>
            Remove this schedule
          </a>
        </p>
      ),
    },
    <>
      <TextField name="name" label="Name" width="two-thirds" />
      <DateField name="appliesFrom" legend="First day" hint="For example, 27 9 2027" />
      <DateField name="appliesTo" legend="Last day" hint="For example, 27 9 2027" />
      <CheckboxField
        name="declarationTypes"
        legend="What providers declare"
        choices={DECLARATION_TYPES.map((value) => ({ value, text: value }))}
      />
      <ReasonField />
    </>,
  )

export const removalPage = (schedule: Schedule, form: FormState): Page =>
  formPage(
    form,
    {
      ...{ title: `Remove schedule ${schedule.name}`, caption: schedule.identifier, headed: 'by-page' },
      submit: 'Remove the schedule',
      before: (
        <p class="govuk-body">
          Nobody is on it. Providers cannot accept anybody on it any more; it can be had again only by copying.
        </p>
      ),
    },
    <ReasonField />,
  )
