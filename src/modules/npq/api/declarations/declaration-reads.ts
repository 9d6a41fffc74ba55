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
import { idsParameter, momentParameter, pageOf, paging } from '#src/platform/http/api/read-query.ts'
import { DeclarationId } from '../../declarations/declaration.ts'
import { apiPolicy, type Caller } from '../api-policy.ts'
import { listParameters } from '../applications-endpoints.ts'
import { caller } from '../caller.ts'
import { CHANGED_ID, participantInPath } from '../participants/participant-in-path.ts'
import { metaNow } from '../shown-until.ts'
import { type DeclarationRow, declarationsFor, outcomesFor } from './declaration-lists-queries.ts'
import { DeclarationAnswer, DeclarationsAnswer, OutcomesAnswer } from './declaration-schema.ts'
import { presentDeclaration, presentOutcome } from './present-declaration.ts'

const declarationParameters = z.object({
  'filter[cohort]': listParameters.shape['filter[cohort]'],
  'filter[participant_id]': idsParameter('filter[participant_id]').describe('Only of these participants'),
  'filter[updated_since]': momentParameter('filter[updated_since]').describe('Only what changed since (ISO 8601)'),
  ...paging,
})

const outcomeParameters = z.object({
  'filter[created_since]': momentParameter('filter[created_since]').describe('Only what was told since (ISO 8601)'),
  ...paging,
})

const shared = { topic: 'npq/api', policy: apiPolicy.callAsProvider } as const
const outcomes = { description: 'A page of outcomes', schema: OutcomesAnswer }

/** What providers read of declarations and outcomes. */
export const declarationReads: readonly Endpoint[] = [
  readEndpoint('GET /api/v3/participant-declarations', {
    ...shared,
    summary: 'List participant declarations',
    load: caller,
    query: declarationParameters,
    answers: { description: 'A page of declarations', schema: DeclarationsAnswer },
    async handle({ db, query }, { providerId }) {
      const meta = await metaNow(db)
      const rows = await declarationsFor(db, {
        ...{ providerId: providerId ?? '', declarationId: null, ...pageOf(query) },
        cohorts: query['filter[cohort]'] ?? [],
        participantIds: query['filter[participant_id]'] ?? null,
        updatedSince: query['filter[updated_since]'] ?? null,
      })
      return answer({ data: rows.map(presentDeclaration), meta })
    },
  }),
  readEndpoint('GET /api/v3/participant-declarations/:id', {
    ...shared,
    summary: 'Get one participant declaration',
    load: declarationInPath,
    query: noParameters,
    answers: { description: 'The declaration', schema: DeclarationAnswer },
    handle: (_request, { row }) =>
      row ? answer({ data: presentDeclaration(row) }) : problem(problemOfTable('not-found')),
  }),
  readEndpoint('GET /api/v3/participants/npq/outcomes', {
    ...shared,
    summary: 'List outcomes of NPQ participants',
    load: caller,
    query: outcomeParameters,
    answers: outcomes,
    handle: ({ db, query }, { providerId }) => answerOutcomes(db, { providerId, participantId: null, query }),
  }),
  readEndpoint('GET /api/v3/participants/npq/:id/outcomes', {
    ...shared,
    summary: 'List outcomes of one NPQ participant',
    load: participantInPath,
    query: outcomeParameters,
    answers: outcomes,
    problems: [CHANGED_ID],
    handle: ({ db, query }, { providerId, participantId }) => answerOutcomes(db, { providerId, participantId, query }),
  }),
]

export type OwnDeclaration = Caller & { readonly row: DeclarationRow | null }

/** For `load`: the declaration in the address, if the caller made it or has the participant. */
export async function declarationInPath({ actor, db, params }: ApiContext): Promise<OwnDeclaration | null> {
  const providerId = actor.callsFor('npq-provider')
  // Whoever is no provider today is told so by the policy.
  if (providerId === null) return { providerId, row: null }
  const id = DeclarationId.safeParse(params['id']?.toLowerCase())
  const row = id.success ? await declarationById(db, { providerId, declarationId: id.data }) : null
  return row && { providerId, row }
}

type Named = { readonly providerId: string; readonly declarationId: string }

/** A declaration that a provider may see. */
export const declarationById = async (reader: Reader, named: Named): Promise<DeclarationRow | null> =>
  (
    await declarationsFor(reader, {
      ...{ ...named, cohorts: [], participantIds: null, updatedSince: null, limit: 1, offset: 0 },
    })
  )[0] ?? null

type Outcomes = Caller & {
  readonly participantId: string | null
  readonly query: z.output<typeof outcomeParameters>
}

async function answerOutcomes(reader: Reader, { providerId, participantId, query }: Outcomes) {
  const meta = await metaNow(reader)
  const rows = await outcomesFor(reader, {
    ...{ providerId: providerId ?? '', participantId, outcomeId: null, ...pageOf(query) },
    createdSince: query['filter[created_since]'] ?? null,
  })
  return answer({ data: rows.map(presentOutcome), meta })
}
