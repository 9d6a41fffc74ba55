import { API_QUERY, BODY_BYTES, CALLS_OF_A_TOKEN, LONGEST_KEY } from './api-rules.ts'

/** One line of the public contract's list of errors, with a code that never changes: wording may, codes may not. */
export type ApiProblem = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503
  readonly code: string
  /** The attribute or parameter that it is about, or what went wrong in a word or two. */
  readonly title: string
  readonly detail: string
  /** What a client can act on, beside the words: the ids of a change that it has missed. */
  readonly facts?: Readonly<Record<string, string>>
}

const table = <const Code extends string>(rows: Readonly<Record<Code, Omit<ApiProblem, 'code'>>>) => rows

/** What any call can be answered. Commands add their own refusals in the row of their endpoint. */
export const API_ERRORS = table({
  'bad-parameter': { status: 400, title: 'parameter', detail: 'A parameter of the address cannot be read' },
  'unknown-parameter': {
    status: 400,
    title: 'parameter',
    detail: 'The address has a filter or paging parameter that this endpoint does not know',
  },
  'bad-address': {
    status: 400,
    title: 'Bad request',
    detail: `The address repeats a parameter, or has more than ${API_QUERY.fields}`,
  },
  'not-json': { status: 400, title: 'Bad request', detail: 'The body is not JSON' },
  'wrong-media-type': { status: 400, title: 'Bad request', detail: 'Send the body as application/json' },
  'too-large': { status: 400, title: 'Bad request', detail: `The body is larger than ${BODY_BYTES / 1024} KB` },
  'bad-body': {
    status: 400,
    title: 'Bad request',
    detail: 'The body must be an object of the form {"data": {"type": "…", "attributes": {…}}}',
  },
  'bad-idempotency-key': {
    status: 400,
    title: 'Idempotency-Key',
    detail: `The key must have 1 to ${LONGEST_KEY} printable ASCII characters, without a space at either end`,
  },
  'bad-date-header': {
    status: 400,
    title: 'X-With-Server-Date',
    detail: 'The header must be a date such as 2026-10-01 or a date and time such as 2026-10-01T09:00:00Z',
  },
  'no-date-header-here': {
    status: 400,
    title: 'X-With-Server-Date',
    detail: 'The header works in the sandbox only. Nothing has been done',
  },
  unauthorised: {
    status: 401,
    title: 'Unauthorised',
    detail: 'Send a token that is in use, as "Authorization: Bearer <token>"',
  },
  'not-allowed': { status: 403, title: 'Not allowed', detail: 'Your organisation cannot do this now' },
  'no-role': {
    status: 403,
    title: 'Not allowed',
    detail: 'Your organisation does not have the role that this token is for today',
  },
  'not-found': { status: 404, title: 'Not found', detail: 'Nothing of yours is at this address' },
  'idempotency-key-reused': {
    status: 409,
    title: 'Idempotency-Key',
    detail: 'The key was used for another request. Use a new key for each change',
  },
  'bad-attribute': { status: 422, title: 'attribute', detail: 'An attribute is missing or cannot be read' },
  'too-many-calls': {
    status: 429,
    title: 'Too many requests',
    detail: `A token may be used ${CALLS_OF_A_TOKEN.limit.toLocaleString('en-GB')} times in ${CALLS_OF_A_TOKEN.seconds / 60} minutes. Wait for the seconds in Retry-After`,
  },
  broken: {
    status: 500,
    title: 'Something went wrong',
    detail: 'Nothing has been done. Tell us the X-Request-Id of this answer',
  },
  unavailable: {
    status: 503,
    title: 'Busy',
    detail: 'Nothing has been done. Try again after the seconds in Retry-After',
  },
})

export type ApiErrorCode = keyof typeof API_ERRORS

/** A problem of the table, told more exactly where there is more to tell. */
export const problemOfTable = (
  code: ApiErrorCode,
  told: Partial<Pick<ApiProblem, 'title' | 'detail'>> = {},
): ApiProblem => ({ ...API_ERRORS[code], code, ...told })

/** The public shape of an answer that says no. The one for a bad token also has the single `error` that old clients read. */
export const bodyOfProblems = (problems: readonly ApiProblem[]) => ({
  ...(problems[0]?.status === 401 ? { error: problems[0].detail } : {}),
  errors: problems.map(({ title, detail, code, facts }) => ({ title, detail, code, ...facts })),
})
