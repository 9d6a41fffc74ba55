import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/** The days of a window as commands take them. */
export const windowInput = {
  ...{ year: z.int(), from: day, lastDay: day },
  ...{ paidByAuthorityOn: day.nullable(), paidDirectlyOn: day.nullable() },
}
