import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { CheckboxField, NameField, SelectField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { Timeline } from '#src/ui/timeline.tsx'
import { WhyField } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import type { PreparationItem } from '../../preparation/preparation.ts'
import type { ClaimYear } from '../../years/claim-year.ts'

export type Asking = {
  readonly place: SchoolPlace
  /** Null for a new one. */
  readonly item: PreparationItem | null
  readonly rules: ClaimYear
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** What a colleague did since the form was opened. */
  readonly since: readonly HistoryEntry[]
  readonly why: boolean
}

/** What is known of one mentor. Everything but the name can be left for later. */
export const itemPage = (form: FormState, asked: Asking): Page =>
  formPage(
    form,
    {
      title: asked.item === null ? 'Note a mentor' : `What you know of ${asked.item.mentorName}`,
      caption: asked.place.school.name,
      headed: 'by-page',
      submit: asked.since.length > 0 ? 'Save what I entered' : 'Save',
      ...(asked.since.length > 0 ? { before: <Since {...asked} /> } : {}),
      ...(asked.item === null ? {} : { after: <TakeOff form={form} /> }),
    },
    <>
      <NameField name="mentor-name" label="Name of the mentor" hint="As you know them" autocomplete="off" />
      <CheckboxField
        name="known"
        legend="What do you have already?"
        choices={[
          { value: 'trn', text: 'Their teacher reference number (TRN)' },
          { value: 'date-of-birth', text: 'Their date of birth' },
        ]}
      />
      <SelectField
        name="provider"
        label="Accredited provider that trained them (optional)"
        choices={[
          { value: '', text: 'Not known yet' },
          ...asked.providers.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <TextField
        name="hours"
        label="Hours agreed with the provider (optional)"
        hint={`A whole number, ${asked.rules.initialCap} at most`}
        width={3}
        inputmode="numeric"
      />
      {asked.why ? <WhyField /> : null}
    </>,
  )

const Since = ({ since }: Pick<Asking, 'since'>): Html => (
  <>
    <p class="govuk-body">
      A colleague has changed this since you opened the page. Nothing of yours was saved yet, and what you entered is
      below.
    </p>
    <Timeline entries={since} headingLevel={2} />
  </>
)

const TakeOff = ({ form }: { readonly form: FormState }): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={`${form.action}/removal`}>
      Take them off the list
    </a>
  </p>
)

/** Whether to take a note off the list without a mentor coming of it. */
export const removalPage = (form: FormState, { place, item, why, since }: Asking): Page =>
  formPage(
    form,
    {
      title: `Take ${item?.mentorName ?? 'the mentor'} off the list?`,
      caption: place.school.name,
      headed: 'by-page',
      submit: 'Take off the list',
      ...(since.length > 0 ? { before: <Since since={since} /> } : {}),
    },
    <>
      <p class="govuk-body">What was noted of them is not shown any more. Mentors on your list and claims stay.</p>
      {why ? <WhyField /> : null}
    </>,
  )
