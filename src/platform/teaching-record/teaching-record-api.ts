import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Log } from '../log.ts'
import { type CircuitBreaker, circuitBreaker } from './circuit-breaker.ts'
import type { NumberAnswer, PersonAnswer, Silence, TeachingRecord } from './teaching-record-port.ts'

/**
 * A version never changes once it is published; others answer with other properties. In this one people are answered with 308 and
 * 410 as numbers are.
 */
const API_VERSION = '20260120'

type Options = {
  readonly url: string
  readonly key: string
  readonly log: Log
  /** For all tries together: somebody waits for a page. */
  readonly timeoutSeconds?: number
  readonly breaker?: CircuitBreaker
}

const TIMEOUT_SECONDS = 3
/** A question changes nothing, so it may be put again: once, after a pause that differs, so that many do not come back together. */
const TRIES = 2
const PAUSE_MILLISECONDS = { least: 100, most: 300 } as const

const Trn = z.string().regex(/^[0-9]{7}$/)
const Part = z
  .string()
  .nullish()
  .transform((part) => part?.trim() ?? '')
const Name = z.object({ firstName: Part, middleName: Part, lastName: Part })
const Found = Name.extend({ trn: Trn, previousNames: z.array(Name).nullish() })

/** The Teaching Record System API, version 3: what is not a clear answer in time is "unavailable", and no detail of it is logged. */
export function teachingRecordApi(given: Options): TeachingRecord {
  const options = { breaker: circuitBreaker(), timeoutSeconds: TIMEOUT_SECONDS, ...given }
  return {
    async find({ trn, dateOfBirth }) {
      const query = new URLSearchParams({ dateOfBirth: dateOfBirth.toString(), include: 'PreviousNames' })
      return ask(options, `/v3/persons/${encodeURIComponent(trn)}?${query}`, readPerson)
    },
    look: (trn) => ask(options, `/v3/persons/${encodeURIComponent(trn)}`, readPerson),
    check: (trn) => ask(options, `/v3/trns/${encodeURIComponent(trn)}`, readNumber),
  }
}

type Settings = Required<Options>
type Said = { readonly status: number; readonly location: string | null; readonly text: string }
/** No answer came, or none in time. */
type Gone = 'down' | 'slow'
type Unavailable = { readonly kind: 'unavailable'; readonly why: Silence }
type Read<Answer> = (said: Said) => Answer | null

async function ask<Answer extends { readonly kind: string }>(
  settings: Settings,
  path: string,
  read: Read<Answer>,
): Promise<Answer | Unavailable> {
  const { breaker, timeoutSeconds } = settings
  if (!breaker.mayCall()) return { kind: 'unavailable', why: 'resting' }
  const deadline = AbortSignal.timeout(timeoutSeconds * 1_000)
  for (let attempt = 1; ; attempt += 1) {
    const answer = understood(settings, await call(settings, path, deadline), read)
    if (typeof answer !== 'string') return answer
    const again = attempt < TRIES && isPassing(answer) && breaker.mayCall() && (await paused(deadline))
    if (!again) return { kind: 'unavailable', why: answer }
  }
}

/** What was said, or why it counts for nothing; counted, and logged without anything of the question or the answer. */
function understood<Answer>({ breaker, log }: Settings, said: Said | Gone, read: Read<Answer>): Answer | Silence {
  const answer = typeof said === 'string' ? null : read(said)
  if (answer !== null) {
    breaker.note(true)
    return answer
  }
  const why = silenceOf(said)
  // What we did wrong is not cured by letting the service rest.
  if (why !== 'refused') breaker.note(false)
  log.error('teaching record gave no answer', { why, status: typeof said === 'string' ? null : said.status })
  return why
}

/** The answer, or why there is none. Its errors may quote what was sent or received, so they end here. */
async function call({ url, key }: Settings, path: string, signal: AbortSignal): Promise<Said | Gone> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
      headers: { authorization: `Bearer ${key}`, 'x-api-version': API_VERSION, accept: 'application/json' },
      signal,
      // A redirect says which number to use; following it would carry the key and the date of birth elsewhere.
      redirect: 'manual',
    })
    const { status, headers } = response
    return { status, location: headers.get('location'), text: await response.text() }
  } catch {
    return signal.aborted ? 'slow' : 'down'
  }
}

function readPerson({ status, location, text }: Said): PersonAnswer | null {
  if (status !== 200) return readNoPerson(status, location)
  const found = Found.safeParse(jsonIn(text))
  if (!found.success) return null
  const { trn, previousNames, ...name } = found.data
  return { kind: 'found', trn, name: named(name), previousNames: (previousNames ?? []).map(named) }
}

const readNumber = ({ status, location }: Said): NumberAnswer | null =>
  status === 204 ? { kind: 'active' } : readNoPerson(status, location)

function readNoPerson(status: number, location: string | null) {
  if (status === 404) return { kind: 'not-found' } as const
  if (status === 410) return { kind: 'deactivated' } as const
  const trn = status === 308 ? /\/([0-9]{7})(?:[?#]|$)/.exec(location ?? '')?.[1] : undefined
  return trn === undefined ? null : ({ kind: 'merged-into', trn } as const)
}

const named = ({ firstName, middleName, lastName }: z.output<typeof Name>) => ({
  first: firstName,
  middle: middleName,
  last: lastName,
})

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function silenceOf(said: Said | Gone): Silence {
  if (typeof said === 'string') return said
  if (said.status === 429) return 'busy'
  if (said.status >= 500) return 'down'
  return said.status >= 400 ? 'refused' : 'malformed'
}

const isPassing = (why: Silence): boolean => why === 'down' || why === 'busy'

/** False when there is no time left for another try. */
async function paused(deadline: AbortSignal): Promise<boolean> {
  const { least, most } = PAUSE_MILLISECONDS
  await wait(randomInt(least, most), null, { signal: deadline }).catch(() => null)
  return !deadline.aborted
}
