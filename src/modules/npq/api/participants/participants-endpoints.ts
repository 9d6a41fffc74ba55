import { z } from 'zod'
import type { Reader } from '#src/platform/db/database.ts'
import { problemOfTable } from '#src/platform/http/api/api-errors.ts'
import {
  type ApiContext,
  answer,
  type Endpoint,
  noParameters,
  problem,
  readEndpoint,
} from '#src/platform/http/api/endpoint.ts'
import { momentParameter, pageOf, paging, wordParameter } from '#src/platform/http/api/read-query.ts'
import { currentPersonId } from '../../../directory/public.ts'
import { TRAINING_STATUSES } from '../../registrations/registration-states.ts'
import { apiPolicy } from '../api-policy.ts'
import type { SightOrder } from '../application-sights-queries.ts'
import { sortParameter } from '../applications-endpoints.ts'
import { caller } from '../caller.ts'
import { metaNow } from '../shown-until.ts'
import { CHANGED_ID, type OwnParticipant, participantInPath } from './participant-in-path.ts'
import { ParticipantAnswer, ParticipantsAnswer } from './participant-schema.ts'
import { participantsOf } from './participants-queries.ts'
import { presentParticipant } from './present-participant.ts'

const parameters = z.object({
  'filter[updated_since]': momentParameter('filter[updated_since]').describe(
    'Only who changed at this moment or later (ISO 8601)',
  ),
  'filter[training_status]': wordParameter('filter[training_status]', TRAINING_STATUSES).describe(
    'Only those with a course in this state',
  ),
  'filter[from_participant_id]': z
    .uuid('filter[from_participant_id] must be an id')
    .optional()
    .describe('Only who had this id before'),
  sort: sortParameter,
  ...paging,
})

const OLDEST_FIRST: readonly SightOrder[] = [{ by: 'created_at', isDescending: false }]
const shared = { topic: 'npq/api', policy: apiPolicy.callAsProvider } as const

/** What providers read of the people on their courses. */
export const participantEndpoints: readonly Endpoint[] = [
  readEndpoint('GET /api/v3/participants/npq', {
    ...shared,
    summary: 'List NPQ participants',
    description: 'Everybody whose application you accepted, with the courses that they are on with you.',
    load: caller,
    query: parameters,
    answers: { description: 'A page of participants', schema: ParticipantsAnswer },
    async handle({ db, query }, { providerId }) {
      const meta = await metaNow(db)
      const from = query['filter[from_participant_id]']
      const became = from === undefined ? null : await becameOf(db, from.toLowerCase())
      if (from !== undefined && became === null) return answer({ data: [], meta })
      const rows = await participantsOf(db, {
        providerId: providerId ?? '',
        participantId: became,
        trainingStatus: query['filter[training_status]'] ?? null,
        updatedSince: query['filter[updated_since]'] ?? null,
        order: query.sort ?? OLDEST_FIRST,
        ...pageOf(query),
      })
      return answer({ data: rows.map(presentParticipant), meta })
    },
  }),
  readEndpoint('GET /api/v3/participants/npq/:id', {
    ...shared,
    summary: 'Get one NPQ participant',
    description: 'An id that became another is answered 410 with the change.',
    load: participantInPath,
    query: noParameters,
    answers: { description: 'The participant', schema: ParticipantAnswer },
    problems: [CHANGED_ID],
    handle: ({ db }, subject) => answerParticipant({ db }, subject),
  }),
]

/** Who has become of an id; null for one that nobody left behind. */
async function becameOf(reader: Reader, id: string): Promise<string | null> {
  const current = await currentPersonId(reader, id)
  return current === id ? null : current
}

/** The participant as they are now. */
export async function answerParticipant({ db }: Pick<ApiContext, 'db'>, { providerId, participantId }: OwnParticipant) {
  const rows = await participantsOf(db, {
    ...{ providerId: providerId ?? '', participantId, trainingStatus: null, updatedSince: null },
    ...{ order: OLDEST_FIRST, limit: 1, offset: 0 },
  })
  const row = participantId === null ? undefined : rows[0]
  return row ? answer({ data: presentParticipant(row) }) : problem(problemOfTable('not-found'))
}
