import { CALENDAR_TYPE, calendarFile } from '#src/kit/calendar-file.ts'
import { academicYearText, dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { type Paying, paidBy } from '../../claims/payment-rules.ts'
import { payingOf } from '../../payments/authority-paid-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { type ShownYear, shownYear } from '../../places/shown-year.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import type { Figures } from '../../years/figures.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { keyDates } from '../../years/key-dates.ts'
import { lastDay, windowState } from '../../years/window-rules.ts'
import { allWindows } from '../../years/years-queries.ts'

type Facts = {
  readonly place: SchoolPlace
  readonly year: ShownYear | null
  readonly windows: readonly ClaimWindow[]
  readonly figures: Figures
  readonly day: Temporal.PlainDate
  readonly paying: Paying
}

/** When claims are taken and paid, and the deadlines of what comes after. Everything is dated data. Six queries. */
export async function showClaimDates({ db, now }: WebRequest, place: SchoolPlace): Promise<Reply> {
  const year = await shownYear(db, { asked: undefined, now })
  const windows = year?.windows ?? (await allWindows(db))
  const day = londonDate(now)
  const paying = await payingOf(db, place.school, day)
  return show(datesPage({ place, year, windows, figures: await figuresOn(db, now), day, paying }))
}

/** The days that are not over yet, for a calendar program. */
export async function sendCalendar({ db, now }: WebRequest, { school }: SchoolPlace): Promise<Reply> {
  const paying = await payingOf(db, school, londonDate(now))
  const days = (await allWindows(db))
    .flatMap((window) => keyDates(window, paying))
    .filter(({ day }) => Temporal.PlainDate.compare(day, londonDate(now)) >= 0)
  const body = calendarFile({ name: 'Funding for mentor training', days, now })
  return { kind: 'text', status: 200, type: CALENDAR_TYPE, body, fileName: 'claim-dates.ics' }
}

const TITLE = 'Dates for claiming'

const datesPage = (facts: Facts): Page =>
  page(
    { title: TITLE, back: `/organisations/${facts.place.schoolId}/claims`, width: 'full' },
    <>
      <span class="govuk-caption-l">{facts.place.school.name}</span>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      {facts.windows.length === 0 ? (
        <p class="govuk-body">No dates are set yet. We email everybody who claims for your school once they are.</p>
      ) : (
        <Windows {...facts} />
      )}
      <Deadlines {...facts} />
    </>,
  )

const Windows = ({ place: { schoolId }, windows, day, paying }: Facts): Html => (
  <>
    <p class="govuk-body">
      {paying.throughAuthority
        ? 'Your school is maintained by its local authority, so the payer pays the authority, which passes the money on.'
        : 'The payer pays your school directly.'}{' '}
      The days of payment are what we expect. If something is unclear, the payment waits until it is settled.
    </p>
    <Table
      caption="Claim windows"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={['For training in', 'First day', 'Last day', 'Paid by', 'Now'].map((text) => ({ text }))}
      rows={windows
        .toReversed()
        .map((window) => [
          { text: academicYearText(window.year) },
          { text: dateText(window.period.from) },
          { text: `${dateText(lastDay(window))}, until midnight` },
          { text: paidText(paidBy(paying, window)) },
          { html: <StatusTag status={`window-${windowState(window, day)}`} /> },
        ])}
    />
    <p class="govuk-body">
      <a class="govuk-link" href={`/organisations/${schoolId}/claim-dates/calendar`}>
        Put these days in your calendar (a file for calendar programs)
      </a>
    </p>
  </>
)

const paidText = (day: Temporal.PlainDate | null): string => (day === null ? 'Not known yet' : dateText(day))

const Deadlines = ({ year, figures }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">How long things take</h2>
    <Summary
      rows={[
        ...(year === null
          ? []
          : [
              {
                key: `Training that counts for ${academicYearText(year.rules.year)}`,
                value: `From ${dateText(year.rules.trainingFrom)}`,
              },
            ]),
        { key: 'A draft keeps its hours', value: `${figures['draft-reserves-hours']} days after it was last changed` },
        {
          key: 'If we ask you for information',
          value: `Answer within ${figures['information-answer']} working days, or ask for more time`,
        },
        {
          key: 'If your claim is chosen for an audit',
          value: `The provider has ${figures['provider-answers-audit']} days to compare it with its records`,
        },
        {
          key: 'If the provider disagrees',
          value: `You have ${figures['school-answers-audit']} working days to reply`,
        },
        { key: 'If you write to us', value: `We answer within ${figures['support-answers']} working days` },
        { key: 'Keep your evidence', value: `${figures['evidence-kept']} years` },
      ]}
    />
  </>
)
