import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { testDatabase } from '#test/db.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf, contextFor, theSystem } from '../../factories.ts'
import { newestHandover } from '../../handovers/handovers-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { linkHolder } from '../../nominations/nomination-link.ts'
import { ProofId } from '../../proofs/proof.ts'
import { sendNominationLink } from '../send-nomination-link/send-nomination-link.ts'
import { nominateInductionTutor } from './nominate-induction-tutor.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

type Link = Awaited<ReturnType<typeof aNominationLink>>

const nominate = ({ proofId, holder }: Link, address: string, { name = 'Amina Khan', now = NOW, key = '' } = {}) =>
  execute(
    contextFor(database.db, holder, now),
    nominateInductionTutor,
    { proofId, expectation: 'yes', name, address },
    key || undefined,
  )

const tutors = async (schoolId: string) =>
  (await membersOf(database.db, schoolId)).map(({ name, address, role, verified }) => ({
    name,
    address,
    role,
    verified,
  }))

const sentAbout = async (proofId: string) =>
  await database.db
    .selectFrom('platform.messages')
    .select(['template', 'recipient'])
    .where('intent', 'like', `%:${proofId}`)
    .orderBy('template')
    .execute()

const eventsOf = async (kind: string, id: string) =>
  (
    await database.db
      .selectFrom('audit.event_subjects as about')
      .innerJoin('audit.events as event', 'event.id', 'about.event_id')
      .select('event.name')
      .where('about.subject_kind', '=', kind)
      .where('about.subject_id', '=', id)
      .orderBy('event.id')
      .execute()
  ).map(({ name }) => name)

describe('a nomination', () => {
  test('makes an account and a membership, tells the nominee and the school, and uses the link up', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'office@first.example' } })
    const link = await aNominationLink(database.db, school)
    const done = await nominate(link, 'Amina.Khan@first.example')
    expect(done).toMatchObject({ ok: true, value: { outcome: 'nominated' } })
    expect(await tutors(school.id)).toEqual([
      { name: 'Amina Khan', address: 'Amina.Khan@first.example', role: 'induction-tutor', verified: false },
    ])
    expect(await sentAbout(link.proofId)).toEqual([
      { template: 'nominatedEmail', recipient: 'Amina.Khan@first.example' },
      { template: 'nominationDoneEmail', recipient: 'office@first.example' },
      { template: 'nominationLinkEmail', recipient: 'office@first.example' },
    ])
    expect(await eventsOf('school', school.id)).toEqual([
      'access.nomination-link-sent',
      'access.early-career-expectation-recorded',
      'access.induction-tutor-nominated',
    ])
    expect(await nominate(link, 'other@first.example')).toEqual({
      ok: false,
      refusal: { code: 'link-not-live', facts: { state: 'used' } },
    })
  })

  test('says the same and does the same for an address that somebody has already, and shows what was typed until they come', async () => {
    const [one, other] = [await aSchool(database.db), await aSchool(database.db)]
    const known = await aTutorOf(database.db, one, { name: 'Amina Khan', address: 'amina@trust.example' })
    const link = await aNominationLink(database.db, other)
    const done = await nominate(link, 'AMINA@trust.example', { name: 'Completely Different' })
    expect(done).toMatchObject({ ok: true, value: { outcome: 'nominated' } })
    expect((await membersOf(database.db, other.id)).map(({ accountId, name }) => ({ accountId, name }))).toEqual([
      { accountId: known.accountId, name: 'Completely Different' },
    ])
    expect(await tutors(one.id)).toMatchObject([{ name: 'Amina Khan' }])
  })

  test('replaces the tutor before, and tells them, the school and the nominee', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'office@third.example' } })
    const before = await aTutorOf(database.db, school, { address: 'before@third.example' })
    const later = NOW.add({ hours: 1 })
    const link = await aNominationLink(database.db, school, { now: later })
    await nominate(link, 'after@third.example', { name: 'Bo Li', now: later })
    expect(await tutors(school.id)).toMatchObject([{ name: 'Bo Li', address: 'after@third.example' }])
    expect((await sentAbout(link.proofId)).map(({ template, recipient }) => `${template} ${recipient}`)).toEqual([
      'nominatedEmail after@third.example',
      'nominationDoneEmail office@third.example',
      'nominationLinkEmail office@third.example',
      'replacedEmail before@third.example',
    ])
    expect(await eventsOf('account', before.accountId)).toContain('access.membership-ended')
    expect((await newestHandover(database.db, school.id))?.handover).toMatchObject({
      kind: 'nominated',
      fromAccountId: before.accountId,
      doneBy: null,
      status: 'done',
    })
  })

  test('of the tutor whom the school has changes nothing and reminds them', async () => {
    const school = await aSchool(database.db)
    const { address } = await aTutorOf(database.db, school)
    const later = NOW.add({ hours: 1 })
    const link = await aNominationLink(database.db, school, { now: later })
    expect(await nominate(link, address, { now: later })).toMatchObject({ ok: true })
    expect(await tutors(school.id)).toHaveLength(1)
    expect(await eventsOf('school', school.id)).toContain('access.induction-tutor-confirmed')
    expect((await sentAbout(link.proofId)).map(({ template }) => template)).toContain('nominatedEmail')
  })

  test('of the school’s own contact sends one message, not two', async () => {
    const school = await aSchool(database.db, { contacts: { main: 'head@small.example' } })
    const link = await aNominationLink(database.db, school)
    await nominate(link, 'Head@small.example')
    expect((await sentAbout(link.proofId)).map(({ template }) => template)).toEqual([
      'nominatedEmail',
      'nominationLinkEmail',
    ])
  })

  test('repeated with the same key answers the same and does nothing more', async () => {
    const school = await aSchool(database.db)
    const link = await aNominationLink(database.db, school)
    const key = `key ${link.proofId}`
    const first = await nominate(link, 'once@school.example', { key })
    expect(await nominate(link, 'once@school.example', { key })).toEqual(first)
    expect(await sentAbout(link.proofId)).toHaveLength(3)
  })

  test('twice at once with one link: one wins, the other is told that the link was used', async () => {
    const school = await aSchool(database.db)
    const link = await aNominationLink(database.db, school)
    const both = await Promise.all([nominate(link, 'a@race.example'), nominate(link, 'b@race.example')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'link-not-live', facts: { state: 'used' } } })
    expect(await tutors(school.id)).toHaveLength(1)
  })

  test('at once with two links of one school: one tutor, and the other link no longer works', async () => {
    const school = await aSchool(database.db)
    const one = await aNominationLink(database.db, school)
    const other = await aNominationLink(database.db, school, { now: NOW.add({ minutes: 6 }) })
    const now = NOW.add({ minutes: 7 })
    const both = await Promise.all([
      nominate(one, 'c@race.example', { now }),
      nominate(other, 'd@race.example', { now }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { facts: { state: 'revoked' } } })
    expect(await tutors(school.id)).toHaveLength(1)
  })

  test('at once at two schools for one new address makes one account', async () => {
    const schools = [await aSchool(database.db), await aSchool(database.db)]
    const links = await Promise.all(schools.map((school) => aNominationLink(database.db, school)))
    const done = await Promise.all(links.map((link) => nominate(link, 'both@race.example')))
    expect(new Set(done.map((result) => result.ok && result.value.accountId)).size).toBe(1)
  })

  test.each([
    ['a moment before the end of its 21 days', { hours: 21 * 24, minutes: 0 }, -1, true],
    ['at the end of its 21 days', { hours: 21 * 24, minutes: 0 }, 0, false],
  ])('%s', async (_, life, seconds, ok) => {
    const link = await aNominationLink(database.db, await aSchool(database.db))
    const now = NOW.add(life).add({ seconds })
    expect((await nominate(link, `late${seconds}@school.example`, { now })).ok).toBe(ok)
  })

  test('is refused once the school has closed, though the link is alive', async () => {
    const school = await aSchool(database.db)
    const link = await aNominationLink(database.db, school)
    await database.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    expect(await nominate(link, 'x@school.example')).toMatchObject({ refusal: { code: 'not-eligible' } })
  })

  test.each([
    ['nobody known', Actor.anonymous()],
    ['the holder of another link', linkHolder('0190f3a4-0000-7000-8000-000000000001')],
    ['the system', theSystem()],
  ])('is not for %s', async (_, actor) => {
    const link = await aNominationLink(database.db, await aSchool(database.db))
    expect(await nominate({ ...link, holder: actor }, 'x@school.example')).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })
})

describe('"no early career teachers"', () => {
  test('is recorded with what was said before, nominates nobody and leaves the link working', async () => {
    const school = await aSchool(database.db)
    const link = await aNominationLink(database.db, school)
    const context = contextFor(database.db, link.holder, NOW)
    const no = await execute(context, nominateInductionTutor, { proofId: link.proofId, expectation: 'no' })
    expect(no).toEqual({ ok: true, value: { outcome: 'nobody', accountId: null } })
    expect(await tutors(school.id)).toEqual([])
    const later = NOW.add({ hours: 3 })
    expect(await nominate(link, 'changed@mind.example', { now: later })).toMatchObject({ ok: true })
    const said = await database.db
      .selectFrom('access.early_career_expectations')
      .select(['academic_year', 'answer'])
      .where('organisation_id', '=', school.id)
      .orderBy('answered_at')
      .execute()
    expect(said).toEqual([
      { academic_year: 2026, answer: 'no' },
      { academic_year: 2026, answer: 'yes' },
    ])
  })
})

describe('sending the link', () => {
  const send = (schoolId: string, actor = theSystem(), now = NOW) =>
    execute(contextFor(database.db, actor, now), sendNominationLink, { organisationId: OrganisationId.parse(schoolId) })

  test('goes to the alternative address when there is no main one, and keeps only hashes', async () => {
    const school = await aSchool(database.db, { contacts: { alternative: 'head@fourth.example' } })
    const sent = await send(school.id)
    expect(sent).toMatchObject({ ok: true, value: { sentTo: 'h•••d@fourth.example' } })
    const email = (await developmentEmails(database.db)).find(({ to }) => to === 'head@fourth.example')
    const token = email?.links[0]?.split('/').at(-1) ?? ''
    expect(token).toMatch(/^[a-z2-7]{52}$/)
    const proofs = await database.db
      .selectFrom('access.proofs')
      .selectAll()
      .where('organisation_id', '=', school.id)
      .execute()
    expect(JSON.stringify(proofs)).not.toContain(token)
    expect(JSON.stringify(await database.db.selectFrom('audit.events').select('payload').execute())).not.toContain(
      token,
    )
  })

  test.each([
    ['without an address', { contacts: {} }, 'no-contact'],
    ['that is closed', { statusCode: '2' }, 'not-eligible'],
  ] as const)('refuses a school %s', async (_, facts, code) => {
    const school = await aSchool(database.db, facts)
    expect(await send(school.id)).toMatchObject({ refusal: { code } })
  })

  test('refuses a second within five minutes and a sixth in a day, with the time of the next', async () => {
    const school = await aSchool(database.db)
    await send(school.id)
    expect(await send(school.id, theSystem(), NOW.add({ minutes: 4 }))).toEqual({
      ok: false,
      refusal: { code: 'too-soon', facts: { at: NOW.add({ minutes: 5 }) } },
    })
    for (const minutes of [5, 10, 15, 20]) await send(school.id, theSystem(), NOW.add({ minutes }))
    expect(await send(school.id, theSystem(), NOW.add({ minutes: 60 }))).toEqual({
      ok: false,
      refusal: { code: 'too-many', facts: { at: NOW.add({ hours: 24 }) } },
    })
  })

  test('twice at once sends one', async () => {
    const school = await aSchool(database.db)
    const both = await Promise.all([send(school.id), send(school.id)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('is for support staff only', async () => {
    const school = await aSchool(database.db)
    const staff = await aMemberOfStaff(database.db)
    const account = (powers: readonly ('support' | 'operate')[]) =>
      new Actor({ identity: { kind: 'account', id: staff.accountId }, name: 'Sam', door: 'staff', staffPowers: powers })
    expect(await send(school.id, account(['operate']))).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await send(school.id, account([]))).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await send(school.id, Actor.anonymous())).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await send(school.id, account(['support']))).toMatchObject({ ok: true })
  })

  test('of a school that is not there is "not found"', async () => {
    expect(await send(ProofId.parse('0190f3a4-0000-7000-8000-000000000002'))).toMatchObject({
      refusal: { code: 'not-found' },
    })
  })
})
