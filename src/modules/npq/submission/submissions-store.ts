import { createHash } from 'node:crypto'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Registration } from '../registrations/registration.ts'
import type { Fingerprint } from './fingerprint-rules.ts'

/** How somebody had come in when they registered. */
export const SIGNED_IN_BY = ['email', 'one-login', 'dfe-sign-in', 'staff'] as const
export type SignedInBy = (typeof SIGNED_IN_BY)[number]

type Submission = Pick<Registration, 'id' | 'providerId' | 'course' | 'cohort'> & {
  readonly setting: string
  readonly fingerprint: Fingerprint
  readonly signedInBy: SignedInBy
  readonly now: Temporal.Instant
}

/** Keeps how a registration was submitted, for the report of duplicates: keys that can be compared and tell nothing else. */
export const insertSubmission = async (tx: Tx, { fingerprint, now, ...submission }: Submission) =>
  tx
    .insertInto('npq.submissions')
    .values({
      registration_id: submission.id,
      submitted_at: now,
      provider_id: submission.providerId,
      course_identifier: submission.course,
      cohort: submission.cohort,
      setting: submission.setting,
      email_key: keyOf(fingerprint.email),
      work_key: keyOf(fingerprint.work),
      funding_key: keyOf(fingerprint.funding),
      answers_key: keyOf(fingerprint.answers),
      name_key: keyOf(fingerprint.name),
      signed_in_by: submission.signedInBy,
      source: 'here',
    })
    .execute()

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex')
