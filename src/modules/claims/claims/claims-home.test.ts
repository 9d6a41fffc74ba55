import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { OrganisationId } from '#src/modules/access/accounts/account.ts'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { schoolById } from '#src/modules/directory/public.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimWindow, aMentor, anEligibleSchool, anIttProvider, claimantAt, theyAccept } from '../factories.ts'
import { claimsContribution } from './claims-home.ts'

let database: TestDatabase
let windowId: string
beforeAll(async () => {
  database = await testDatabase()
  windowId = await aClaimWindow(database.db)
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
type Kind = 'school' | 'trust' | 'company'

async function tasksAt({ id }: { readonly id: string }, actor: Actor, kind: Kind = 'school') {
  const { db } = database
  const school = kind === 'school' ? await schoolById(db, id) : null
  const roles = kind === 'company' ? (['accredited-itt-provider'] as const) : []
  const place = { id: OrganisationId.parse(id), name: 'Here', kind, roles, urn: school?.urn ?? null, school }
  const asked = { reader: db, actor, place, eligible: true, now }
  const tasks = await claimsContribution.tasks(asked)
  return { tasks, services: await claimsContribution.services(asked) }
}

async function somebodyAt(organisation: { readonly id: string }, role: MembershipRole = 'administrator') {
  return claimantAt(await aPersonAt(database.db, organisation), organisation, { role })
}

const whats = ({ tasks }: Awaited<ReturnType<typeof tasksAt>>) => tasks.map(({ what }) => what)

test('a school is led from the conditions to its mentors, its claim and its draft, and to nothing when all is sent', async () => {
  const { db } = database
  const school = await aSchool(db)
  const actor = await somebodyAt(school)
  expect(whats(await tasksAt(school, actor))).toEqual([])
  await anEligibleSchool(db, school)
  expect(whats(await tasksAt(school, actor))).toEqual(['Accept the conditions of the grant', 'Add your mentors'])
  await theyAccept(db, actor, school)
  expect((await tasksAt(school, actor)).tasks).toMatchObject([
    {
      what: 'Add your mentors',
      by: Temporal.PlainDate.from('2026-12-18'),
      href: `/organisations/${school.id}/mentors`,
    },
  ])
  const [mentor, provider] = [await aMentor(db, school), await anIttProvider(db)]
  expect(whats(await tasksAt(school, actor))).toEqual(['Claim for mentor training'])
  expect(whats(await tasksAt(school, await somebodyAt(school, 'viewer')))).toEqual([])
  await aClaim(db, { school, provider, windowId, mentors: [{ ...mentor, hours: 2 }], status: 'draft' })
  expect(whats(await tasksAt(school, actor))).toEqual(['Send the claim that you have begun'])
  await db.updateTable('claims.claims').set({ status: 'discarded' }).where('school_id', '=', school.id).execute()
  const claim = await aClaim(db, { school, provider, windowId, mentors: [{ ...mentor, hours: 2 }] })
  expect(whats(await tasksAt(school, actor))).toEqual([])
  await db
    .insertInto('claims.information_requests')
    .values({
      ...{ id: crypto.randomUUID(), claim_id: claim.id, organisation_id: school.id, what: 'hours', status: 'open' },
      ...{ question: 'How many?', asked_by_name: 'Sam', asked_at: now, due_on: Temporal.PlainDate.from('2026-11-30') },
    })
    .execute()
  expect((await tasksAt(school, actor)).tasks).toMatchObject([
    { what: 'Answer what we asked about a claim', by: Temporal.PlainDate.from('2026-11-30') },
  ])
})

test('a trust sees how many of its schools have not claimed, and its acceptance counts for all', async () => {
  const { db } = database
  const [one, two] = [await aSchool(db), await aSchool(db)]
  const trust = { id: await aTrust(db, 'Canopy Trust', [one.id, two.id]) }
  const actor = await somebodyAt(trust)
  await anEligibleSchool(db, one)
  await anEligibleSchool(db, two)
  const before = await tasksAt(trust, actor, 'trust')
  expect(whats(before)).toEqual(['Accept the conditions of the grant', 'Claim for 2 schools'])
  expect(before.services.map(({ href }) => href)).toEqual([`/organisations/${trust.id}/trust-claims`])
  await theyAccept(db, actor, trust)
  const [mentor, provider] = [await aMentor(db, one), await anIttProvider(db)]
  await aClaim(db, { school: one, provider, windowId, mentors: [mentor] })
  expect(whats(await tasksAt(trust, actor, 'trust'))).toEqual(['Claim for 1 school'])
  expect(whats(await tasksAt(two, await somebodyAt(two)))).toEqual(['Add your mentors'])
})

test('a provider is told of audits and questions that wait, and of nothing when none does', async () => {
  const { db } = database
  const provider = await anIttProvider(db)
  const actor = await somebodyAt(provider)
  const asked = await tasksAt(provider, actor, 'company')
  expect([whats(asked), asked.services]).toMatchObject([
    [],
    [{ href: `/organisations/${provider.id}/provider-claims` }],
  ])
  const sampleId = crypto.randomUUID()
  await db
    .insertInto('claims.samples')
    .values({
      ...{ id: sampleId, window_id: windowId, seed: 's', settings: '{}', status: 'sent', population: 1, strata: '[]' },
      ...{ population_pence: 1, chosen: 1, chosen_pence: 1, drawn_by_name: 'Sam', drawn_at: now },
    })
    .execute()
  await db
    .insertInto('claims.audits')
    .values({
      ...{ id: crypto.randomUUID(), sample_id: sampleId, provider_id: provider.id, asked_at: now },
      due_on: Temporal.PlainDate.from('2026-12-14'),
    })
    .execute()
  expect((await tasksAt(provider, actor, 'company')).tasks).toMatchObject([
    { what: 'Confirm hours for an audit', by: Temporal.PlainDate.from('2026-12-14') },
  ])
})
