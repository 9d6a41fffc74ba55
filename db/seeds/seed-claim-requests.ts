import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Actor } from '#src/kit/actor.ts'
import { londonDate } from '#src/kit/dates.ts'
import { type Claim, ClaimId, LineId } from '#src/modules/claims/claims/claim.ts'
import { claimsById } from '#src/modules/claims/claims/claims-queries.ts'
import { answerInformation } from '#src/modules/claims/requests/answer-information.ts'
import { askForInformation } from '#src/modules/claims/requests/ask-for-information.ts'
import { askForMoreTime } from '#src/modules/claims/requests/ask-for-more-time.ts'
import { EvidenceId, type RequestId, type RequestTopic } from '#src/modules/claims/requests/information-request.ts'
import { recordScan } from '#src/modules/claims/requests/record-scan.ts'
import { requestById } from '#src/modules/claims/requests/requests-queries.ts'
import { reopenRequest, settleRequest } from '#src/modules/claims/requests/settle-request.ts'
import { uploadEvidence } from '#src/modules/claims/requests/upload-evidence.ts'
import { act, acting, onDayBefore } from './claim-actors.ts'
import type { ClaimEnd } from './claims-plans.ts'
import type { Seeding } from './seeding.ts'

type Told = Readonly<Partial<Record<ClaimEnd, readonly string[]>>>

/** What DfE asked about claims, in every state: due later, late, answered with a file, given more time, settled. */
export async function seedClaimRequests(seeding: Seeding, told: Told): Promise<void> {
  const of = async (end: ClaimEnd) => (await claimsById(seeding.db, told[end] ?? [])).at(-1)
  const unpaid = await of('unpaid')
  if (unpaid) await ask(seeding, { claim: unpaid, daysAgo: 2, topic: 'payment-details', question: QUESTIONS.bank })
  const waiting = await of('with-payer')
  if (waiting) await late(seeding, waiting)
  const doubted = await of('clawback-proposed')
  if (doubted) await answered(seeding, { claim: doubted, daysAgo: 3, question: QUESTIONS.hours, withFile: true })
  const paid = await of('paid')
  if (paid) await givenMoreTime(seeding, paid)
  const agreed = await of('clawback-agreed')
  if (agreed) await settled(seeding, agreed)
}

const QUESTIONS = {
  bank: 'The payer does not know your bank account. Which one did you give to the “Provide information about your banking” service?',
  trainee: 'Which trainee did the mentor look after, and from when to when?',
  hours: 'Your letter says that fewer hours were worked. Send us the record of the training.',
  employment: 'Does the mentor still work at the school?',
} as const

type Asking = {
  readonly claim: Claim
  readonly daysAgo: number
  readonly topic: RequestTopic
  readonly question: string
  /** Days from then until the answer is due, where it is not as always. */
  readonly dueAfter?: number
}

async function ask(seeding: Seeding, { claim, daysAgo, topic, question, dueAfter }: Asking) {
  const actor = await acting(seeding, 'Priya Nair')
  const context = onDayBefore(seeding, { actor, daysAgo, hours: 10 })
  const dueOn = dueAfter === undefined ? null : londonDate(context.now).add({ days: dueAfter })
  const lineId = topic === 'payment-details' ? null : LineId.parse(claim.lines[0]?.id)
  const input = { claimId: ClaimId.parse(claim.id), of: 'school', lineId, topic, question, dueOn } as const
  const asked = await act({ seeding, context, or: 'never' }, askForInformation, input)
  return { requestId: asked?.requestId ?? null, claim, actor }
}

/** Nobody has answered, and the day is past. */
const late = (seeding: Seeding, claim: Claim) =>
  ask(seeding, { claim, daysAgo: 8, topic: 'placement', question: QUESTIONS.trainee, dueAfter: 6 })

async function givenMoreTime(seeding: Seeding, claim: Claim): Promise<void> {
  const { requestId, actor } = await ask(seeding, {
    ...{ claim, daysAgo: 4, topic: 'placement', question: QUESTIONS.trainee },
  })
  const request = requestId && (await requestById(seeding.db, requestId))
  if (!request) return
  const until = request.dueOn.add({ days: 7 })
  const because = 'The colleague who keeps the timetable is on leave until next week'
  const school = await atSchool(seeding, claim)
  const asking = onDayBefore(seeding, { actor: school, daysAgo: 3, hours: 12 })
  const input = { requestId: request.id, seen: request.revision, until, because }
  await act({ seeding, context: asking, or: 'never' }, askForMoreTime, input)
  const granting = onDayBefore(seeding, { actor, daysAgo: 2, hours: 9, reason: 'Asked in time, with a reason' })
  const again = { requestId: request.id, seen: request.revision + 1, dueOn: until }
  await act({ seeding, context: granting, or: 'never' }, reopenRequest, again)
}

type Answering = {
  readonly claim: Claim
  readonly daysAgo: number
  readonly question: string
  readonly withFile: boolean
}

async function answered(seeding: Seeding, { claim, daysAgo, question, withFile }: Answering) {
  const asked = await ask(seeding, { claim, daysAgo, topic: withFile ? 'hours' : 'employment', question })
  const request = asked.requestId && (await requestById(seeding.db, asked.requestId))
  if (!request) return asked
  const actor = await atSchool(seeding, claim)
  const at = (hours: number) => onDayBefore(seeding, { actor, daysAgo: daysAgo - 1, hours })
  if (withFile) await giveFile(seeding, { claim, requestId: request.id, at: at(14) })
  const answer = withFile
    ? 'The register of the training days is attached. The last of them fell out.'
    : 'Yes, she does, on three days of the week.'
  const now = await requestById(seeding.db, request.id)
  const input = { requestId: request.id, seen: now?.revision ?? 0, answer }
  await act({ seeding, context: at(15), or: 'never' }, answerInformation, input)
  return asked
}

async function settled(seeding: Seeding, claim: Claim): Promise<void> {
  const { requestId, actor } = await answered(seeding, {
    ...{ claim, daysAgo: 4, question: QUESTIONS.employment, withFile: false },
  })
  const request = requestId && (await requestById(seeding.db, requestId))
  if (!request) return
  const context = onDayBefore(seeding, { actor, daysAgo: 2, hours: 11, reason: 'The answer is enough' })
  const input = { requestId: request.id, seen: request.revision, how: 'settled' } as const
  await act({ seeding, context, or: 'never' }, settleRequest, input)
}

/** A small PDF, as it leaves a printer's driver. */
const REGISTER = '%PDF-1.7\n% Register of mentor training, autumn\n%%EOF\n'

type Giving = { readonly claim: Claim; readonly requestId: RequestId; readonly at: ReturnType<typeof onDayBefore> }

/** Uploads a file, in which the scanner finds nothing a minute later. */
async function giveFile(seeding: Seeding, { claim, requestId, at }: Giving): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  try {
    const path = join(folder, 'register.pdf')
    await writeFile(path, REGISTER)
    const sha256 = createHash('sha256').update(REGISTER).digest('hex')
    const file = { fileName: 'register.pdf', bytes: Buffer.byteLength(REGISTER), sha256, path: () => path }
    const input = { claimId: ClaimId.parse(claim.id), requestId, ...file }
    const uploaded = await act({ seeding, context: at, or: 'never' }, uploadEvidence, input)
    const context = { ...at, actor: Actor.system('scan-evidence'), now: at.now.add({ minutes: 1 }) }
    const scanned = { evidenceId: EvidenceId.parse(uploaded?.evidenceId), result: 'clean', finding: null } as const
    await act({ seeding, context, or: 'never' }, recordScan, scanned)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Who sent the claim, as they act for its school; Colin Eyre does for the schools of his trust. */
async function atSchool(seeding: Seeding, { schoolId, submitted }: Claim): Promise<Actor> {
  return acting(seeding, submitted?.byName ?? '', [{ organisationId: schoolId, role: 'claims' }])
}
