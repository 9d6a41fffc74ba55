import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import type { Claim } from '../claims/claim.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { moveClaim } from '../claims/claims-store.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { providerDisagreesEmail } from '../emails/audit-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { type AuditClaim, type AuditParty, PROVIDER_ANSWERS, type Said } from './audit.ts'
import { auditAnswered, auditAnswersSaved } from './audit-events.ts'
import { needsReason, newestOf, outcomeOf } from './audit-rules.ts'
import { saidOf } from './audits-queries.ts'
import { lockOpenPlace, savePlace, say } from './audits-store.ts'
import type { ProviderWord } from './provider-word.ts'

type Speaker = { readonly accountId: string | null; readonly name: string }

type Taking = {
  /** Locked. */
  readonly claim: Claim
  readonly answers: readonly ProviderWord[]
  /** False saves them for later. */
  readonly give: boolean
  /** When the newest word that the page showed was said, "" for none; null where nobody looked. */
  readonly seen: string | null
  readonly by: Speaker
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

const FAULTS = ['not-in-audit', 'changed-since', 'incomplete', 'reason-missing', 'unknown-mentor'] as const

export type Taken =
  | {
      readonly ok: true
      readonly outcome: 'saved' | 'confirmed' | 'disagrees'
      readonly event: AuditEvent
      readonly send: readonly OutgoingEmail[]
    }
  | { readonly ok: false; readonly code: (typeof FAULTS)[number]; readonly facts: Record<string, unknown> }

/**
 * Takes a provider's answers about a claim that is locked: saved for later, or given for every mentor. All confirmed, and the claim
 * is paid again; else the school is asked, with the working days that it has. Answers a fault where nothing may be taken; the caller
 * then undoes the transaction.
 */
export async function takeAnswers(tx: Tx, taking: Taking): Promise<Taken> {
  const { claim, answers, give, by, now } = taking
  const place = await lockOpenPlace(tx, claim.id)
  if (!place || claim.status !== 'in-audit') return { ok: false, code: 'not-in-audit', facts: { status: claim.status } }
  const fault = (await changedSince(tx, place, taking.seen)) ?? faultIn(claim, answers, give)
  if (fault) return fault
  await say(tx, wordsOf(answers, place, give), { accountId: by.accountId, name: by.name, now })
  if (!give) {
    const facts = { reference: claim.reference, mentors: answers.length }
    return { ok: true, outcome: 'saved', event: auditAnswersSaved.of(claimSubjects(claim), facts), send: [] }
  }
  const said = await saidOf(tx, place.auditId, [claim.id])
  const newest = newestOf(said.get(claim.id) ?? [], 'provider', { drafts: false })
  const outcome = outcomeOf(claim.lines, newest)
  if (outcome === null) return { ok: false, code: 'incomplete', facts: {} }
  return settle(tx, { ...taking, place, newest, outcome })
}

/** When the newest word of a party was said, as `seen` has it. */
export const newestWordAt = (said: readonly Said[], of: AuditParty = 'provider'): string => {
  const last = said.findLast(({ party }) => party === of)
  return last ? last.saidAt.toString() : ''
}

async function changedSince(tx: Tx, { auditId, claimId }: AuditClaim, seen: string | null) {
  if (seen === null) return null
  const said = (await saidOf(tx, auditId, [claimId])).get(claimId) ?? []
  if (newestWordAt(said) === seen) return null
  return { ok: false, code: 'changed-since', facts: {} } as const
}

/** What was only saved may lack its reason. */
function faultIn({ lines }: Claim, answers: readonly ProviderWord[], give: boolean) {
  const claimed = new Map(lines.map(({ id, hours }) => [id, hours]))
  if (answers.some(({ lineId }) => !claimed.has(lineId)))
    return { ok: false, code: 'unknown-mentor', facts: {} } as const
  const lineIds = answers
    .filter(({ lineId, answer, hours }) => needsReason(answer, hours, claimed.get(lineId) ?? 0))
    .filter(({ reasonCode, note }) => reasonCode === null || (reasonCode === 'other' && !note))
    .map(({ lineId }) => lineId)
  return give && lineIds.length > 0 ? ({ ok: false, code: 'reason-missing', facts: { lineIds } } as const) : null
}

const wordsOf = (answers: readonly ProviderWord[], { auditId, claimId }: AuditClaim, give: boolean) =>
  answers.map((answer) => ({
    ...{ auditId, claimId, party: 'provider' as const, isDraft: !give },
    ...{ ...answer, hours: answer.answer === 'other-hours' ? answer.hours : null },
    reasonCode: answer.answer === 'confirmed' ? null : answer.reasonCode,
  }))

type Settling = Taking & {
  readonly place: AuditClaim
  readonly newest: ReadonlyMap<string, Said>
  readonly outcome: 'confirmed' | 'disagrees'
}

async function settle(tx: Tx, { now, baseUrl, claim, place, newest, outcome }: Settling): Promise<Taken> {
  const isConfirmed = outcome === 'confirmed'
  const dueOn = await replyDay(tx, now)
  await savePlace(
    tx,
    place,
    isConfirmed ? { answered_at: now, decided_at: now, outcome } : { answered_at: now, school_due_on: dueOn },
    now,
  )
  const moved = await moveClaim(tx, { claim, move: isConfirmed ? 'uphold' : 'disagree', now })
  if (moved === null) throw new Error(`a claim in audit cannot move from ${claim.status}`)
  const providerName = claim.submitted?.providerName ?? ''
  const organisationIds = [claim.schoolId, ...(claim.submitted?.for ? [claim.submitted.for] : [])]
  const told = isConfirmed ? [] : await toTellAtAny(tx, { organisationIds, kind: 'must' })
  return {
    ok: true,
    outcome,
    event: auditAnswered.of(claimSubjects(claim), {
      ...{ reference: claim.reference, provider: providerName, moved },
      answers: claim.lines.map((line) => answerOf(line, newest.get(line.id))),
    }),
    send: told.map((to) => providerDisagreesEmail({ to, claim, newest, dueOn, auditId: place.auditId, baseUrl })),
  }
}

const answerOf = (line: Claim['lines'][number], said: Said | undefined) => ({
  ...{ mentor: line.mentorName, claimed: line.hours, hours: said?.hours ?? null, reason: said?.reasonCode ?? null },
  answer: z.enum(PROVIDER_ANSWERS).parse(said?.answer),
})

/** The working day until which the school can reply. */
async function replyDay(tx: Tx, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  const today = londonDate(now)
  const figures = await figuresOn(tx, now)
  return workingDaysAfter(today, figures['school-answers-audit'], await bankHolidaysFrom(tx, today))
}
