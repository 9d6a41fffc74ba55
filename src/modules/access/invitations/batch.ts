import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { BatchStatus } from './invitation-states.ts'
import { MISSING_REASONS } from './missing-rules.ts'

export const BatchId = idOf('invitation-batch')
export type BatchId = z.output<typeof BatchId>

/** Which schools a batch was made of, kept with it so that people can see how its list came about. */
export const Criteria = z.object({
  reason: z.enum(MISSING_REASONS).nullable().default(null),
  laCode: z.string().nullable().default(null),
  trustId: z.uuid().nullable().default(null),
  phaseCode: z.string().nullable().default(null),
  text: z.string().nullable().default(null),
  sentBy: z
    .union([z.instanceof(Temporal.PlainDate), z.iso.date().transform((day) => Temporal.PlainDate.from(day))])
    .nullable()
    .default(null),
})
export type Criteria = z.output<typeof Criteria>

export type Batch = {
  readonly id: string
  readonly name: string
  readonly criteria: Criteria
  /** All that were in the list, invited or passed over. */
  readonly schools: number
  readonly perMinute: number
  readonly status: BatchStatus
  readonly startsAt: Temporal.Instant
  readonly createdBy: string | null
  readonly askedFor: string | null
  readonly createdAt: Temporal.Instant
  readonly startedAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
}
