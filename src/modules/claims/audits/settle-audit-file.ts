import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { lockClaims } from '../claims/claims-store.ts'
import { lockFile, settleFile } from '../files/files-store.ts'
import { takeAnswers } from './answers-store.ts'
import { auditAnswered, auditFileSettled } from './audit-events.ts'
import type { FileWord } from './audit-file.ts'
import { auditFileById } from './audit-file-queries.ts'
import { auditPolicy } from './audit-policy.ts'
import { auditSubjects } from './audit-subjects.ts'
import { auditById } from './audits-queries.ts'
import { AuditId } from './sample.ts'

/**
 * Gives the answers of a file that was looked at, all of them or none, or puts the file away. Refuses, naming them, when a claim of
 * it was answered or decided since: then nothing of the file is given.
 */
export const settleAuditFile = command({
  name: 'claims.settle-audit-file',
  input: z.object({ auditId: AuditId, fileId: z.uuid(), outcome: z.enum(['applied', 'discarded']) }),
  refusals: ['settled-already', 'has-faults', 'changed-since', 'reason-needed'],
  records: [auditFileSettled.name, auditAnswered.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { auditId, fileId, outcome }) {
    const audit = (await auditById(tx, auditId)) ?? refuse('not-found')
    demand(auditPolicy.answerOrSupport(actor, audit))
    if (!actor.worksAt(audit.providerId) && process.reason === null) return refuse('reason-needed')
    await lockFile(tx, fileId)
    const file = (await auditFileById(tx, { auditId, fileId })) ?? refuse('not-found')
    if (file.status === 'refused') return refuse('has-faults')
    if (file.status !== 'previewed') return refuse('settled-already')
    const words = outcome === 'applied' ? file.words : []
    const given = await giveAll(tx, { words, actor, now, baseUrl })
    if (given.changed.length > 0) return refuse('changed-since', { references: given.changed })
    await settleFile(tx, { id: fileId, move: outcome === 'applied' ? 'apply' : 'discard', byName: actor.name, now })
    const facts = { file: file.fileName, outcome, claims: given.events.length }
    return {
      value: { claims: given.events.length },
      events: [auditFileSettled.of(auditSubjects(audit), facts), ...given.events],
      send: given.send,
    }
  },
})

type Giving = {
  readonly words: readonly FileWord[]
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Gives the answers of each claim, and names the claims that do not take them any more. */
async function giveAll(tx: Tx, { words, actor, now, baseUrl }: Giving) {
  const byClaim = Map.groupBy(words, ({ claimId }) => claimId)
  const given: { events: AuditEvent[]; send: OutgoingEmail[]; changed: string[] } = {
    events: [],
    send: [],
    changed: [],
  }
  const by = { accountId: actor.accountId, name: actor.name }
  for (const claim of await lockClaims(tx, [...byClaim.keys()])) {
    demand(claimPolicy.answersForProviderOrSupport(actor, claim))
    const answers = (byClaim.get(claim.id) ?? []).map(wordOf)
    const taken = await takeAnswers(tx, { claim, answers, give: true, seen: null, by, now, baseUrl })
    if (!taken.ok) given.changed.push(claim.reference)
    else {
      given.events.push(taken.event)
      given.send.push(...taken.send)
    }
  }
  return given
}

const wordOf = ({ lineId, answer, hours, reasonCode, note }: FileWord) => ({ lineId, answer, hours, reasonCode, note })
