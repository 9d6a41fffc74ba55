import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Mount } from '#src/platform/http/mounts.ts'
import { type RecordFaultSwitch, SLOW_MILLISECONDS } from './faults.ts'
import { LOCAL_TEACHING_RECORD } from './local-settings.ts'
import { LOCAL_TEACHERS, type LocalTeacher } from './local-teachers.ts'

type Options = {
  readonly faults: RecordFaultSwitch
  readonly teachers?: () => readonly LocalTeacher[]
}

/** Stands in for the Teaching Record System API, version 3, outside production: the questions that the platform asks. */
export const localTeachingRecord = (options: Options): Mount => ({
  prefix: LOCAL_TEACHING_RECORD.path,
  handle(request, response) {
    answer(options, request, response).catch(() => response.destroy())
  },
})

async function answer(
  { faults, teachers = () => LOCAL_TEACHERS }: Options,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { fault } = faults
  if (fault === 'down') return response.destroy()
  if (fault === 'slow') await wait(SLOW_MILLISECONDS, null, { ref: false })
  const refusal = whyRefused(request, fault)
  if (refusal !== null) return reply(response, refusal)
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const [, kind = '', trn = ''] = /\/v3\/(persons|trns)\/([^/]+)$/.exec(url.pathname) ?? []
  const spoiled = FAULTY[fault]
  if (spoiled) return reply(response, spoiled.status, spoiled)
  const found = kind === '' ? undefined : teachers().find((teacher) => teacher.trn === trn)
  if (!found) return reply(response, 404)
  if (found.became) return gone(response, { kind, became: found.became })
  return kind === 'trns' ? reply(response, 204) : person(response, { found, fault, query: url.searchParams })
}

/**
 * A key that it does not know is refused, an unknown version is not found. Without a version the real service takes its oldest,
 * which ours must never rest on.
 */
function whyRefused({ headers }: IncomingMessage, fault: RecordFaultSwitch['fault']): number | null {
  if (fault === 'refused' || headers.authorization !== `Bearer ${LOCAL_TEACHING_RECORD.key}`) return 401
  return /^20[0-9]{6}$/.test(String(headers['x-api-version'] ?? '')) ? null : 404
}

type Spoiled = { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }

const FAULTY: Partial<Record<RecordFaultSwitch['fault'], Spoiled>> = {
  error: { status: 500 },
  busy: { status: 429, headers: { 'retry-after': '30' } },
  'bad-request': { status: 400 },
  'not-found': { status: 404 },
  deactivated: { status: 410 },
  merged: { status: 308, headers: { location: '/v3/persons/3000007' } },
  malformed: { status: 200, body: '{"trn":"3000001","firstName":"Dan' },
  'other-shape': { status: 200, body: '{"person":{"reference":3000001}}' },
}

function reply(response: ServerResponse, status: number, { body, headers = {} }: Partial<Spoiled> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(body ?? (status === 204 ? undefined : JSON.stringify({ title: `Status ${status}`, status })))
}

type Gone = { readonly kind: string; readonly became: NonNullable<LocalTeacher['became']> }

function gone(response: ServerResponse, { kind, became }: Gone) {
  if ('deactivated' in became) return reply(response, 410)
  return reply(response, 308, { headers: { location: `/v3/${kind}/${became.mergedInto}` } })
}

type Asked = {
  readonly found: LocalTeacher
  readonly fault: RecordFaultSwitch['fault']
  readonly query: URLSearchParams
}

/** A date of birth that is not theirs finds nobody, none finds whoever has the number; what is no date, or more besides it, is too much. */
function person(response: ServerResponse, { found, fault, query }: Asked) {
  const born = query.get('dateOfBirth')
  if (query.has('nationalInsuranceNumber')) return reply(response, 400)
  if (born !== null && !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(born)) return reply(response, 400)
  if (born !== null && born !== found.dateOfBirth) return reply(response, 404)
  const { became: _became, what: _what, previousNames = [], ...facts } = found
  const shown = {
    ...facts,
    nationalInsuranceNumber: null,
    emailAddress: null,
    pendingNameChange: false,
    pendingDateOfBirthChange: false,
    qts: null,
    eyts: null,
    qtlsStatus: 'None',
    ...(query.get('include')?.includes('PreviousNames') ? { previousNames } : {}),
    ...(fault === 'more-properties' ? { somethingNew: { nested: [1, 2, 3] }, firstNames: null } : {}),
  }
  return reply(response, 200, { body: JSON.stringify(shown) })
}
