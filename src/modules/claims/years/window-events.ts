import { z } from 'zod'
import { academicYearText, dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const date = z.iso.date()
const text = (day: string): string => dateText(Temporal.PlainDate.from(day))
const textOrNone = (day: string | null): string => (day === null ? 'not known' : text(day))

export const windowOpened = defineEvent({
  name: 'claims.window-added',
  version: 1,
  payload: z.object({
    ...{ windowId: z.uuid(), year: z.int(), from: date, lastDay: date },
    ...{ paidByAuthorityOn: date.nullable(), paidDirectlyOn: date.nullable() },
  }),
  sentence: ({ year, from, lastDay }) =>
    `Claim window added: ${text(from)} to ${text(lastDay)}, for ${academicYearText(year)}`,
})

export const windowChanged = defineEvent({
  name: 'claims.window-changed',
  version: 1,
  payload: z.object({
    ...{ windowId: z.uuid(), year: change(z.int()), from: change(date), lastDay: change(date) },
    ...{ paidByAuthorityOn: change(date.nullable()), paidDirectlyOn: change(date.nullable()) },
  }),
  sentence: ({ year, from, lastDay, paidByAuthorityOn, paidDirectlyOn }) =>
    `Claim window changed: ${[
      ...(year.before === year.after
        ? []
        : [`for ${academicYearText(year.after)} instead of ${academicYearText(year.before)}`]),
      ...moved('first day', from),
      ...moved('last day', lastDay),
      ...moved('payment through the local authority', paidByAuthorityOn),
      ...moved('direct payment', paidDirectlyOn),
    ].join('; ')}`,
})

export const windowRemoved = defineEvent({
  name: 'claims.window-removed',
  version: 1,
  payload: z.object({ windowId: z.uuid(), year: z.int(), from: date, lastDay: date }),
  sentence: ({ year, from, lastDay }) =>
    `Claim window of ${text(from)} to ${text(lastDay)} for ${academicYearText(year)} removed before it opened`,
})

type Change = { readonly before: string | null; readonly after: string | null }

const moved = (what: string, { before, after }: Change): readonly string[] =>
  before === after ? [] : [`${what} from ${textOrNone(before)} to ${textOrNone(after)}`]

export const windowEvents: readonly EventDefinition[] = [windowOpened, windowChanged, windowRemoved]
