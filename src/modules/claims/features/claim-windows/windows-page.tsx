import { academicYearText, dateText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { rulesTrail } from '../../places/staff-trail.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { lastDay, type WindowState, windowState } from '../../years/window-rules.ts'
import { WINDOWS, windowText } from './window-forms.tsx'

type ListFacts = {
  /** The latest first. */
  readonly windows: readonly ClaimWindow[]
  readonly counts: ReadonlyMap<string, number>
  readonly today: Temporal.PlainDate
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** Every time of claiming, with its state and how many claims came in it. */
export const windowsPage = ({ windows, counts, today, mayManage, entries }: ListFacts): Page =>
  page(
    { title: 'Claim windows', width: 'full', breadcrumbs: rulesTrail() },
    <>
      <h1 class="govuk-heading-l">Claim windows</h1>
      <p class="govuk-body">Schools can claim on the days of a window. Two windows are never open together.</p>
      {mayManage ? <Button text="Add a window" href={`${WINDOWS}/new`} /> : null}
      <WideTable
        caption="All windows"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          ...['Days', 'Training of', 'Status', 'Paid through the authority', 'Paid directly'].map((text) => ({ text })),
          { text: 'Claims sent', format: 'numeric' },
        ]}
        rows={windows.map((window) => [
          { html: <WindowLink window={window} /> },
          { text: academicYearText(window.year) },
          { html: <StatusTag status={`window-${windowState(window, today)}`} /> },
          { text: dayOrNot(window.paidByAuthorityOn) },
          { text: dayOrNot(window.paidDirectlyOn) },
          { text: countText(counts.get(window.id) ?? 0), format: 'numeric' },
        ])}
      />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )

const dayOrNot = (day: Temporal.PlainDate | null): string => (day === null ? 'Not known yet' : dateText(day))

const WindowLink = ({ window }: { readonly window: ClaimWindow }): Html => (
  <a class="govuk-link" href={`${WINDOWS}/${window.id}`}>
    {windowText(window)}
  </a>
)

type OneFacts = {
  readonly window: ClaimWindow
  readonly state: WindowState
  readonly claims: number
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** One window: its days, what became of it, and what can still be changed. */
export const windowPage = ({ window, state, claims, mayManage, entries }: OneFacts): Page =>
  page(
    { title: `Claim window ${windowText(window)}`, breadcrumbs: rulesTrail({ text: 'Claim windows', href: WINDOWS }) },
    <>
      <h1 class="govuk-heading-l">Claim window {windowText(window)}</h1>
      <p class="govuk-body">
        <StatusTag status={`window-${state}`} /> {nextFor(`window-${state}`, 'staff')}
      </p>
      <Summary
        rows={[
          { key: 'Training of', value: academicYearText(window.year) },
          { key: 'First day', value: dateText(window.period.from) },
          { key: 'Last day', value: dateText(lastDay(window)) },
          { key: 'Paid through the local authority', value: dayOrNot(window.paidByAuthorityOn) },
          { key: 'Paid directly', value: dayOrNot(window.paidDirectlyOn) },
          { key: 'Claims sent', value: countText(claims) },
        ]}
      />
      {mayManage && state !== 'past' ? (
        <div class="govuk-button-group">
          <Button text="Change the days" href={`${WINDOWS}/${window.id}/dates`} />
          {state === 'upcoming' && claims === 0 ? (
            <Button
              text="Remove the window"
              href={`${WINDOWS}/${window.id}/removal`}
              classes="govuk-button--secondary"
            />
          ) : null}
        </div>
      ) : null}
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
