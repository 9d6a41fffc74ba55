import { createHash } from 'node:crypto'
import type { Temporal } from '#src/kit/dates.ts'
import { firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { type Reply, redirectTo, show, showAgain, tooMany, type WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import {
  type FoundTeacher,
  nameOnRecord,
  type PersonAnswer,
} from '#src/platform/teaching-record/teaching-record-port.ts'
import { personById } from '../../../directory/public.ts'
import { isNameOf, MOST_HOPS, TRIES_OF_ACCOUNT, TRIES_OF_NUMBER } from '../../teachers/number-rules.ts'
import { personIdOfAccount } from '../../teachers/person-of-account-store.ts'
import { waitForRecord } from '../../teachers/wait-for-record.ts'
import { confirmNumber } from './confirm-number.ts'
import { askPage, numberSchema, ownNumberPage } from './number-pages.tsx'
import { deactivatedPage, forStaffPage, waitingPage } from './outcome-pages.tsx'

const PATH = '/account/teacher-reference-number'

/** One's own number when the teaching record has confirmed it, else the question. */
export async function showNumber({ db, actor, query, now }: WebRequest): Promise<Reply> {
  const back = safeReturnPath(query['return'])
  const personId = actor.accountId === null ? null : await personIdOfAccount(db, actor.accountId)
  const person = personId === null ? null : await personById(db, personId)
  if (!person?.trn || person.trnConfirmedAt === null) return show(askPage({ back, values: {}, errors: [], now }))
  const done = DONE[query['done'] ?? ''] ?? null
  const isOtherName = person.name !== actor.name && !isNameOf(actor.name, [partsOf(person.name)])
  return show(ownNumberPage({ person, accountName: actor.name, isOtherName, done, back }))
}

const DONE: Readonly<Record<string, string>> = {
  confirmed: 'The teaching record has confirmed your number.',
  joined: 'Your two accounts are now one, and your number is on it.',
}

/** Asks the teaching record who this is. The date of birth goes there and nowhere else. */
export async function sendNumber(request: WebRequest): Promise<Reply> {
  const { form, now } = request
  const back = safeReturnPath(firstValue(form, 'return'))
  const parsed = parseForm(numberSchema(now), form)
  if (!parsed.ok) return showAgain(askPage({ back, values: parsed.values, errors: parsed.errors, now }))
  const { trn, 'date-of-birth': dateOfBirth } = parsed.values
  const wait = await takeTries(request, trn)
  if (wait !== null) return tooMany(wait)
  const { answer, followedFrom } = await ask(request, { trn, dateOfBirth })
  const asked = { request, trn, back, raw: parsed.raw }
  if (answer.kind === 'found') return confirm({ ...asked, answer, followedFrom })
  return nobody({ ...asked, answer })
}

type Asked = {
  readonly request: WebRequest
  readonly trn: string
  readonly back: string | null
  readonly raw: RawValues
}

async function confirm({ request, back, answer, followedFrom }: Asked & Following & { readonly answer: FoundTeacher }) {
  const input = { trn: answer.trn, followedFrom, nameOnRecord: nameOnRecord(answer.name) || null }
  const done = await request.execute(confirmNumber, input)
  if (!done.ok) return show(forStaffPage(done.refusal.code))
  if (done.value.kind === 'held-elsewhere') return redirectTo(`${PATH}/other-account`)
  return redirectTo(`${PATH}?done=confirmed${back ? `&return=${encodeURIComponent(back)}` : ''}`)
}

async function nobody({ request, trn, back, raw, answer }: Asked & { readonly answer: PersonAnswer }): Promise<Reply> {
  if (answer.kind === 'deactivated') return show(deactivatedPage(back))
  if (answer.kind === 'unavailable') {
    await request.execute(waitForRecord, { trn })
    return show(waitingPage(back))
  }
  return showAgain(askPage({ back, values: raw, errors: [NOT_FOUND], now: request.now }))
}

/** The same for a number that is nobody's and for a date of birth that is somebody else's: it tells nobody which numbers exist. */
const NOT_FOUND = {
  field: 'trn',
  message: 'No teaching record has this number together with this date of birth. Check both',
} as const

type Question = { readonly trn: string; readonly dateOfBirth: Temporal.PlainDate }
type Following = { readonly followedFrom: string | null }

/** A number that became another is followed, with the same date of birth: only its owner learns the new one. */
async function ask({ teachingRecord }: WebRequest, { trn, dateOfBirth }: Question) {
  let asked = trn
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const answer = await teachingRecord.find({ trn: asked, dateOfBirth })
    if (answer.kind !== 'merged-into') return { answer, followedFrom: asked === trn ? null : trn }
    asked = answer.trn
  }
  return { answer: { kind: 'not-found' } as const, followedFrom: null }
}

/** The seconds to wait; null when this try is allowed. */
async function takeTries({ db, actor, now }: WebRequest, trn: string): Promise<number | null> {
  const keyed = (what: string, text: string) =>
    `access.${what}:${createHash('sha256').update(text).digest('base64url')}`
  const own = await takeToken(db, { ...TRIES_OF_ACCOUNT, key: keyed('trn-tries-by', actor.accountId ?? ''), now })
  if (!own.taken) return own.waitSeconds
  const all = await takeToken(db, { ...TRIES_OF_NUMBER, key: keyed('trn-tries-of', trn), now })
  return all.taken ? null : all.waitSeconds
}

function partsOf(name: string) {
  const [first = '', ...others] = name.split(' ')
  return { first, middle: others.slice(0, -1).join(' '), last: others.at(-1) ?? '' }
}
