import { londonDate } from '#src/kit/dates.ts'
import { answerAudit } from '#src/modules/claims/audits/answer-audit.ts'
import { newestAuditOf } from '#src/modules/claims/audits/audits-queries.ts'
import { decideAudit } from '#src/modules/claims/audits/decide-audit.ts'
import { askForExtension } from '#src/modules/claims/audits/extend-audit.ts'
import { replyToAudit } from '#src/modules/claims/audits/reply-to-audit.ts'
import { AuditId } from '#src/modules/claims/audits/sample.ts'
import { type Claim, ClaimId, LineId } from '#src/modules/claims/claims/claim.ts'
import { claimsById } from '#src/modules/claims/claims/claims-queries.ts'
import { act, acting, onDayBefore } from './claim-actors.ts'
import type { Seeding } from './seeding.ts'

type Checked = {
  /** With the provider's no: the first waits for its school, the second for DfE, and the third is decided. */
  readonly disputed: readonly string[]
  /** With their providers: the first provider confirms, the second asks for more time, the third has saved an answer. */
  readonly asked: readonly string[]
}

/** What became of the claims that are checked: one in each state of an audit. */
export async function seedAudits(seeding: Seeding, { disputed, asked }: Checked): Promise<void> {
  const [, replied, decided] = await claimsById(seeding.db, disputed)
  if (replied) await schoolReplies(seeding, replied, 'Our timetable shows all of the hours')
  if (decided) {
    await schoolReplies(seeding, decided, null)
    await notUpheld(seeding, decided)
  }
  const [confirmed, later, saved] = await claimsById(seeding.db, asked)
  if (confirmed) await providerConfirms(seeding, confirmed, { by: 'Anneliese Vaughan', give: true })
  if (later) await asksForTime(seeding, later)
  if (saved) await providerConfirms(seeding, saved, { by: 'Paula Greene', give: false })
}

async function schoolReplies(seeding: Seeding, claim: Claim, note: string | null): Promise<void> {
  const actor = await acting(seeding, 'Desmond Okoro', [{ organisationId: claim.schoolId, role: 'claims' }])
  const answer = note === null ? ('agrees' as const) : ('disagrees' as const)
  const replies = claim.lines.map(({ id }) => ({ lineId: LineId.parse(id), answer, note }))
  const context = onDayBefore(seeding, { actor, daysAgo: 1, hours: 14 })
  await act({ seeding, context, or: 'never' }, replyToAudit, { claimId: ClaimId.parse(claim.id), replies })
}

async function notUpheld(seeding: Seeding, { id }: Claim): Promise<void> {
  const [claim] = await claimsById(seeding.db, [id])
  if (!claim) return
  const actor = await acting(seeding, 'Priya Nair')
  const reason = 'The school and the provider agree that the mentor was trained for fewer hours'
  const context = onDayBefore(seeding, { actor, daysAgo: 1, hours: 16, reason })
  const decisions = claim.lines.map((line) => ({ lineId: LineId.parse(line.id), answer: 'not-upheld' as const }))
  const input = { claimId: ClaimId.parse(id), seen: claim.revision, decisions }
  await act({ seeding, context, or: 'never' }, decideAudit, input)
}

type Answering = { readonly by: string; readonly give: boolean }

async function providerConfirms(seeding: Seeding, claim: Claim, { by, give }: Answering): Promise<void> {
  const actor = await acting(seeding, by, [{ organisationId: claim.providerId, role: 'claims' }])
  const context = onDayBefore(seeding, { actor, daysAgo: 1, hours: 11 })
  const answers = claim.lines.map(({ id }) => ({
    ...{ lineId: LineId.parse(id), answer: 'confirmed' as const },
    ...{ hours: null, reasonCode: null, note: null },
  }))
  await act({ seeding, context, or: 'never' }, answerAudit, { claimId: ClaimId.parse(claim.id), answers, give })
}

async function asksForTime(seeding: Seeding, claim: Claim): Promise<void> {
  const found = await newestAuditOf(seeding.db, claim.id)
  if (!found) return
  const actor = await acting(seeding, 'Anneliese Vaughan', [
    { organisationId: claim.providerId, role: 'administrator' },
  ])
  const context = onDayBefore(seeding, { actor, daysAgo: 1, hours: 12 })
  const until = found.audit.dueOn.add({ days: 7 })
  const because = `Our records officer is away until ${londonDate(seeding.now).add({ days: 20 }).toString()}`
  await act({ seeding, context, or: 'never' }, askForExtension, {
    auditId: AuditId.parse(found.audit.id),
    until,
    because,
  })
}
