import { z } from 'zod'
import { problemOfTable } from '#src/platform/http/api/api-errors.ts'
import {
  type ApiContext,
  answer,
  type Endpoint,
  noParameters,
  problem,
  readEndpoint,
} from '#src/platform/http/api/endpoint.ts'
import { idsParameter, momentParameter, pageOf, paging } from '#src/platform/http/api/read-query.ts'
import { apiPolicy, type Caller } from './api-policy.ts'
import { ApplicationAnswer, ApplicationsAnswer } from './application-schema.ts'
import { type Sighted, type SightOrder, sightOf, sightsOf } from './application-sights-queries.ts'
import { caller } from './caller.ts'
import { presentApplication } from './present-application.ts'
import { metaNow } from './shown-until.ts'

const COHORTS = 'filter[cohort] must be years such as 2026, or cohorts such as 2026b, with commas between them'

const cohorts = z
  .string()
  .regex(/^\d{4}[a-c]?(,\d{4}[a-c]?){0,19}$/, COHORTS)
  .transform((text) => text.split(','))
  .optional()
  .describe('Only of these cohorts: a year such as 2026, or one start of a year such as 2026b')

/** "created_at", "-updated_at", "+created_at,-updated_at"; a plus sign arrives as a space. */
export const sortParameter = z
  .string()
  .regex(
    /^[ +-]?(created|updated)_at(,[ +-]?(created|updated)_at)?$/,
    'sort must be created_at or updated_at, with a minus sign in front for the newest first',
  )
  .transform((text): readonly SightOrder[] =>
    text.split(',').map((part) => ({
      by: part.endsWith('created_at') ? 'created_at' : 'updated_at',
      isDescending: part.startsWith('-'),
    })),
  )
  .optional()
  .describe('created_at (as it is without this parameter) or updated_at; with a minus sign the newest first')

const OLDEST_FIRST: readonly SightOrder[] = [{ by: 'created_at', isDescending: false }]

export const listParameters = z.object({
  'filter[cohort]': cohorts,
  'filter[participant_id]': idsParameter('filter[participant_id]').describe(
    'Only of these participants: ids, commas between',
  ),
  'filter[updated_since]': momentParameter('filter[updated_since]').describe(
    'Only what changed at this moment or later (ISO 8601)',
  ),
  sort: sortParameter,
  ...paging,
})

const topic = 'npq/api'
const shared = { topic, policy: apiPolicy.callAsProvider } as const

/** What providers read of the people who registered with them. */
export const applicationEndpoints: readonly Endpoint[] = [
  readEndpoint('GET /api/v3/npq-applications', {
    ...shared,
    summary: 'List NPQ applications',
    description:
      'Everybody who registered with you, and whoever moved on to another provider, as they were when they did (`reassigned_at`).',
    load: caller,
    query: listParameters,
    answers: { description: 'A page of applications', schema: ApplicationsAnswer },
    async handle({ db, query }, { providerId }) {
      const meta = await metaNow(db)
      const rows = await sightsOf(db, {
        providerId: providerId ?? '',
        cohorts: query['filter[cohort]'] ?? [],
        participantIds: query['filter[participant_id]'] ?? null,
        updatedSince: query['filter[updated_since]'] ?? null,
        order: query.sort ?? OLDEST_FIRST,
        ...pageOf(query),
      })
      return answer({ data: rows.map(presentApplication), meta })
    },
  }),
  readEndpoint('GET /api/v3/npq-applications/:id', {
    ...shared,
    summary: 'Get one NPQ application',
    load: sightInPath,
    query: noParameters,
    answers: { description: 'The application', schema: ApplicationAnswer },
    handle: (_request, { sight }) => (sight ? answer({ data: presentApplication(sight) }) : problem(NOT_FOUND)),
  }),
]

type OwnSight = Caller & { readonly sight: Sighted | null }

/** What the caller sees of the registration in the address. One that it never had is not there. */
async function sightInPath({ actor, db, params }: ApiContext): Promise<OwnSight | null> {
  const providerId = actor.callsFor('npq-provider')
  // Whoever is no provider today is told so by the policy.
  if (providerId === null) return { providerId, sight: null }
  const sight = await sightOf(db, { providerId, registrationId: params['id'] ?? '' })
  return sight && { providerId, sight }
}

const NOT_FOUND = problemOfTable('not-found')
