import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ConsentText } from '../../consents/consent-texts-queries.ts'

export const TEXTS = '/staff/npq/consent-texts'

/** Longest text: it stands beside one checkbox. Own figure. */
export const LONGEST_TEXT = 1_000

export type Standing = 'coming' | 'counts' | 'before'
type Listed = { readonly text: ConsentText; readonly standing: Standing; readonly agreed: number }

/** Every text that people agreed to, agree to or will agree to. */
export const textsPage = (listed: readonly Listed[], mayManage: boolean): Page =>
  page(
    { title: 'Consent texts', width: 'full', breadcrumbs: [{ text: 'Staff home', href: '/staff' }] },
    <>
      <h1 class="govuk-heading-l">Consent texts</h1>
      <p class="govuk-body">
        What people agree to when they register for an NPQ. Each registration keeps the version that it agreed to.
      </p>
      {mayManage ? <Button text="Add a text" href={`${TEXTS}/new`} /> : null}
      <WideTable
        caption="All texts"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          ...['Version', 'Counts from', 'Status'].map((text) => ({ text })),
          { text: 'Registrations that agreed', format: 'numeric' },
        ]}
        rows={listed.map(({ text, standing, agreed }) => [
          { html: <TextLink text={text} /> },
          { text: momentText(text.inForceFrom) },
          { html: <StatusTag status={`npq-version-${standing}`} /> },
          { text: countText(agreed), format: 'numeric' },
        ])}
      />
    </>,
  )

const TextLink = ({ text: { version } }: { readonly text: ConsentText }): Html => (
  <a class="govuk-link" href={`${TEXTS}/${version}`}>
    {version}
  </a>
)

export const textPage = ({ text, standing, agreed, entries }: Listed & { readonly entries: readonly HistoryEntry[] }) =>
  page(
    { title: `Consent text ${text.version}`, back: TEXTS },
    <>
      <h1 class="govuk-heading-l">Consent text {text.version}</h1>
      <p class="govuk-body">
        <StatusTag status={`npq-version-${standing}`} /> {nextFor(`npq-version-${standing}`, 'staff')}
      </p>
      <InsetText text={text.text} />
      <Summary
        rows={[
          { key: 'Counts from', value: momentText(text.inForceFrom) },
          { key: 'Registrations that agreed', value: countText(agreed) },
        ]}
      />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )

/** A new text. It is looked at before it is kept: nothing of it can be changed later. */
export const newTextPage = (form: FormState): Page =>
  formPage(
    form,
    { title: 'Add a consent text', headed: 'by-page', submit: 'Preview' },
    <>
      <LongTextField
        name="text"
        label="Text"
        hint="It stands beside a checkbox, so begin with “I agree that”"
        max={LONGEST_TEXT}
      />
      <RadioField
        name="when"
        legend="When does it start to count?"
        choices={[
          { value: 'now', text: 'Now' },
          {
            value: 'later',
            text: 'On a later day',
            conditional: <DateField name="from" legend="First day" hint="For example, 27 9 2027" />,
          },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="It is kept with the text" rows={3} />
    </>,
  )

type Preview = {
  readonly text: string
  /** Null for now. */
  readonly from: Temporal.Instant | null
  readonly reason: string
  /** What it replaces; null where nothing counted before. */
  readonly replaced: ConsentText | null
  /** Goes back to the form with all that was typed. */
  readonly change: FormState
  readonly confirm: FormState
}

/** The text as people will see it, beside the one that it replaces. */
export const previewPage = ({ text, from, reason, replaced, change, confirm }: Preview): Page =>
  page(
    { title: 'Check the consent text' },
    <>
      <h1 class="govuk-heading-l">Check the consent text</h1>
      <h2 class="govuk-heading-m">As people will see it</h2>
      <p class="govuk-body govuk-!-font-weight-bold">Do you agree?</p>
      <InsetText text={text} />
      {replaced ? (
        <>
          <h2 class="govuk-heading-m">It replaces version {replaced.version}</h2>
          <InsetText text={replaced.text} />
        </>
      ) : null}
      <Summary
        rows={[
          { key: 'Counts from', value: from === null ? 'The moment you add it' : momentText(from) },
          { key: 'Reason', value: reason },
        ]}
      />
      <p class="govuk-body">
        Nobody can change or remove it once you have added it. People who are registering when it begins to count are
        asked again.
      </p>
      <Form state={confirm}>
        <Button text="Add the text" preventDoubleClick />
      </Form>
      <Form state={change}>
        <Button text="Change it" classes="govuk-button--secondary" />
      </Form>
    </>,
  )
