import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { LineId } from '../claims/claim.ts'
import { claimById } from '../claims/claims-queries.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { WindowId } from '../years/claim-year.ts'
import { answerAudit } from './answer-audit.ts'
import { newestAuditOf } from './audits-queries.ts'
import { changeSample, discardSample } from './change-sample.ts'
import { decideAudit } from './decide-audit.ts'
import { drawSample } from './draw-sample.ts'
import { answerExtension, askForExtension } from './extend-audit.ts'
import { acting, officer, worksAt } from './factories.ts'
import { replyToAudit } from './reply-to-audit.ts'
import { AuditId } from './sample.ts'
import { sendSample } from './send-sample.ts'

let database: TestDatabase
let windowId: string
beforeAll(async () => {
  database = await testDatabase()
  windowId = await aClaimWindow(database.db)
})
afterAll(() => database.close())

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)

/** Two mentors of 8 hours each in a paid claim. */
async function aPaidClaim() {
  const { db } = database
  const school = await aSchool(db)
  const provider = await anIttProvider(db)
  const mentors = [await aMentor(db, school, { name: 'Ola Brandt' }), await aMentor(db, school, { name: 'Una Sayer' })]
  const claim = await aClaim(db, { school, provider, windowId, mentors, status: 'paid' })
  const atSchool = worksAt((await aPersonAt(db, school)).accountId, school.id)
  const atProvider = worksAt((await aPersonAt(db, provider)).accountId, provider.id)
  const staff = officer((await aMemberOfStaff(db)).accountId)
  const [first, second] = claim.lines.map(({ id }) => LineId.parse(id))
  if (!first || !second) throw new Error('two mentors')
  return { claim, atSchool, atProvider, staff, provider, school, lines: [first, second] as const }
}

async function inAudit() {
  const world = await aPaidClaim()
  const input = { windowId: WindowId.parse(windowId), seed: world.claim.id, valuePercent: 100 }
  const drawn = await execute(acting(database.db, world.staff), drawSample, input)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  const { sampleId } = drawn.value
  const sent = await execute(acting(database.db, world.staff), sendSample, { sampleId, seen: 1 })
  if (!sent.ok) throw new Error(sent.refusal.code)
  const found = await newestAuditOf(database.db, world.claim.id)
  if (!found) throw new Error('no audit')
  return { ...world, sampleId, auditId: AuditId.parse(found.audit.id), audit: found.audit }
}

type Line = z.output<typeof LineId>
type InAudit = Awaited<ReturnType<typeof inAudit>>
const statusOf = async ({ claim }: Pick<InAudit, 'claim'>) => (await claimById(database.db, claim.id))?.status

const confirmed = (lineId: Line) =>
  ({ lineId, answer: 'confirmed', hours: null, reasonCode: null, note: null }) as const
const refused = (lineId: Line) =>
  ({ lineId, answer: 'refused', hours: null, reasonCode: 'not-employed', note: null }) as const

type Answers = z.input<typeof answerAudit.input>['answers']

const answer = async (world: InAudit, answers: Answers, give = true) =>
  execute(acting(database.db, world.atProvider), answerAudit, { claimId: world.claim.id, answers, give })

test('sending a sample puts its claims in audit, with a weekday in three weeks to answer by, and tells the provider', async () => {
  const world = await inAudit()
  expect(await statusOf(world)).toBe('in-audit')
  expect(world.audit.dueOn.toString()).toBe('2026-12-15')
  const mail = await database.db
    .selectFrom('platform.messages')
    .select('subject')
    .where('intent', 'like', `claims.auditAskedEmail:${world.auditId}:%`)
    .execute()
  expect(mail).toEqual([{ subject: 'Check 1 claim for mentor training by 15 December 2026' }])
})

test('all confirmed: the claim is paid again and assured, and never drawn a second time', async () => {
  const world = await inAudit()
  expect(codeOf(await answer(world, [confirmed(world.lines[0])], false))).toBe('done')
  expect(await statusOf(world)).toBe('in-audit')
  expect(codeOf(await answer(world, [confirmed(world.lines[0])]))).toBe('incomplete')
  expect(codeOf(await answer(world, world.lines.map(confirmed)))).toBe('done')
  expect(await statusOf(world)).toBe('paid')
  const input = { windowId: WindowId.parse(windowId), seed: 'again', valuePercent: 100 }
  expect(codeOf(await execute(acting(database.db, world.staff), drawSample, input))).toBe('nothing-to-draw')
})

test('more hours than were claimed are a confirmation; fewer need a reason', async () => {
  const world = await inAudit()
  const hours = (lineId: Line, count: number) =>
    ({ lineId, answer: 'other-hours', hours: count, reasonCode: null, note: null }) as const
  expect(codeOf(await answer(world, [hours(world.lines[0], 10), hours(world.lines[1], 4)]))).toBe('reason-missing')
  expect(codeOf(await answer(world, [hours(world.lines[0], 10), confirmed(world.lines[1])]))).toBe('done')
  expect(await statusOf(world)).toBe('paid')
})

test('refused: the school replies, DfE decides, and the claim is not upheld', async () => {
  const world = await inAudit()
  await answer(world, [confirmed(world.lines[0]), refused(world.lines[1])])
  expect(await statusOf(world)).toBe('provider-disagrees')
  const claim = await claimById(database.db, world.claim.id)
  const decisions = [
    { lineId: world.lines[0], answer: 'upheld' as const },
    { lineId: world.lines[1], answer: 'not-upheld' as const },
  ]
  const decide = { claimId: world.claim.id, seen: claim?.revision ?? 0, decisions }
  expect(codeOf(await execute(acting(database.db, world.staff), decideAudit, decide))).toBe('too-early')
  const reply = { lineId: world.lines[1], answer: 'disagrees' } as const
  const replies = (note: string | null) => ({ claimId: world.claim.id, replies: [{ ...reply, note }] })
  expect(codeOf(await execute(acting(database.db, world.atSchool), replyToAudit, replies(null)))).toBe('note-missing')
  expect(codeOf(await execute(acting(database.db, world.atSchool), replyToAudit, replies('She works here')))).toBe(
    'done',
  )
  expect(codeOf(await execute(acting(database.db, world.staff), decideAudit, decide))).toBe('done')
  expect(await statusOf(world)).toBe('not-upheld')
  expect(codeOf(await execute(acting(database.db, world.staff), decideAudit, decide))).toBe('not-in-audit')
})

test('a school that keeps silent: DfE decides once its working days are over', async () => {
  const world = await inAudit()
  await answer(world, world.lines.map(refused))
  const revision = (await claimById(database.db, world.claim.id))?.revision ?? 0
  const decisions = world.lines.map((lineId) => ({ lineId, answer: 'upheld' as const }))
  const at = (day: string) => acting(database.db, world.staff, Temporal.Instant.from(`${day}T09:00:00Z`))
  const decide = { claimId: world.claim.id, seen: revision, decisions }
  expect(codeOf(await execute(at('2026-12-01'), decideAudit, decide))).toBe('too-early')
  expect(codeOf(await execute(at('2026-12-02'), decideAudit, decide))).toBe('done')
  expect(await statusOf(world)).toBe('paid')
})

test('another provider, the school and a viewer may not answer; staff may, with a reason', async () => {
  const world = await inAudit()
  const other = await anIttProvider(database.db)
  const input = { claimId: world.claim.id, answers: world.lines.map(confirmed), give: true }
  const as = (actor: typeof world.staff) => execute(acting(database.db, actor), answerAudit, input)
  const stranger = worksAt((await aPersonAt(database.db, other)).accountId, other.id)
  const viewer = worksAt(world.atProvider.accountId ?? '', world.provider.id, 'viewer')
  for (const actor of [stranger, world.atSchool, viewer]) expect(codeOf(await as(actor))).toBe('not-allowed')
  expect(codeOf(await as(world.staff))).toBe('done')
})

test('of two officers who send the same sample, one does, and the other is told', async () => {
  const world = await aPaidClaim()
  const input = { windowId: WindowId.parse(windowId), seed: 'race', valuePercent: 100 }
  const drawn = await execute(acting(database.db, world.staff), drawSample, input)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  const send = () => execute(acting(database.db, world.staff), sendSample, { sampleId: drawn.value.sampleId, seen: 1 })
  const codes = (await Promise.all([send(), send(), send()])).map(codeOf)
  expect(codes.toSorted()).toEqual(['done', 'settled', 'settled'])
})

test('a claim left out of a sample by hand can be drawn again once it is discarded', async () => {
  const world = await aPaidClaim()
  const as = acting(database.db, world.staff)
  const input = { windowId: WindowId.parse(windowId), seed: 'by hand', valuePercent: 100 }
  const drawn = await execute(as, drawSample, input)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  const { sampleId } = drawn.value
  const change = (how: 'added' | 'left-out') =>
    execute(as, changeSample, { sampleId, claimId: world.claim.id, change: how })
  expect(codeOf(await change('left-out'))).toBe('done')
  expect(codeOf(await change('left-out'))).toBe('cannot-be-audited')
  expect(codeOf(await change('added'))).toBe('done')
  expect(codeOf(await execute(as, discardSample, { sampleId, seen: 1 }))).toBe('changed-since')
  expect(codeOf(await execute(as, discardSample, { sampleId, seen: 3 }))).toBe('done')
  expect(codeOf(await execute(as, drawSample, { ...input, seed: 'again' }))).toBe('done')
})

test('more time is asked for once, within what is allowed, and staff answer', async () => {
  const world = await inAudit()
  const ask = (until: string) =>
    execute(acting(database.db, world.atProvider), askForExtension, {
      ...{ auditId: world.auditId, because: 'Our records officer is away' },
      until: Temporal.PlainDate.from(until),
    })
  expect(codeOf(await ask('2026-12-15'))).toBe('not-later')
  expect(codeOf(await ask('2026-12-30'))).toBe('too-long')
  expect(codeOf(await ask('2026-12-22'))).toBe('done')
  expect(codeOf(await ask('2026-12-23'))).toBe('asked-already')
  const grant = { auditId: world.auditId, granted: true }
  expect(codeOf(await execute(acting(database.db, world.staff), answerExtension, grant))).toBe('done')
  expect((await newestAuditOf(database.db, world.claim.id))?.audit.dueOn.toString()).toBe('2026-12-22')
  expect(codeOf(await execute(acting(database.db, world.staff), answerExtension, grant))).toBe('not-asked')
})
