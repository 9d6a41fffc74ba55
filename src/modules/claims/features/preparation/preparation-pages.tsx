import { academicYearText, dateText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { RadioField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText, NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { Told } from '../../../access/public.ts'
import { WhyField } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { canBeAdded, lacks, type PreparationItem } from '../../preparation/preparation.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { lastDay, windowState } from '../../years/window-rules.ts'

export type Prepared = {
  readonly place: SchoolPlace
  readonly year: number
  readonly window: ClaimWindow | null
  readonly day: Temporal.PlainDate
  readonly items: readonly PreparationItem[]
  /** Accredited providers by id. */
  readonly providers: ReadonlyMap<string, string>
  readonly mayChange: boolean
}

const TITLE = 'What you need before you claim'

/** The school's list, shared by everybody who works there. */
export const listPage = (facts: Prepared, done: string | null): Page =>
  page(
    { title: TITLE, back: `/organisations/${facts.place.schoolId}/claims`, width: 'full' },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <span class="govuk-caption-l">{facts.place.school.name}</span>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        Note each mentor whose training you claim for in {academicYearText(facts.year)}, and what you know already.
        Everybody who works with claims at your school sees the same list. Do not write numbers or dates of birth here:
        you enter them when you add the mentor.
      </p>
      <When {...facts} />
      {facts.items.length === 0 ? <p class="govuk-body">There is nobody on the list.</p> : <Items {...facts} />}
      <Ways {...facts} />
    </>,
  )

const When = ({ window, day }: Prepared): Html | null => {
  if (window === null) return null
  const state = windowState(window, day)
  if (state === 'past') return null
  const days = `${dateText(window.period.from)} to ${dateText(lastDay(window))}`
  return (
    <InsetText
      text={state === 'open' ? `You can claim until ${dateText(lastDay(window))}.` : `You can claim from ${days}.`}
    />
  )
}

const Items = (facts: Prepared): Html => (
  <Table
    caption="Mentors to prepare"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Mentor', 'Provider', 'Hours', 'Still to find out', 'Next'].map((text) => ({ text }))}
    rows={facts.items.map((item) => [
      { text: item.mentorName, classes: 'govuk-!-text-break-word' },
      { text: providerOf(facts, item) },
      { text: item.hoursAgreed === null ? 'Not known' : String(item.hoursAgreed) },
      { text: sentence(lacks(item)) },
      { html: <Next facts={facts} item={item} /> },
    ])}
  />
)

const providerOf = ({ providers }: Prepared, { providerId }: PreparationItem): string =>
  providerId === null ? 'Not known' : (providers.get(providerId) ?? 'Not accredited any more: choose another')

/** "Date of birth, accredited provider". */
function sentence(words: readonly string[]): string {
  const joined = words.join(', ')
  return joined === '' ? 'Nothing' : joined.charAt(0).toUpperCase() + joined.slice(1)
}

const Next = ({
  facts: { place, mayChange },
  item,
}: {
  readonly facts: Prepared
  readonly item: PreparationItem
}): Html => {
  const here = `/organisations/${place.schoolId}`
  if (!mayChange) return <>Whoever claims for the school goes on</>
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {canBeAdded(item) ? (
        <li>
          <a class="govuk-link" href={`${here}/mentors/new?item=${item.id}`}>
            Add as a mentor<span class="govuk-visually-hidden"> {item.mentorName}</span>
          </a>
        </li>
      ) : null}
      <li>
        <a class="govuk-link" href={`${here}/preparation/${item.id}`}>
          Change<span class="govuk-visually-hidden"> {item.mentorName}</span>
        </a>
      </li>
    </ul>
  )
}

const Ways = ({ place, mayChange }: Prepared): Html => {
  const here = `/organisations/${place.schoolId}/preparation`
  return (
    <ul class="govuk-list">
      {mayChange ? (
        <>
          <li>
            <a class="govuk-link" href={`${here}/new`}>
              Note a mentor
            </a>
          </li>
          <li>
            <a class="govuk-link" href={`${here}/sending`}>
              Send the list to a colleague
            </a>
          </li>
        </>
      ) : null}
      <li>
        <a class="govuk-link" href={`${here}/print`}>
          Print the list
        </a>
      </li>
    </ul>
  )
}

const ROOM = '                    '

/** To take along: with room for what nobody writes down here. */
export const printPage = (facts: Prepared): Page =>
  page(
    { title: `${TITLE}: to print`, back: `/organisations/${facts.place.schoolId}/preparation`, width: 'full' },
    <>
      <h1 class="govuk-heading-l">{TITLE}: to print</h1>
      <p class="govuk-body">
        {facts.place.school.name}, {academicYearText(facts.year)}, as it stood on {dateText(facts.day)}.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>the accredited provider that trained each mentor</li>
        <li>the teacher reference number (TRN) and the date of birth of each mentor</li>
        <li>the hours of training, as agreed with the provider</li>
      </ul>
      <Table
        caption="Mentors"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Mentor', 'Number', 'Date of birth', 'Provider', 'Hours'].map((text) => ({ text }))}
        rows={facts.items.map((item) => [
          { text: item.mentorName },
          { text: item.hasTrn ? 'Known' : ROOM },
          { text: item.hasDateOfBirth ? 'Known' : ROOM },
          { text: item.providerId === null ? ROOM : providerOf(facts, item) },
          { text: item.hoursAgreed === null ? ROOM : String(item.hoursAgreed) },
        ])}
      />
      <p class="govuk-body">Use your browser to print this page. Keep the paper safe: it holds personal details.</p>
    </>,
  )

type Sending = { readonly schoolName: string; readonly colleagues: readonly Told[]; readonly why: boolean }

export const sendingPage = (form: FormState, { schoolName, colleagues, why }: Sending): Page =>
  colleagues.length === 0
    ? page(
        { title: 'Send the list to a colleague', back: form.back },
        <>
          <h1 class="govuk-heading-l">Send the list to a colleague</h1>
          <p class="govuk-body">Nobody else of {schoolName} is in this service yet. An administrator can add them.</p>
        </>,
      )
    : formPage(
        form,
        { title: 'Send the list to a colleague', caption: schoolName, headed: 'by-page', submit: 'Send the email' },
        <>
          <RadioField
            name="to"
            legend="Who gets it?"
            hint="They get a link. The names of mentors are not in the email"
            choices={colleagues.map(({ accountId, name }) => ({ value: accountId, text: name }))}
          />
          <TextField name="note" label="Note (optional)" hint="Such as what you need from them, in a few words" />
          {why ? <WhyField /> : null}
        </>,
      )
