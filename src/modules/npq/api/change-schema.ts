import { z } from 'zod'
import { CHANGE_KINDS } from '../registrations/changes-store.ts'
import { moment } from './application-schema.ts'

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** One change, in the order in which changes were made. */
export const Change = z
  .object({
    id: z.uuid(),
    type: z.literal('npq_change'),
    attributes: z.object({
      sequence: z.int().describe('Place in the feed. It grows, and numbers may be missing'),
      npq_application_id: z.uuid(),
      participant_id: z.uuid(),
      kind: z.enum(CHANGE_KINDS).describe('What happened. Kinds may be added'),
      before: Values.describe('The attributes that changed, as they were'),
      after: Values.describe('The same attributes afterwards'),
      effective_on: z.iso.date().nullable().describe('The day from which it is true, where that was asked'),
      happened_at: moment,
    }),
  })
  .meta({ id: 'NPQChange' })

export const ChangesAnswer = z
  .object({
    data: z.array(Change),
    meta: z.object({
      next_after: z.int().describe('Send this as `after` of your next call'),
      has_more: z.boolean().describe('Whether more changes wait already'),
    }),
  })
  .meta({ id: 'MultipleNPQChangesResponse' })
