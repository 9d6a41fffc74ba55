import { dateText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { YearField } from '../../places/year-field.tsx'
import type { ClaimWindow, ClaimYear } from '../../years/claim-year.ts'
import { lastDay } from '../../years/window-rules.ts'

export const WINDOWS = '/staff/claims/windows'

/** "5 October 2026 to 18 December 2026". */
export const windowText = (window: ClaimWindow): string =>
  `${dateText(window.period.from)} to ${dateText(lastDay(window))}`

/** A new time of claiming. */
export const newWindowPage = (years: readonly ClaimYear[], form: FormState): Page =>
  formPage(
    form,
    { title: 'Add a claim window', headed: 'by-page', submit: 'Add the window' },
    <WindowFields years={years} />,
  )

type FormFacts = { readonly window: ClaimWindow; readonly years: readonly ClaimYear[]; readonly form: FormState }

/** Other days for a window. */
export const windowFormPage = ({ window, years, form }: FormFacts): Page =>
  formPage(
    form,
    {
      title: 'Change the claim window',
      caption: windowText(window),
      headed: 'by-page',
      submit: 'Save changes',
      before: (
        <p class="govuk-body">
          A window that is open keeps its first day. It can end earlier, today at the soonest, or later. Claims that
          were sent stay.
        </p>
      ),
    },
    <WindowFields years={years} />,
  )

const WindowFields = ({ years }: { readonly years: readonly ClaimYear[] }): Html => (
  <>
    <YearField
      years={years}
      label="Academic year of the training"
      hint="A window in September can be for the year before"
    />
    <DateField name="from" legend="First day of claiming" hint="For example, 27 9 2027" />
    <DateField name="lastDay" legend="Last day of claiming" hint="Schools can claim until its end" />
    <DateField
      name="paidByAuthorityOn"
      legend="Day of payment through the local authority (optional)"
      hint="When maintained schools can expect to be paid"
    />
    <DateField
      name="paidDirectlyOn"
      legend="Day of direct payment (optional)"
      hint="When academies and others can expect to be paid"
    />
    <LongTextField name="reason" label="Reason" hint="It is kept with the change" rows={3} />
  </>
)

/** Whether to take away a window that nobody has used. */
export const removalPage = (window: ClaimWindow, form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Remove this claim window',
      caption: windowText(window),
      headed: 'by-page',
      submit: 'Remove the window',
      before: (
        <p class="govuk-body">
          Schools will not see it any more. It can be removed because it has not opened and no claim belongs to it.
        </p>
      ),
    },
    <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />,
  )

type Conflict = FormFacts & {
  /** What was done since the form was opened, newest first. */
  readonly entries: readonly HistoryEntry[]
}

/** A colleague was faster: who, what and why, and the form with what was typed. */
export const conflictPage = ({ window, years, entries, form }: Conflict): Page =>
  page(
    { title: 'A colleague changed this window meanwhile', back: `${WINDOWS}/${window.id}` },
    <>
      <h1 class="govuk-heading-l">A colleague changed this window meanwhile</h1>
      <p class="govuk-body">Your change was not saved. Since you opened the form this has happened:</p>
      <Timeline entries={entries} headingLevel={2} />
      <p class="govuk-body">Claiming is now open from {windowText(window)}. This is what you entered:</p>
      <Form state={form}>
        <WindowFields years={years} />
        <Button text="Save my changes instead" preventDoubleClick />
      </Form>
    </>,
  )
