import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'
import { localClamd, testVirus } from '#src/main/dev/virus-scan/local-clamd.ts'
import type { ScannerMood } from '#src/main/dev/virus-scan/moods.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { silentLog as log } from '#src/platform/log.ts'
import { clamd } from '#src/platform/virus-scan/clamd.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { acting, officer, worksAt } from '../audits/factories.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { answerInformation } from './answer-information.ts'
import { askForInformation } from './ask-for-information.ts'
import { openEvidence, removeEvidence } from './evidence-changes.ts'
import { EvidenceId } from './information-request.ts'
import { remindLateJob } from './remind-late.ts'
import { evidenceById, requestById } from './requests-queries.ts'
import { retireEvidenceJob, scanEvidenceJob } from './scan-evidence-job.ts'
import { reopenRequest, settleRequest } from './settle-request.ts'
import { uploadEvidence } from './upload-evidence.ts'

let database: TestDatabase
let windowId: string
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  windowId = await aClaimWindow(database.db)
  folder = await mkdtemp(join(tmpdir(), 'evidence-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)

async function aRequest(of: 'school' | 'provider' = 'school') {
  const { db } = database
  const [school, provider] = [await aSchool(db), await anIttProvider(db)]
  const claim = await aClaim(db, { school, provider, windowId, mentors: [await aMentor(db, school)] })
  const person = await aPersonAt(db, of === 'school' ? school : provider)
  const staff = officer((await aMemberOfStaff(db)).accountId)
  const asked = { claimId: claim.id, of, lineId: null, topic: 'hours', question: 'How many?', dueOn: null } as const
  const made = await execute(acting(db, staff), askForInformation, asked)
  if (!made.ok) throw new Error(made.refusal.code)
  const there = worksAt(person.accountId, of === 'school' ? school.id : provider.id)
  return { claim, school, provider, staff, there, person, requestId: made.value.requestId, asked }
}

type Asked = Awaited<ReturnType<typeof aRequest>>

async function upload(world: Asked, content: Buffer, fileName: string, actor: Actor = world.there) {
  const path = join(folder, randomUUID())
  await writeFile(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const given = { claimId: world.claim.id, requestId: world.requestId, fileName, bytes: content.length, sha256 }
  return execute(acting(database.db, actor), uploadEvidence, { ...given, path: () => path })
}

async function scan(mood: ScannerMood = 'honest') {
  const local = await localClamd(() => mood)
  const scanner = clamd({ host: '127.0.0.1', port: local.port, log, timeoutSeconds: 1 })
  await runJob(scanEvidenceJob(scanner), '2026-11-24T10:05:00Z')
  await local.close()
}

const runJob = (job: ReturnType<typeof scanEvidenceJob>, at: string) => {
  const context = acting(database.db, Actor.system(job.name), Temporal.Instant.from(at))
  return job.run({ ...context, signal: new AbortController().signal, log }, {})
}

const PDF = Buffer.from('%PDF-1.7\nhours')

test('a question is due in five working days, and whoever is to answer is told without it', async () => {
  const { requestId, person } = await aRequest()
  expect((await requestById(database.db, requestId))?.dueOn.toString()).toBe('2026-12-01')
  const [mail] = await database.db
    .selectFrom('platform.messages')
    .select(['body', 'recipient'])
    .where('intent', 'like', `claims.informationAskedEmail:${requestId}:%`)
    .execute()
  expect(mail?.recipient).toBe(person.address)
  expect(mail?.body).not.toContain('How many?')
})

test('an answer with a file: a receipt, and nothing to be answered a second time', async () => {
  const world = await aRequest()
  expect(codeOf(await upload(world, PDF, 'contract.pdf'))).toBe('done')
  const input = { requestId: world.requestId, seen: 1, answer: 'Sixteen hours' }
  const answered = await execute(acting(database.db, world.there), answerInformation, input)
  expect(answered.ok && answered.value.receipt).toMatch(/^R[1-9][0-9]{7}$/)
  expect(codeOf(await execute(acting(database.db, world.there), answerInformation, input))).toBe('not-open')
  expect(codeOf(await upload(world, Buffer.from('%PDF-1.7'), 'late.pdf'))).toBe('not-open')
})

test('staff ask again, then settle; another has the request in between', async () => {
  const world = await aRequest()
  const as = acting(database.db, world.staff)
  await execute(acting(database.db, world.there), answerInformation, {
    ...{ requestId: world.requestId, seen: 1, answer: 'No idea' },
  })
  const again = { requestId: world.requestId, seen: 1, dueOn: Temporal.PlainDate.from('2026-12-04') }
  expect(codeOf(await execute(as, reopenRequest, again))).toBe('changed-since')
  expect(codeOf(await execute(as, reopenRequest, { ...again, seen: 2 }))).toBe('done')
  expect((await requestById(database.db, world.requestId))?.status).toBe('open')
  const settle = { requestId: world.requestId, seen: 3, how: 'settled' } as const
  expect(codeOf(await execute(as, settleRequest, settle))).toBe('done')
  expect(codeOf(await execute(as, settleRequest, { ...settle, seen: 4 }))).toBe('not-possible')
})

test('a provider asks the school of a claim that names it, and nobody else', async () => {
  const world = await aRequest()
  const { accountId } = await aPersonAt(database.db, world.provider)
  const ask = (actor: Actor, of: 'school' | 'provider') =>
    execute(acting(database.db, actor), askForInformation, { ...world.asked, of })
  expect(codeOf(await ask(worksAt(accountId, world.provider.id), 'school'))).toBe('done')
  expect(codeOf(await ask(worksAt(accountId, world.provider.id), 'provider'))).toBe('not-allowed')
  expect(codeOf(await ask(world.there, 'school'))).toBe('not-allowed')
})

test('files: disguised, programs, too large, too many and twice are refused with what to do', async () => {
  const world = await aRequest()
  expect(codeOf(await upload(world, Buffer.from('MZ\x90\0'), 'contract.pdf'))).toBe('unknown-kind')
  expect(codeOf(await upload(world, PDF, 'contract.png'))).toBe('disguised')
  expect(codeOf(await upload(world, Buffer.alloc(0), 'contract.pdf'))).toBe('empty')
  const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)])
  expect(codeOf(await upload(world, large, 'contract.pdf'))).toBe('too-large')
  expect(codeOf(await upload(world, PDF, 'contract.pdf'))).toBe('done')
  expect(codeOf(await upload(world, PDF, 'the same.pdf'))).toBe('given-already')
  for (let file = 2; file <= 10; file += 1) await upload(world, Buffer.from(`%PDF-1.7 ${file}`), `${file}.pdf`)
  expect(codeOf(await upload(world, Buffer.from('%PDF-1.7 11'), '11.pdf'))).toBe('too-many')
})

test('nobody opens a file before it is found clean; then who was asked and staff do, and nobody else', async () => {
  await scan()
  const world = await aRequest()
  const uploaded = await upload(world, PDF, 'contract.pdf')
  if (!uploaded.ok) throw new Error(uploaded.refusal.code)
  const evidenceId = EvidenceId.parse(uploaded.value.evidenceId)
  const open = (actor: Actor) => execute(acting(database.db, actor), openEvidence, { evidenceId })
  expect(codeOf(await open(world.staff))).toBe('not-clean')
  await scan('silent')
  expect((await evidenceById(database.db, evidenceId))?.scan).toBe('failed')
  expect(codeOf(await open(world.staff))).toBe('not-clean')
  await scan()
  expect(codeOf(await open(world.staff))).toBe('done')
  expect(codeOf(await open(world.there))).toBe('done')
  const { accountId } = await aPersonAt(database.db, world.provider)
  expect(codeOf(await open(worksAt(accountId, world.provider.id)))).toBe('not-allowed')
})

test('an infected file is deleted at once, and whoever uploaded it is told', async () => {
  const world = await aRequest()
  const uploaded = await upload(world, Buffer.concat([testVirus(), Buffer.from(' ')]), 'hours.txt')
  if (!uploaded.ok) throw new Error(uploaded.refusal.code)
  await scan()
  const evidence = await evidenceById(database.db, uploaded.value.evidenceId)
  expect(evidence).toMatchObject({ scan: 'infected', storedAs: null, finding: 'Eicar-Test-Signature' })
  const input = { requestId: world.requestId, seen: 1, answer: 'See the file' }
  expect(codeOf(await execute(acting(database.db, world.there), answerInformation, input))).toBe('infected-file')
  const mail = await database.db
    .selectFrom('platform.messages')
    .select('recipient')
    .where('intent', 'like', `claims.evidenceRefusedEmail:${uploaded.value.evidenceId}:%`)
    .execute()
  expect(mail).toEqual([{ recipient: world.person.address }])
  const remove = { evidenceId: EvidenceId.parse(uploaded.value.evidenceId) }
  expect(codeOf(await execute(acting(database.db, world.there), removeEvidence, remove))).toBe('done')
  expect(codeOf(await execute(acting(database.db, world.there), answerInformation, input))).toBe('done')
})

test('evidence is removed when its time is over', async () => {
  const world = await aRequest()
  const uploaded = await upload(world, PDF, 'contract.pdf')
  if (!uploaded.ok) throw new Error(uploaded.refusal.code)
  const evidence = () => evidenceById(database.db, uploaded.value.evidenceId)
  await runJob(retireEvidenceJob, '2033-11-23T02:40:00Z')
  expect((await evidence())?.storedAs).not.toBeNull()
  await runJob(retireEvidenceJob, '2033-11-26T02:40:00Z')
  expect(await evidence()).toMatchObject({ storedAs: null })
})

test('a reminder goes once, two working days before', async () => {
  const { requestId } = await aRequest()
  const reminders = () =>
    database.db
      .selectFrom('platform.messages')
      .select('id')
      .where('intent', 'like', `claims.informationReminderEmail:${requestId}:%`)
      .execute()
  await runJob(remindLateJob, '2026-11-26T08:15:00Z')
  expect(await reminders()).toHaveLength(0)
  await runJob(remindLateJob, '2026-11-27T08:15:00Z')
  await runJob(remindLateJob, '2026-11-30T08:15:00Z')
  expect(await reminders()).toHaveLength(1)
})
