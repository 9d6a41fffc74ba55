import { z } from 'zod'
import { answer, type Endpoint, readEndpoint } from '#src/platform/http/api/endpoint.ts'
import { entriesOf, paging } from '#src/platform/http/api/read-query.ts'
import { CHANGE_KINDS } from '../registrations/changes-store.ts'
import { apiPolicy } from './api-policy.ts'
import { caller } from './caller.ts'
import { type Change, ChangesAnswer } from './change-schema.ts'
import { type ChangeRow, changesAfter } from './changes-queries.ts'
import { momentOf } from './present-application.ts'

const feedParameters = z.object({
  after: z
    .string()
    .regex(/^[0-9]{1,15}$/, 'after must be the next_after of your last call, or 0 to begin')
    .transform(Number)
    .optional()
    .describe('The next_after of your last call; 0 or nothing to begin'),
  'page[per_page]': paging['page[per_page]'],
})

/** What changed, in order, with before and after: for clients that keep a copy. */
export const changeEndpoints: readonly Endpoint[] = [
  readEndpoint('GET /api/v3/npq-changes', {
    topic: 'npq/api',
    policy: apiPolicy.callAsProvider,
    summary: 'List changes of NPQ applications in order',
    description:
      'Each change once, in the order in which they were made, while the application was yours. Keep `next_after` and call again with it.',
    load: caller,
    query: feedParameters,
    answers: { description: 'The next changes', schema: ChangesAnswer },
    async handle({ db, query }, { providerId }) {
      const after = query.after ?? 0
      const limit = entriesOf(query)
      // One more than asked for tells whether any are left.
      const found = await changesAfter(db, { providerId: providerId ?? '', after, limit: limit + 1 })
      const rows = found.slice(0, limit)
      return answer({
        data: rows.map(presentChange),
        meta: { next_after: rows.at(-1)?.sequence ?? after, has_more: found.length > limit },
      })
    },
  }),
]

const Stored = z.object({
  kind: z.enum(CHANGE_KINDS),
  before: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  after: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const presentChange = (row: ChangeRow): z.input<typeof Change> => ({
  id: row.id,
  type: 'npq_change',
  attributes: {
    sequence: row.sequence,
    npq_application_id: row.registration_id,
    participant_id: row.participant_id,
    ...Stored.parse(row),
    effective_on: row.effective_on?.toString() ?? null,
    happened_at: momentOf(row.happened_at),
  },
})
