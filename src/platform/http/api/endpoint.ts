import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Denial, Policy } from '#src/kit/policy.ts'
import type { Refusal, Result } from '#src/kit/result.ts'
import type { Command, CommonRefusal } from '../../commands/command.ts'
import type { Database } from '../../db/database.ts'
import type { AnyCommand } from '../route.ts'
import type { ApiProblem } from './api-errors.ts'
import { type BodyShape, type RawBody, type Read, readBody } from './read-body.ts'
import { readApiQuery } from './read-query.ts'

/** What every handler of the API is given. The router, tokens, keys and limits stay in the platform. */
export type ApiContext = {
  readonly params: Readonly<Record<string, string>>
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly db: Database
  readonly baseUrl: string
  /**
   * Runs a command as the token's organisation, in this call's process. Called again with the same `Idempotency-Key` it
   * answers the first success and changes nothing.
   */
  readonly execute: <Input extends z.ZodType, Value, Code extends string>(
    command: Command<Input, Value, Code>,
    input: z.input<Input>,
  ) => Promise<Result<Value, Code | CommonRefusal>>
}

/** A call as it arrived, before its parameters and body are read. */
export type ApiCall = ApiContext & { readonly search: string; readonly body: RawBody }

export type ApiRequest<Query, Body> = ApiContext & { readonly query: Query; readonly body: Body }

export type ApiAnswer<Body> =
  | { readonly kind: 'body'; readonly body: Body }
  | { readonly kind: 'problems'; readonly problems: readonly [ApiProblem, ...ApiProblem[]] }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }

export const answer = <Body>(body: Body): ApiAnswer<Body> => ({ kind: 'body', body })
export const problem = (given: ApiProblem): ApiAnswer<never> => ({ kind: 'problems', problems: [given] })
/** What a command refused: the row's `refusals` say how it is told. */
export const refused = (refusal: Refusal): ApiAnswer<never> => ({ kind: 'refusal', refusal })

/** How a refusal is told: with the words of the public contract, and its own code for ever. */
export type ToldRefusal = Omit<ApiProblem, 'code' | 'detail'> & {
  readonly detail: string | ((facts: Refusal['facts']) => string)
}

type CodesOf<List extends readonly AnyCommand[]> = List[number] extends {
  readonly refusals: readonly (infer Code extends string)[]
}
  ? Exclude<Code, CommonRefusal>
  : never

type Shared<Subject, Query extends z.ZodObject, Answer extends z.ZodType> = {
  /** The folder of the module in which it stands, such as `npq/api`. */
  readonly topic: string
  readonly summary: string
  readonly description?: string
  readonly policy: Policy<Subject>
  /** Finds what the address names, for this actor; null is answered "not found", a problem is answered as it is. */
  readonly load: (context: ApiContext) => Promise<Subject | ApiAnswer<never> | null>
  /** Its parameters beside those in the path; `noParameters` where it has none. */
  readonly query: Query
  readonly answers: { readonly description: string; readonly schema: Answer }
  /** Problems besides the table's and the refusals, for the documentation. */
  readonly problems?: readonly ApiProblem[]
}

type ReadRow<Subject, Query extends z.ZodObject, Answer extends z.ZodType> = Shared<Subject, Query, Answer> & {
  readonly handle: (
    request: ApiRequest<z.output<Query>, null>,
    subject: Subject,
  ) => Promise<ApiAnswer<z.input<Answer>>> | ApiAnswer<z.input<Answer>>
}

type WriteRow<Subject, Body extends z.ZodObject, Answer extends z.ZodType, List extends readonly AnyCommand[]> = Omit<
  Shared<Subject, z.ZodObject, Answer>,
  'query'
> & {
  readonly commands: List
  /** Every refusal of these commands, told. One that is left out does not compile. */
  readonly refusals: Readonly<Record<CodesOf<List>, ToldRefusal>>
  readonly body: BodyShape<Body>
  readonly handle: (
    request: ApiRequest<Record<string, never>, z.output<Body>>,
    subject: Subject,
  ) => Promise<ApiAnswer<z.input<Answer>>>
}

export type EndpointAt = `${'GET' | 'POST' | 'PUT'} /api/${string}`

/** One row of the API's table of contents, its types folded in. */
export type Endpoint = {
  readonly at: EndpointAt
  readonly topic: string
  readonly summary: string
  readonly description: string
  readonly policy: Policy<never>
  readonly commands: readonly AnyCommand[]
  readonly query: z.ZodObject
  readonly body: BodyShape | null
  readonly answers: { readonly description: string; readonly schema: z.ZodType }
  readonly refusals: Readonly<Record<string, ToldRefusal>>
  readonly problems: readonly ApiProblem[]
  /** Finds the subject and asks the policy: why not, or what to do next. */
  readonly admit: (call: ApiCall) => Promise<Admission>
}

export type Admission =
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied'; readonly reason: Denial }
  | { readonly kind: 'answered'; readonly answer: ApiAnswer<never> }
  | { readonly kind: 'admitted'; readonly go: () => Promise<ApiAnswer<unknown>> }

export const noParameters = z.object({})

/** A GET row of the API: it writes nothing. */
export const readEndpoint = <Answer extends z.ZodType, Query extends z.ZodObject, Subject>(
  at: `GET /api/${string}`,
  row: ReadRow<Subject, Query, Answer>,
): Endpoint => ({
  ...outside(at, row),
  commands: [],
  query: row.query,
  body: null,
  refusals: {},
  admit: (call) =>
    admit(row, call, async (subject) => {
      const query = readApiQuery(row.query, call.search)
      return query.ok ? row.handle({ ...call, query: query.value, body: null }, subject) : told(query)
    }),
})

/** A POST or PUT row of the API: with the commands that it runs and how each of their refusals is told. */
export const writeEndpoint = <
  Answer extends z.ZodType,
  Body extends z.ZodObject,
  const List extends readonly [AnyCommand, ...AnyCommand[]],
  Subject,
>(
  at: `${'POST' | 'PUT'} /api/${string}`,
  row: WriteRow<Subject, Body, Answer, List>,
): Endpoint => ({
  ...outside(at, row),
  commands: row.commands,
  query: noParameters,
  body: row.body,
  refusals: row.refusals,
  admit: (call) =>
    admit(row, call, async (subject) => {
      const query = readApiQuery(noParameters, call.search)
      if (!query.ok) return told(query)
      const body = readBody(row.body, call.body)
      return body.ok ? row.handle({ ...call, query: {}, body: body.value }, subject) : told(body)
    }),
})

const told = ({ problems }: Extract<Read<never>, { ok: false }>): ApiAnswer<never> => ({ kind: 'problems', problems })

type Outside = Pick<Endpoint, 'topic' | 'summary' | 'policy' | 'answers'> & {
  readonly description?: string
  readonly problems?: readonly ApiProblem[]
}

const outside = (at: EndpointAt, { topic, summary, description = '', policy, answers, problems = [] }: Outside) => ({
  ...{ at, topic, summary, description, policy, answers, problems },
})

type Guarded<Subject> = Pick<Shared<Subject, z.ZodObject, z.ZodType>, 'load' | 'policy'>

/** The policy stands before the parameters and the body are read: nobody learns from an error what exists. */
async function admit<Subject>(
  { load, policy }: Guarded<Subject>,
  call: ApiCall,
  go: (subject: Subject) => Promise<ApiAnswer<unknown>>,
): Promise<Admission> {
  const found = await load(call)
  if (found === null) return { kind: 'missing' }
  if (isAnswer(found)) return { kind: 'answered', answer: found }
  const decision = policy(call.actor, found)
  return decision.allowed ? { kind: 'admitted', go: () => go(found) } : { kind: 'denied', reason: decision.reason }
}

const isAnswer = <Subject>(found: Subject | ApiAnswer<never>): found is ApiAnswer<never> =>
  typeof found === 'object' && found !== null && 'kind' in found && found.kind === 'problems'
