import { academicYearOf, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { expectationRecorded } from '../access-events.ts'
import type { SchoolName } from '../emails/email-text.ts'
import { expectationToldEmail } from '../emails/nomination-emails.ts'
import { tutorOf } from '../memberships/memberships-queries.ts'
import { type Answerer, recordExpectation } from './expectations-store.ts'
import type { Expectation } from './nomination-rules.ts'

/** How the message to the tutor names somebody who answered by a nomination link. */
export const LINK_HOLDER = 'Whoever holds the link that we sent to the school'

type YearAnswer = {
  readonly school: SchoolName
  readonly answer: Expectation
  readonly by: Answerer
  /** Who said it, as the message to the tutor begins. */
  readonly sayer: string
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

type AnsweredForYear = { readonly event: AuditEvent; readonly send: readonly OutgoingEmail[] }

/**
 * What the school expects in the academic year that is running: the only place that sets it, whoever answers. "No" stops what we
 * would send, so the induction tutor is told when somebody else says or takes back a "no". Call it under the school's lock.
 */
export async function answerForYear(tx: Tx, said: YearAnswer): Promise<AnsweredForYear> {
  const { school, answer, by, now } = said
  const academicYear = academicYearOf(londonDate(now))
  const before = await recordExpectation(tx, { organisationId: school.id, academicYear, answer, by, now })
  const about: Subject[] = 'proofId' in by ? [{ kind: 'proof', id: by.proofId }] : []
  const event = expectationRecorded.of([{ kind: 'school', id: school.id }, ...about], {
    academicYear,
    answer: { before, after: answer },
  })
  const matters = before !== answer && (answer === 'no' || before === 'no')
  const tutor = matters ? await tutorOf(tx, school.id) : null
  const isOwn = 'accountId' in by && by.accountId === tutor?.accountId
  if (!tutor?.address || isOwn) return { event, send: [] }
  const { accountId, name, address: to } = tutor
  const told = { to, accountId, name, school, academicYear, answer, by: said.sayer, at: now, baseUrl: said.baseUrl }
  return { event, send: [expectationToldEmail(told)] }
}
