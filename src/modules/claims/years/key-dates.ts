import type { CalendarDay } from '#src/kit/calendar-file.ts'
import { academicYearText, dateText, type Temporal } from '#src/kit/dates.ts'
import { type Paying, paidBy } from '../claims/payment-rules.ts'
import type { ClaimWindow } from './claim-year.ts'
import { lastDay } from './window-rules.ts'

/** The days of a window that matter to a school, in order. Days that are not known yet are left out. */
export function keyDates(window: ClaimWindow, paying: Paying): readonly CalendarDay[] {
  const years = academicYearText(window.year)
  const paid = paidBy(paying, window)
  const day = (what: string, on: Temporal.PlainDate, title: string, about: string) => ({
    ...{ id: `claims-${window.id}-${what}@training`, day: on, title, about },
  })
  return [
    day('opens', window.period.from, 'Claims for mentor training open', `For training in ${years}.`),
    day(
      'closes',
      lastDay(window),
      'Last day to claim for mentor training',
      `For training in ${years}. Claims are taken until midnight at the end of ${dateText(lastDay(window))}.`,
    ),
    ...(paid === null
      ? []
      : [day('paid', paid, 'Funding for mentor training is paid by this day', paidText(paying, years))]),
  ]
}

const paidText = ({ throughAuthority }: Paying, years: string): string =>
  `For claims of ${years}. ${throughAuthority ? 'It comes through your local authority.' : 'It is paid to you directly.'}`
