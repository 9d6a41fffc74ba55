import { createHash } from 'node:crypto'
import type { Temporal } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import {
  nameOnRecord,
  type PersonAnswer,
  type TeachingRecord,
} from '#src/platform/teaching-record/teaching-record-port.ts'
import { MOST_HOPS, TRIES_OF_NUMBER } from './mentor-rules.ts'
import type { FoundMentor } from './mentors-store.ts'

export type Looked =
  | { readonly kind: 'found'; readonly found: FoundMentor }
  /** No record has the number and the date of birth together: which of the two is wrong, nobody is told. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'deactivated' }
  /** The teaching record gives no answer now. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'too-many'; readonly waitSeconds: number }

type Asked = {
  readonly schoolId: string
  readonly trn: string
  readonly dateOfBirth: Temporal.PlainDate
  /** Look-ups that one account has in an hour at one school. */
  readonly anHour: number
}

/** Asks the teaching record for a mentor. The date of birth goes there and nowhere else. */
export async function lookForMentor(
  request: WebRequest,
  { schoolId, trn, dateOfBirth, anHour }: Asked,
): Promise<Looked> {
  const waitSeconds = await takeTries(request, { schoolId, trn, anHour })
  return waitSeconds === null ? ask(request.teachingRecord, { trn, dateOfBirth }) : { kind: 'too-many', waitSeconds }
}

/** The whole minute from which another look-up is allowed. */
export const freeFrom = (now: Temporal.Instant, waitSeconds: number): Temporal.Instant =>
  now.add({ seconds: waitSeconds }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })

type Question = { readonly trn: string; readonly dateOfBirth: Temporal.PlainDate }

/** A number that became another is followed, with the same date of birth. */
async function ask(record: TeachingRecord, { trn, dateOfBirth }: Question): Promise<Looked> {
  let asked = trn
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const answer = await record.find({ trn: asked, dateOfBirth })
    if (answer.kind !== 'merged-into') return lookedAs(answer, trn)
    asked = answer.trn
  }
  return { kind: 'nobody' }
}

function lookedAs(answer: Exclude<PersonAnswer, { kind: 'merged-into' }>, asked: string): Looked {
  if (answer.kind === 'unavailable') return { kind: 'silent' }
  if (answer.kind === 'not-found') return { kind: 'nobody' }
  if (answer.kind === 'deactivated') return { kind: 'deactivated' }
  const { trn } = answer
  return {
    kind: 'found',
    found: { trn, followedFrom: trn === asked ? null : asked, name: nameOnRecord(answer.name) || trn },
  }
}

type Tried = Omit<Asked, 'dateOfBirth'>

/** Counts a look-up of a number: the seconds to wait, or null when it is allowed. */
export async function takeTries(
  { db, actor, now }: WebRequest,
  { schoolId, trn, anHour }: Tried,
): Promise<number | null> {
  const ofAccount = await takeToken(db, {
    key: `claims.mentor-look-up:${actor.accountId}:${schoolId}`,
    ...{ limit: anHour, seconds: 3_600, now },
  })
  if (!ofAccount.taken) return ofAccount.waitSeconds
  const digest = createHash('sha256').update(trn).digest('base64url')
  const ofNumber = await takeToken(db, { key: `claims.mentor-number:${digest}`, ...TRIES_OF_NUMBER, now })
  return ofNumber.taken ? null : ofNumber.waitSeconds
}
