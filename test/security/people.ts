import { randomBytes } from 'node:crypto'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, aPersonAt, aTutorOf } from '#src/modules/access/factories.ts'
import { aNumberOf, aPersonOf } from '#src/modules/access/teachers/factories.ts'
import { aPartner, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import type { OrganisationId } from '#src/modules/directory/organisation.ts'
import { aList } from '#src/modules/npq/factories.ts'
import { newProcess, recordProcess } from '#src/platform/audit/process.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { type ClaimThings, claimThings } from './claims-things.ts'
import { aBulkRun, aFundingProposal, aRelease, aScenarioRun } from './npq-things.ts'

/** How somebody stands to the school, or to the organisation, that an address names. */
export const RELATIONS = [
  'nobody',
  'viewer',
  'claims',
  'administrator',
  'tutor',
  'trust',
  'replaced',
  'disabled',
  'partner',
  'provider',
  'named-provider',
  'stranger',
  'support',
  'data',
  'operate',
  'pay',
] as const
export type Relation = (typeof RELATIONS)[number]

export const relationText: Readonly<Record<Relation, string>> = {
  nobody: 'Nobody signed in',
  viewer: 'Viewer there',
  claims: 'Claims there',
  administrator: 'Administrator there',
  tutor: 'Induction tutor there',
  trust: 'Administrator of its trust',
  replaced: 'Was tutor there',
  disabled: 'Disabled account',
  partner: 'Lead provider, delivery partner or appropriate body',
  provider: 'ITT provider',
  'named-provider': 'ITT provider that its claim names',
  stranger: 'Role elsewhere',
  support: 'Staff: support',
  data: 'Staff: reference data',
  operate: 'Staff: operate',
  pay: 'Staff: pay',
}

export type Side = 'ours' | 'theirs'

export type Person = {
  readonly name: string
  readonly accountId: string | null
  /** What they are to anything of this side; a stranger to the other. Null: the same to both. */
  readonly side: Side | null
  readonly relation: Relation
}

/** All that an address can name, of one school. */
export type Things = ClaimThings & {
  readonly organisationId: string
  readonly urn: string
  readonly accountId: string
  readonly addressId: string
  readonly membershipId: string
  readonly handoverId: string
  readonly otherAccountId: string
  readonly mergeId: string
  readonly tokenId: string
  readonly registrationId: string
  readonly requestId: string
  readonly joinRequestId: string
  readonly linkRequestId: string
  readonly batchId: string
  readonly importId: string
  readonly versionId: string
  readonly runId: string
  readonly proposalId: string
  readonly bulkId: string
  /** Words of its people that nobody of the other school may read. */
  readonly secrets: readonly string[]
}

export type SecurityWorld = {
  readonly people: readonly Person[]
  readonly things: Readonly<Record<Side, Things>>
}

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** Two schools of two trusts with everybody who can have to do with them. */
export async function securityWorld(db: Database): Promise<SecurityWorld> {
  const ours = await aSide(db, 'ours')
  const theirs = await aSide(db, 'theirs')
  const others: readonly Person[] = [
    { name: 'nobody', accountId: null, side: null, relation: 'nobody' },
    ...(await staff(db)),
    ...(await partners(db)),
  ]
  return { people: [...others, ...ours.people, ...theirs.people], things: { ours: ours.things, theirs: theirs.things } }
}

async function staff(db: Database): Promise<readonly Person[]> {
  const powers = [
    ['support', 'support'],
    ['manage-reference-data', 'data'],
    ['operate', 'operate'],
    ['pay', 'pay'],
  ] as const
  const found: Person[] = []
  for (const [power, relation] of powers) {
    const { accountId } = await aMemberOfStaff(db, { powers: [power] })
    found.push({ name: relation, accountId, side: null, relation })
  }
  return found
}

async function partners(db: Database): Promise<readonly Person[]> {
  const roles = [
    ['lead-provider', 'partner'],
    ['delivery-partner', 'partner'],
    ['appropriate-body', 'partner'],
    ['accredited-itt-provider', 'provider'],
  ] as const
  const found: Person[] = []
  for (const [role, relation] of roles) {
    const id = await aPartner(db, `Organisation ${role}`, [role])
    const { accountId } = await aPersonAt(db, { id })
    found.push({ name: role, accountId, side: null, relation })
  }
  return found
}

async function aSide(db: Database, side: Side) {
  const school = await aSchool(db, { name: `School of ${side}`, contacts: { main: `office-${side}@${side}.example` } })
  const trust = await aTrust(db, `Trust of ${side}`, [school.id])
  const of = (name: string) => ({ name: `Secret ${side} ${name}`, address: `secret-${side}-${name}@${side}.example` })
  const replaced = await aTutorOf(db, school, of('replaced'))
  const tutor = await aTutorOf(db, school, { ...of('tutor'), now: NOW.add({ hours: 1 }) })
  const viewer = await aPersonAt(db, school, { ...of('viewer'), role: 'viewer' })
  const claims = await aPersonAt(db, school, { ...of('claims'), role: 'claims' })
  const administrator = await aPersonAt(db, school, { ...of('administrator'), role: 'administrator' })
  const disabled = await aPersonAt(db, school, { ...of('disabled'), role: 'administrator' })
  const atTrust = await aPersonAt(db, { id: trust }, { ...of('trust'), role: 'administrator' })
  const providerId = await aPartner(db, `Provider of ${side}`, ['accredited-itt-provider'])
  const named = await aPersonAt(db, { id: providerId })
  await db.updateTable('access.accounts').set({ disabled_at: NOW }).where('id', '=', disabled.accountId).execute()
  const person = (relation: Relation, { accountId }: { readonly accountId: string }): Person => ({
    name: `${relation} of ${side}`,
    accountId,
    side,
    relation,
  })
  return {
    people: [
      person('viewer', viewer),
      person('claims', claims),
      person('administrator', administrator),
      person('tutor', tutor),
      person('trust', atTrust),
      person('named-provider', named),
      person('replaced', replaced),
      person('disabled', disabled),
    ],
    things: await thingsOf(db, { side, school, viewer, claims, trust, providerId }),
  }
}

type Owner = {
  readonly side: Side
  readonly school: { readonly id: OrganisationId; readonly urn: string }
  readonly viewer: { readonly accountId: string; readonly membershipId: string }
  readonly claims: { readonly accountId: string }
  readonly trust: string
  readonly providerId: string
}

async function thingsOf(db: Database, owner: Owner): Promise<Things> {
  const { side, school, viewer } = owner
  const personId = await aPersonOf(db, viewer.accountId)
  await aNumberOf(db, personId, side === 'ours' ? '5000001' : '5000002')
  const { id: addressId } = await db
    .selectFrom('access.addresses')
    .select('id')
    .where('account_id', '=', viewer.accountId)
    .executeTakeFirstOrThrow()
  const { id: handoverId } = await db
    .selectFrom('access.handovers')
    .select('id')
    .where('organisation_id', '=', school.id)
    .executeTakeFirstOrThrow()
  return {
    ...{ organisationId: school.id, urn: school.urn, accountId: viewer.accountId, addressId, handoverId },
    ...{ membershipId: viewer.membershipId, ...(await requestsOf(db, owner)) },
    ...(await aMerge(db, owner)),
    ...(await aRelease(db, { personId, accountId: viewer.accountId, providerId: school.id })),
    ...{ batchId: await aBatch(db, owner), importId: await anImport(db), tokenId: await aToken(db, owner) },
    ...(await claimThings(db, { ...owner, accountId: owner.claims.accountId })),
    proposalId: await aFundingProposal(db, viewer.accountId),
    ...{ versionId: await aList(db, 'rise', []), runId: await aScenarioRun(db), bulkId: await aBulkRun(db) },
    secrets: [`Secret ${side}`, `secret-${side}`, `office-${side}`],
  }
}

/** Two of its accounts that were one for an hour. */
async function aMerge(db: Database, { claims, viewer }: Owner) {
  const mergeId = newId<string>()
  const two = { kept_account_id: viewer.accountId, gone_account_id: claims.accountId, because: 'by-staff' }
  const times = { merged_at: NOW, undo_until: NOW.add({ hours: 1 }), undone_at: NOW.add({ hours: 1 }) }
  await db
    .insertInto('access.account_merges')
    .values({ id: mergeId, ...two, ...times, moved: '{}' })
    .execute()
  return { mergeId, otherAccountId: claims.accountId }
}

async function requestsOf(db: Database, { side, school }: Owner) {
  const [joinRequestId, linkRequestId] = [newId<string>(), newId<string>()]
  const address = `secret-${side}-asker@${side}.example`
  const asks = { organisation_id: school.id, name: `Secret ${side} asker`, address, asked_at: NOW, created_at: NOW }
  await db
    .insertInto('access.join_requests')
    .values({
      ...{ id: joinRequestId, ...asks, folded: address, role: 'viewer', status: 'with-administrators' },
      ...{ reference_hash: randomBytes(32), moves_on_at: NOW.add({ hours: 48 }) },
    })
    .execute()
  await db
    .insertInto('access.link_requests')
    .values({
      ...{ id: linkRequestId, ...asks, status: 'with-staff', explanation: `Secret ${side} explanation` },
      ...{ reference_hash: randomBytes(32), browser_hash: randomBytes(32) },
    })
    .execute()
  return { joinRequestId, linkRequestId }
}

/** No school has one in life; here each has, so that every door with a token in its address is knocked at. */
async function aToken(db: Database, { side, school, viewer }: Owner): Promise<string> {
  const id = newId<string>()
  await db
    .insertInto('access.api_tokens')
    .values({
      ...{ id, organisation_id: school.id, scope: 'npq-provider', name: `Secret ${side} token`, ending: 'abcd' },
      ...{ token_hash: randomBytes(32), created_by: viewer.accountId, created_at: NOW },
      expires_at: NOW.add({ hours: 24 }),
    })
    .execute()
  return id
}

async function aBatch(db: Database, { side, trust }: Owner): Promise<string> {
  const id = newId<string>()
  const plan = { name: `Secret ${side} batch`, criteria: '{}', schools: 0, per_minute: 1, status: 'planned' }
  await db
    .insertInto('access.invitation_batches')
    .values({ id, ...plan, starts_at: NOW, created_at: NOW, asked_for: trust })
    .execute()
  return id
}

async function anImport(db: Database): Promise<string> {
  const [id, process] = [newId<string>(), newProcess('a test')]
  await db.transaction().execute((tx) => recordProcess(tx, process, Actor.system('a test'), NOW))
  await db
    .insertInto('directory.imports')
    .values({
      ...{ id, name: 'gias-links', file_names: ['links.csv'], sha256: '0', status: 'previewed' },
      ...{ process_id: process.id, started_at: NOW, finished_at: NOW },
    })
    .execute()
  return id
}
