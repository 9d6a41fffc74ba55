import { Actor, type MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { LineId } from '../claims/claim.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { WindowId } from '../years/claim-year.ts'
import { answerAudit } from './answer-audit.ts'
import { newestAuditOf } from './audits-queries.ts'
import { drawSample } from './draw-sample.ts'
import { sendSample } from './send-sample.ts'

// Who acts on claims in tests.

const USUALLY = Temporal.Instant.from('2026-11-24T10:00:00Z')

/** Somebody who works at an organisation. */
export const worksAt = (accountId: string, organisationId: string, role: MembershipRole = 'claims'): Actor =>
  new Actor({
    ...{ identity: { kind: 'account', id: accountId }, name: 'Somebody there', door: 'web' },
    memberships: [{ organisationId, role }],
  })

/** A member of staff who has just proved who they are. */
export const officer = (accountId: string, power: 'support' | 'pay' = 'support'): Actor =>
  new Actor({
    ...{ identity: { kind: 'account', id: accountId }, name: `Officer ${accountId.slice(-4)}`, door: 'staff' },
    ...{ staffPowers: [power], isFresh: true },
  })

/** A provider that is asked about a paid claim of two mentors with 8 hours each, with the people who have to do with it. */
export async function anAudit(db: Database, { windowId }: { readonly windowId?: string } = {}) {
  const window = windowId ?? (await aWindow(db))
  const [school, provider] = [await aSchool(db), await anIttProvider(db)]
  const mentors = [await aMentor(db, school, { name: 'Ola Brandt' }), await aMentor(db, school, { name: 'Una Sayer' })]
  const claim = await aClaim(db, { school, provider, windowId: window, mentors, status: 'paid' })
  const staff = await aMemberOfStaff(db, { name: 'Sam Ortiz', powers: ['support'] })
  const context = acting(db, officer(staff.accountId))
  const input = { windowId: WindowId.parse(window), seed: claim.id, valuePercent: 100 }
  const drawn = await execute(context, drawSample, input)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  const sent = await execute(context, sendSample, { sampleId: drawn.value.sampleId, seen: 1 })
  if (!sent.ok) throw new Error(sent.refusal.code)
  const found = await newestAuditOf(db, claim.id)
  if (!found) throw new Error('no audit')
  return {
    ...{ claim, school, provider, officer: staff, sampleId: drawn.value.sampleId, auditId: found.audit.id },
    atProvider: await aPersonAt(db, provider, { role: 'claims' }),
    viewer: await aPersonAt(db, provider, { role: 'viewer' }),
    atSchool: await aPersonAt(db, school, { role: 'claims' }),
  }
}

/** The provider confirms the first mentor and refuses the second. */
export async function theyDisagree(db: Database, world: Awaited<ReturnType<typeof anAudit>>): Promise<void> {
  const [first, second] = world.claim.lines.map(({ id }) => LineId.parse(id))
  if (!first || !second) throw new Error('two mentors')
  const answers = [
    { lineId: first, answer: 'confirmed' as const, hours: null, reasonCode: null, note: null },
    {
      lineId: second,
      answer: 'refused' as const,
      hours: null,
      reasonCode: 'not-employed' as const,
      note: 'Left in May',
    },
  ]
  const as = worksAt(world.atProvider.accountId, world.provider.id)
  const done = await execute(acting(db, as), answerAudit, { claimId: world.claim.id, answers, give: true })
  if (!done.ok) throw new Error(done.refusal.code)
}

const aWindow = async (db: Database): Promise<string> =>
  (await db.selectFrom('claims.windows').select('id').executeTakeFirst())?.id ?? aClaimWindow(db)

/** All that `execute` needs; staff always say why. */
export const acting = (db: Database, actor: Actor, now: Temporal.Instant = USUALLY): CommandContext => ({
  ...{ db, actor, now, baseUrl: 'https://training.test' },
  process: newProcess('test', null, actor.isStaff ? 'Ticket 7' : null),
})
