import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf, contextFor, newestEmailTo } from '../../factories.ts'
import { appointTutor } from '../../handovers/appoint-tutor.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { handoverWithPeople, objectedHandovers } from '../../handovers/handovers-queries.ts'
import { mailedLinkHolder } from '../../handovers/mailed-link.ts'
import { mailedProofByToken } from '../../handovers/mailed-proofs-store.ts'
import { replaceTutor } from '../../handovers/replace-tutor.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'
import { handOver } from '../hand-over/hand-over.ts'
import { undoHandover } from '../hand-over/undo-handover.ts'
import { objectToHandover } from './object-to-handover.ts'
import { settleObjection } from './settle-objection.ts'

const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z')

let database: TestDatabase
let staff: Actor
beforeAll(async () => {
  database = await testDatabase()
  staff = await actorOf((await aMemberOfStaff(database.db)).accountId)
})
afterAll(() => database.close())

async function actorOf(accountId: string): Promise<Actor> {
  const actor = await loadActor(database.db, { accountId, actingFor: null, viewAs: null, provedAt: NOW }, NOW)
  if (!actor) throw new Error('Nobody')
  return actor
}

let count = 0

/** A school whose mailbox has just named Bo instead of Amina. */
async function aReplacement() {
  count += 1
  const office = `office${count}@object.example`
  const school = await aSchool(database.db, { contacts: { main: office } })
  const [amina, bo] = [`amina${count}@object.example`, `bo${count}@object.example`]
  const before = await aTutorOf(database.db, school, { name: 'Amina Khan', address: amina })
  const later = NOW.subtract({ hours: 1 })
  const after = await aTutorOf(database.db, school, { name: 'Bo Li', address: bo, now: later })
  const handover = (await database.db
    .selectFrom('access.handovers')
    .select('id')
    .where('organisation_id', '=', school.id)
    .executeTakeFirstOrThrow()) satisfies { id: string }
  return { school, amina, bo, office, before, after, handoverId: handover.id }
}

/** The proof behind the link in the newest message to an address. */
async function proofTo(address: string) {
  const email = await newestEmailTo(database.db, address)
  const token =
    email.links
      .find((link) => link.includes('/object-to-handover/'))
      ?.split('/')
      .at(-1) ?? ''
  const proof = await mailedProofByToken(database.db, 'object-to-handover', token)
  if (!proof) throw new Error('No link to object')
  return proof
}

type Proof = Awaited<ReturnType<typeof proofTo>>

const object = (proof: Proof, now = NOW, explanation: string | null = 'I am still here') =>
  execute(contextFor(database.db, mailedLinkHolder(proof), now), objectToHandover, {
    proofId: ProofId.parse(proof.id),
    explanation,
  })

const settle = (handoverId: string, decision: 'uphold' | 'reinstate', actor = staff) =>
  execute(contextFor(database.db, actor, NOW.add({ hours: 1 })), settleObjection, {
    handoverId: HandoverId.parse(handoverId),
    decision,
    reason: 'Telephoned the head',
  })

const tutors = async (schoolId: string) =>
  (await membersOf(database.db, schoolId)).map(({ accountId, role }) => ({ accountId, role }))
const isTutor = (accountId: string) => [{ accountId, role: 'induction-tutor' }]

describe('an objection', () => {
  test('of the person who was replaced restores them at once, stops links, and gives staff a task', async () => {
    const { school, amina, bo, office, before, after, handoverId } = await aReplacement()
    await aNominationLink(database.db, school, { now: NOW.subtract({ minutes: 5 }) })
    expect(await object(await proofTo(amina))).toMatchObject({ ok: true })
    expect(await tutors(school.id)).toEqual(isTutor(before.accountId))
    const [task] = (await objectedHandovers(database.db)).filter(({ handover }) => handover.id === handoverId)
    expect(task).toMatchObject({
      school: { urn: school.urn },
      handover: { objectedBy: 'replaced-person', objection: 'I am still here' },
    })
    expect((await newestEmailTo(database.db, amina)).subject).toContain('You are the induction tutor')
    expect((await newestEmailTo(database.db, bo)).subject).toContain('You are not the induction tutor')
    expect((await newestEmailTo(database.db, office)).text).toContain('Our support team will look at it')
    const live = await database.db
      .selectFrom('access.proofs')
      .select('id')
      .where('organisation_id', '=', school.id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    expect(live).toEqual([])
    expect((await actorOf(after.accountId)).memberships).toEqual([])
  })

  test('of the contact does the same, and then the other link is dead', async () => {
    const { amina, office, handoverId } = await aReplacement()
    const other = await proofTo(amina)
    expect(await object(await proofTo(office), NOW, null)).toMatchObject({ ok: true })
    expect((await handoverWithPeople(database.db, handoverId))?.handover).toMatchObject({
      objectedBy: 'contact',
      status: 'objected',
    })
    expect(await object(other)).toMatchObject({ refusal: { code: 'settled', facts: { status: 'objected' } } })
  })

  test('is allowed for 7 days', async () => {
    const { amina } = await aReplacement()
    const proof = await proofTo(amina)
    expect(await object(proof, proof.expiresAt)).toMatchObject({ refusal: { facts: { state: 'expired' } } })
    expect(await object(proof, proof.expiresAt.subtract({ seconds: 1 }))).toMatchObject({ ok: true })
  })

  test('twice at once with both links: one acts', async () => {
    const { school, amina, office, before } = await aReplacement()
    const proofs = [await proofTo(amina), await proofTo(office)]
    const both = await Promise.all(proofs.map((proof) => object(proof)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await tutors(school.id)).toEqual(isTutor(before.accountId))
  })

  test('is only for the holder of its own link', async () => {
    const [one, other] = [await aReplacement(), await aReplacement()]
    const [proof, foreign] = [await proofTo(one.amina), await proofTo(other.amina)]
    const context = contextFor(database.db, mailedLinkHolder(foreign), NOW)
    const tried = await execute(context, objectToHandover, { proofId: ProofId.parse(proof.id), explanation: null })
    expect(tried).toMatchObject({ refusal: { code: 'not-allowed' } })
  })

  test('takes back what the successor did with the role too', async () => {
    const { school, amina, after, before } = await aReplacement()
    const proof = await proofTo(amina)
    await database.db.transaction().execute(async (tx) => {
      await lockOrganisation(tx, school.id)
      const by = { kind: 'handed-over', accountId: after.accountId, name: 'Bo Li' } as const
      const named = { school, name: 'Cy', address: `cy${count}@object.example` }
      await appointTutor(tx, { ...named, by, keeps: { access: 'administrator', until: null }, now: NOW, baseUrl: '' })
    })
    expect(await object(proof, NOW.add({ minutes: 1 }))).toMatchObject({ ok: true })
    expect(await tutors(school.id)).toEqual(isTutor(before.accountId))
  })

  test('does not overrule staff who have named somebody since', async () => {
    const { school, amina } = await aReplacement()
    const replaced = await execute(contextFor(database.db, staff, NOW), replaceTutor, {
      organisationId: OrganisationId.parse(school.id),
      name: 'Dee Ray',
      address: `dee${count}@object.example`,
      reason: 'Checked with the trust',
    })
    expect(replaced.ok).toBe(true)
    expect(await object(await proofTo(amina))).toMatchObject({ refusal: { code: 'staff-decided' } })
  })

  test('of somebody who is tutor again changes nothing', async () => {
    const { school, amina } = await aReplacement()
    const proof = await proofTo(amina)
    await aTutorOf(database.db, school, { address: amina, now: NOW.subtract({ minutes: 10 }) })
    expect(await object(proof)).toMatchObject({ refusal: { code: 'tutor-again' } })
  })
})

describe('staff settle', () => {
  test('and reinstate the successor when the objection was a mistake', async () => {
    const { school, amina, bo, after, handoverId } = await aReplacement()
    await object(await proofTo(amina))
    expect(await settle(handoverId, 'reinstate')).toMatchObject({ ok: true })
    expect(await tutors(school.id)).toEqual(isTutor(after.accountId))
    expect((await newestEmailTo(database.db, bo)).text).toContain('found that it was right')
    expect(await settle(handoverId, 'uphold')).toMatchObject({
      refusal: { code: 'settled', facts: { by: 'Sam Ortiz' } },
    })
  })

  test('or uphold it, and the tutor before stays', async () => {
    const { school, amina, before, handoverId } = await aReplacement()
    await object(await proofTo(amina))
    expect(await settle(handoverId, 'uphold')).toMatchObject({ ok: true })
    expect(await tutors(school.id)).toEqual(isTutor(before.accountId))
    expect((await handoverWithPeople(database.db, handoverId))?.handover).toMatchObject({
      status: 'upheld',
      settledBecause: 'Telephoned the head',
    })
  })

  test('both at once: one decision counts', async () => {
    const { amina, handoverId } = await aReplacement()
    await object(await proofTo(amina))
    const both = await Promise.all([settle(handoverId, 'uphold'), settle(handoverId, 'reinstate')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('but do not reinstate over somebody who was named since, and nobody else settles', async () => {
    const { school, amina, before, handoverId } = await aReplacement()
    await object(await proofTo(amina))
    expect(await settle(handoverId, 'uphold', await actorOf(before.accountId))).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    await aTutorOf(database.db, school, { name: 'Eve', now: NOW.add({ minutes: 20 }) })
    expect(await settle(handoverId, 'reinstate')).toMatchObject({ refusal: { code: 'changed-since' } })
  })
})

test('an objection and an undo at the same moment: one of them acts, and the tutor before is tutor', async () => {
  const school = await aSchool(database.db, { contacts: { main: 'office@parallel.example' } })
  const before = await aTutorOf(database.db, school, { address: 'amina@parallel.example' })
  const actor = await actorOf(before.accountId)
  const [tutor] = await membersOf(database.db, school.id)
  const done = await execute(
    contextFor(database.db, actor, NOW),
    handOver,
    handOver.input.parse({
      organisationId: school.id,
      replacing: tutor?.membershipId,
      successor: { kind: 'new', name: 'Bo', address: 'bo@parallel.example' },
      keeps: { access: 'nothing' },
    }),
  )
  const handoverId = HandoverId.parse(done.ok && done.value.handoverId)
  const both = await Promise.all([
    object(await proofTo('office@parallel.example')),
    execute(contextFor(database.db, actor, NOW), undoHandover, { handoverId }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await tutors(school.id)).toEqual(isTutor(before.accountId))
})
