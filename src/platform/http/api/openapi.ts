import { z } from 'zod'
import { API_ERRORS, type ApiProblem } from './api-errors.ts'
import { LONGEST_KEY } from './api-rules.ts'
import type { Endpoint } from './endpoint.ts'

type Json = { [name: string]: Json } | readonly Json[] | string | number | boolean | null
type JsonObject = { readonly [name: string]: Json }

type About = { readonly title: string; readonly description: string; readonly version: string }

/** The OpenAPI 3.1 document of these endpoints, from the same schemas that read their calls and type their answers. */
export function openApiDocument(endpoints: readonly Endpoint[], about: About): JsonObject {
  const schemas = new Map<string, Json>([['Errors', jsonSchema(Errors, 'output')]])
  const paths: Record<string, JsonObject> = {}
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = endpoint.at.split(' ', 2)
    const template = path.replace(/:([a-zA-Z]+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operationOf(endpoint, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: { ...about },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'A token of your organisation' } },
      headers: RATE_HEADERS,
      schemas: Object.fromEntries(schemas),
    },
  }
}

const Errors = z
  .object({
    errors: z.array(z.object({ title: z.string(), detail: z.string(), code: z.string() })).min(1),
    error: z.string().optional(),
  })
  .describe('What went wrong. A code never changes its meaning; title and detail are for people')

function operationOf(endpoint: Endpoint, schemas: Map<string, Json>): JsonObject {
  const { summary, description, at, body, answers } = endpoint
  return {
    summary,
    ...(description === '' ? {} : { description }),
    operationId: operationId(at),
    parameters: [...pathParameters(at), ...queryParameters(endpoint), ...headerParameters(endpoint)],
    ...(body === null ? {} : { requestBody: requestBody(body) }),
    responses: {
      '200': {
        description: answers.description,
        headers: Object.fromEntries(
          Object.keys(RATE_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
        ),
        content: jsonContent(hoisted(jsonSchema(answers.schema, 'output'), schemas)),
      },
      ...problemResponses(endpoint),
    },
  }
}

/** "GET /api/v3/npq-applications/:id" → "getNpqApplicationsId". */
const operationId = (at: string): string =>
  at
    .replace(/ \/api\/v\d+/, '')
    .split(/[^a-zA-Z]+/)
    .map((word, position) => (position === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^(get|post|put)/, (method) => method)

const pathParameters = (at: string): readonly JsonObject[] =>
  [...at.matchAll(/:([a-zA-Z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))

const queryParameters = ({ query }: Endpoint): readonly JsonObject[] =>
  Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = asObject(jsonSchema(schema, 'input'))
    return { name, in: 'query', required: false, ...(description ? { description } : {}), schema: rest }
  })

const headerParameters = ({ at }: Endpoint): readonly JsonObject[] => [
  {
    name: 'X-With-Server-Date',
    in: 'header',
    required: false,
    description: 'The moment at which the call is taken to be made. In the sandbox only: elsewhere the call is refused',
    schema: { type: 'string' },
  },
  ...(at.startsWith('GET ')
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Sent again with the same key, the call is answered as before and does nothing more',
          schema: { type: 'string', minLength: 1, maxLength: LONGEST_KEY },
        },
      ]),
]

const requestBody = ({ type, attributes, optional }: NonNullable<Endpoint['body']>): JsonObject => ({
  required: !optional,
  content: jsonContent({
    type: 'object',
    required: ['data'],
    properties: {
      data: {
        type: 'object',
        required: ['attributes'],
        properties: { type: { const: type }, attributes: jsonSchema(attributes, 'input') },
      },
    },
  }),
})

/** What the endpoint may answer besides success, by status, with its codes. */
function problemResponses(endpoint: Endpoint): JsonObject {
  const byStatus = new Map<number, string[]>()
  for (const { status, code } of problemsOf(endpoint)) byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  return Object.fromEntries(
    [...byStatus]
      .sort(([one], [other]) => one - other)
      .map(([status, codes]) => [
        String(status),
        { description: `Codes: ${codes.join(', ')}`, content: jsonContent({ $ref: '#/components/schemas/Errors' }) },
      ]),
  )
}

const CHANGING: readonly string[] = ['not-json', 'wrong-media-type', 'too-large', 'bad-body', 'bad-attribute']
const KEYED: readonly string[] = ['bad-idempotency-key', 'idempotency-key-reused']

type Coded = Pick<ApiProblem, 'status' | 'code'>

/** Every problem that an endpoint can answer: of any call, of its commands, and its own. */
function problemsOf({ at, commands, refusals, problems }: Endpoint): readonly Coded[] {
  const isRead = at.startsWith('GET ')
  const general = Object.entries(API_ERRORS).filter(
    ([code]) => !isRead || !(CHANGING.includes(code) || KEYED.includes(code)),
  )
  // A table of words may serve several endpoints: each is answered what its own commands refuse.
  const own = Object.entries(refusals).filter(([code]) => commands.some((each) => each.refusals.includes(code)))
  const all = [...general, ...own].map(([code, { status }]) => ({ status, code }))
  return [...all, ...problems.map(({ status, code }) => ({ status, code }))]
}

const RATE_HEADERS = {
  'X-RateLimit-Limit': { description: 'Calls that a token may make in 5 minutes', schema: { type: 'integer' } },
  'X-RateLimit-Remaining': { description: 'How many of them are left', schema: { type: 'integer' } },
  'X-RateLimit-Reset': { description: 'Seconds until the window that counts ends', schema: { type: 'integer' } },
} as const

const jsonContent = (schema: Json): JsonObject => ({ 'application/json': { schema } })

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const {
    $schema: _dialect,
    '~standard': _standard,
    ...rest
  } = asObject(plain(z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })))
  return rest
}

/** As it will be on the wire: what is no JSON is gone. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const isObject = (json: Json): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json)

const asObject = (json: Json): JsonObject => (isObject(json) ? { ...json } : {})

/** Schemas with a name of their own stand once, among the components. */
function hoisted(schema: Json, schemas: Map<string, Json>): Json {
  const { $defs, id, ...rest } = asObject(renamed(schema))
  for (const [name, definition] of Object.entries(asObject($defs ?? null))) schemas.set(name, withoutId(definition))
  if (typeof id !== 'string') return rest
  schemas.set(id, rest)
  return { $ref: `#/components/schemas/${id}` }
}

const withoutId = (json: Json): Json => {
  const { id: _id, ...rest } = asObject(json)
  return rest
}

const renamed = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/'))
