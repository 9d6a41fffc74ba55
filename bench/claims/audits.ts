import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Actor } from '#src/kit/actor.ts'
import { auditFileOf } from '#src/modules/claims/audits/audit-file-queries.ts'
import { saidOf, sampleById } from '#src/modules/claims/audits/audits-queries.ts'
import { discardSample } from '#src/modules/claims/audits/change-sample.ts'
import { decideAudit } from '#src/modules/claims/audits/decide-audit.ts'
import { drawSample } from '#src/modules/claims/audits/draw-sample.ts'
import { replyToAudit } from '#src/modules/claims/audits/reply-to-audit.ts'
import { AuditId } from '#src/modules/claims/audits/sample.ts'
import { sendSample } from '#src/modules/claims/audits/send-sample.ts'
import { settleAuditFile } from '#src/modules/claims/audits/settle-audit-file.ts'
import { uploadAuditFile } from '#src/modules/claims/audits/upload-audit-file.ts'
import { ClaimId, LineId } from '#src/modules/claims/claims/claim.ts'
import { claimsById } from '#src/modules/claims/claims/claims-queries.ts'
import { WindowId } from '#src/modules/claims/years/claim-year.ts'
import { execute } from '#src/platform/commands/command.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import type { TakenBack } from './clawbacks.ts'
import { WINDOW_ID } from './national-year.ts'
import { as, type Officers, value } from './officers.ts'
import type { Steps } from './steps.ts'

const SEED = 'a national year'
const REASON = 'Audit of the year'

/** Draws a sample, throws it away and draws it again: the same claims, for the same reasons. Then sends it to the providers. */
export async function sampled(officers: Officers, { timed }: Steps) {
  const { db, one } = officers
  const first = await timed('Drawing a sample of the paid claims', () => drawn(officers))
  const choices = await choicesOf(officers, first)
  value(await execute(as(db, one, 'To draw it again'), discardSample, { sampleId: first, seen: 1 }))
  const again = await drawn(officers)
  const isSame = (await choicesOf(officers, again)) === choices
  value(
    await timed('Sending it to the providers', () => execute(as(db, one), sendSample, { sampleId: again, seen: 1 })),
  )
  const sample = await sampleById(db, again)
  if (!sample) throw new Error('The sample is gone')
  const { population, populationPence, chosen, chosenPence } = sample
  return { isSame, population, populationPence, chosen, chosenPence }
}

const drawn = async ({ db, one }: Officers) =>
  value(await execute(as(db, one), drawSample, { windowId: WindowId.parse(WINDOW_ID), seed: SEED, valuePercent: null }))
    .sampleId

async function choicesOf({ db }: Officers, sampleId: string): Promise<string> {
  const rows = await db
    .selectFrom('claims.sample_claims')
    .select(['claim_id', 'reason', 'drawn_as'])
    .where('sample_id', '=', sampleId)
    .orderBy('claim_id')
    .execute()
  return JSON.stringify(rows)
}

/**
 * Every provider answers by its file: every seventh mentor is refused, every eleventh had half of the hours. The schools reply, and
 * DfE upholds a claim where the school disagrees. Answers the claims that are not upheld, with the hours that were worked.
 */
export async function auditsAnswered(
  officers: Officers,
  { timed }: Steps,
  folder: string,
): Promise<readonly TakenBack[]> {
  const { db } = officers
  const audits = await db.selectFrom('claims.audits').select(['id', 'provider_id']).orderBy('id').execute()
  await timed(`${audits.length} providers answer, each by a file`, async () => {
    for (const audit of audits) await answeredByFile(officers, audit, folder)
  })
  const disputed = await disputedClaims(officers)
  await timed(`${disputed.length} schools reply`, async () => {
    for (const [at, claim] of disputed.entries()) await replied(officers, claim, at % 4 === 1)
  })
  const found: TakenBack[] = []
  await timed(`${disputed.length} claims decided`, async () => {
    for (const [at, claim] of disputed.entries()) found.push(...(await decided(officers, claim, at % 4 === 1)))
  })
  return found
}

async function answeredByFile(
  { db }: Officers,
  audit: { readonly id: string; readonly provider_id: string },
  folder: string,
): Promise<void> {
  const [auditId, path] = [AuditId.parse(audit.id), join(folder, 'audit.csv')]
  const [head = '', ...rows] = (await auditFileOf(db, audit.id)).map((line) => line.trimEnd())
  const answered = rows.map((row, at) => {
    const cells = row.split(',')
    const hours = Number(cells[10])
    if (at % 7 === 3) return [...cells.slice(0, 11), 'no', 'They do not work at the school', ''].join(',')
    if (at % 11 === 5 && hours > 1)
      return [...cells.slice(0, 11), 'no', 'They were trained for fewer hours', Math.floor(hours / 2)].join(',')
    return [...cells.slice(0, 11), 'yes', '', ''].join(',')
  })
  await writeFile(path, [`${head},hours`, ...answered].join('\r\n'))
  const provider = as(db, await worksAt(db, audit.provider_id))
  const file = { auditId, fileName: 'audit.csv', path: () => path, sha256: await sha256Of(path) }
  const { fileId } = value(await execute(provider, uploadAuditFile, file))
  value(await execute(provider, settleAuditFile, { auditId, fileId, outcome: 'applied' }))
}

async function worksAt(db: Officers['db'], organisationId: string): Promise<Actor> {
  const account = await db
    .selectFrom('access.memberships as membership')
    .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name'])
    .where('membership.organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return new Actor({
    ...{ identity: { kind: 'account', id: account.id }, name: account.name, door: 'web' },
    memberships: [{ organisationId, role: 'claims' }],
  })
}

async function disputedClaims({ db }: Officers) {
  const rows = await db
    .selectFrom('claims.claims')
    .select('id')
    .where('status', '=', 'provider-disagrees')
    .orderBy('reference')
    .execute()
  const places = await db.selectFrom('claims.audit_claims').select(['audit_id', 'claim_id']).execute()
  const audits = new Map(places.map(({ audit_id, claim_id }) => [claim_id, audit_id]))
  const claims = await claimsById(
    db,
    rows.map(({ id }) => id),
  )
  return claims.map((claim) => ({ claim, auditId: audits.get(claim.id) ?? '' }))
}
type Disputed = Awaited<ReturnType<typeof disputedClaims>>[number]

async function replied({ db }: Officers, { claim }: Disputed, disagrees: boolean): Promise<void> {
  const replies = claim.lines.map(({ id }) => ({
    lineId: LineId.parse(id),
    ...(disagrees
      ? { answer: 'disagrees' as const, note: 'Our register shows it' }
      : { answer: 'agrees' as const, note: null }),
  }))
  const school = as(db, await worksAt(db, claim.schoolId))
  value(await execute(school, replyToAudit, { claimId: ClaimId.parse(claim.id), replies }))
}

async function decided(
  { db, one }: Officers,
  { claim, auditId }: Disputed,
  isUpheld: boolean,
): Promise<readonly TakenBack[]> {
  const said = (await saidOf(db, auditId, [claim.id])).get(claim.id) ?? []
  const doubted = said.filter(({ party, answer }) => party === 'provider' && answer !== 'confirmed')
  const ids = new Set(doubted.map(({ lineId }) => lineId))
  const decisions = claim.lines.map(({ id }) => ({
    ...{ lineId: LineId.parse(id), answer: isUpheld || !ids.has(id) ? ('upheld' as const) : ('not-upheld' as const) },
  }))
  const claimId = ClaimId.parse(claim.id)
  value(await execute(as(db, one, REASON), decideAudit, { claimId, seen: claim.revision, decisions }))
  if (isUpheld) return []
  const lines = doubted.map(({ lineId, hours }) => ({
    lineId,
    hoursWorked: hours ?? 0,
    reason: 'fewer-hours' as const,
  }))
  return [{ claimId: claim.id, revision: claim.revision + 1, origin: 'audit', lines }]
}

/** What the providers' answers cost the claims that were not upheld, by a sum of its own. */
export async function penceOfAnswers({ db }: Officers): Promise<number> {
  const { rows } = await sql<{ pence: number }>`
    select coalesce(sum((line.hours - coalesce(word.hours, 0)) * claim.pence_per_hour), 0) as pence
    from claims.audit_answers as word
    join claims.claim_lines as line on line.id = word.line_id
    join claims.claims as claim on claim.id = line.claim_id
    join claims.audit_claims as place on place.claim_id = claim.id and place.audit_id = word.audit_id
    where word.party = 'provider' and not word.is_draft and word.answer <> 'confirmed' and place.outcome = 'not-upheld'`.execute(
    db,
  )
  return Number(rows[0]?.pence)
}
