import { dateText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { periodText } from '../../cohorts/cohort-days-rules.ts'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'
import { COHORT_FUNDING } from '../../courses/cohort.ts'
import { FUNDING_TEXT } from './cohort-page.tsx'
import { COHORTS } from './list-page.tsx'

/** A new start of courses. */
export const newCohortPage = (form: FormState): Page =>
  formPage(
    form,
    { title: 'Add a cohort', headed: 'by-page', submit: 'Add the cohort' },
    <>
      <TextField name="identifier" label="Identifier" hint="A year and a letter from a to c, such as 2027a" width={5} />
      <TextField name="name" label="Name" hint="As people choose it, such as Spring 2027" width="one-half" />
      <HintField />
      <RadioField
        name="funding"
        legend="Funding"
        choices={COHORT_FUNDING.map((value) => ({ value, text: FUNDING_TEXT[value] }))}
      />
      <DayFields />
      <TextField name="source" label="Source" hint="Where this was decided or published. It is kept with the cohort" />
    </>,
  )

/** Other days for a cohort, and what is said beside its name. */
export const datesPage = (cohort: CohortRecord, form: FormState): Page =>
  formPage(
    form,
    {
      title: `Change ${cohort.name}`,
      headed: 'by-page',
      submit: 'Save changes',
      before: (
        <p class="govuk-body">
          Registration that has begun keeps its first day. It can end earlier, not before today, or later. Registrations
          that exist stay.
        </p>
      ),
    },
    <>
      <DayFields />
      <HintField />
      <ReasonField />
    </>,
  )

const DayFields = (): Html => (
  <>
    <DateField name="opensOn" legend="First day of registration" hint="For example, 27 9 2027" />
    <DateField name="closesOn" legend="Last day of registration" hint="People can register until its end" />
    <DateField name="startsOn" legend="First day of courses" hint="For example, 27 9 2027" />
  </>
)

const HintField = (): Html => (
  <TextField
    name="hint"
    label="Said beside its name (optional)"
    hint="Shown to people who choose when to start, such as that courses have started already"
  />
)

export const ReasonField = (): Html => (
  <LongTextField name="reason" label="Reason" hint="It is kept with the change" rows={3} />
)

type Copy = { readonly cohort: CohortRecord; readonly earlier: readonly CohortRecord[]; readonly form: FormState }

/** Which cohort's schedules to take over. */
export const copyPage = ({ cohort, earlier, form }: Copy): Page =>
  formPage(
    form,
    { title: 'Copy the schedules of an earlier cohort', caption: cohort.name, headed: 'by-page', submit: 'Copy' },
    <RadioField
      name="from"
      legend="Cohort"
      hint={`All days are moved by as much as the start of courses, to ${dateText(cohort.startsOn)}. You can change each schedule afterwards`}
      choices={earlier.map(({ identifier, name, startsOn }) => ({
        ...{ value: identifier, text: name },
        hint: `Courses started on ${dateText(startsOn)}`,
      }))}
    />,
  )

type Conflict = {
  readonly cohort: CohortRecord
  /** What was done since the form was opened, newest first. */
  readonly entries: readonly HistoryEntry[]
  readonly again: string
}

/** Somebody else was faster: who, what and why, and the way on. */
export const conflictPage = ({ cohort, entries, again }: Conflict): Page =>
  page(
    { title: 'Somebody changed this cohort meanwhile', back: `${COHORTS}/${cohort.identifier}` },
    <>
      <h1 class="govuk-heading-l">Somebody changed this cohort meanwhile</h1>
      <p class="govuk-body">Your change was not saved. Since you opened the form this has happened:</p>
      <Timeline entries={entries} headingLevel={2} />
      <p class="govuk-body">
        Registration is now {periodText(cohort)}, and courses start on {dateText(cohort.startsOn)}.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={again}>
          Open the form again
        </a>
      </p>
    </>,
  )
