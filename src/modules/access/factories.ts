import { sql } from 'kysely'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { newId } from '#src/platform/ids.ts'
import { OrganisationId } from './accounts/account.ts'
import { addStaff } from './accounts/add-staff.ts'
import { endingOf, hashOfApiSecret, newApiSecret } from './api-tokens/api-token-secrets.ts'
import { issueApiToken } from './features/api-tokens/issue-api-token.ts'
import { addPerson } from './features/manage-people/add-person.ts'
import { nominateInductionTutor } from './features/nominate-induction-tutor/nominate-induction-tutor.ts'
import { sendNominationLink } from './features/send-nomination-link/send-nomination-link.ts'
import { linkHolder } from './nominations/nomination-link.ts'
import { ProofId } from './proofs/proof.ts'

// For tests and seeds: people and links that come about as in life, through the commands.

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')

type When = { readonly now?: Temporal.Instant }

/** What a command is given, outside a web request. */
export const contextFor = (db: Database, actor: Actor, now: Temporal.Instant = MONDAY_MORNING): CommandContext => ({
  db,
  actor,
  now,
  process: newProcess('factory'),
  baseUrl: 'https://training.test',
})

export const theSystem = (): Actor => Actor.system('factory')

/** The system sends a school its nomination link. Answers whose holder may nominate. */
export async function aNominationLink(db: Database, school: { readonly id: string }, { now }: When = {}) {
  const organisationId = OrganisationId.parse(school.id)
  const sent = await execute(contextFor(db, theSystem(), now), sendNominationLink, { organisationId })
  if (!sent.ok) throw new Error(`No link for the school: ${sent.refusal.code}`)
  return { proofId: ProofId.parse(sent.value.proofId), holder: linkHolder(sent.value.proofId) }
}

type Nominee = When & { readonly name?: string; readonly address?: string }

let lastTutor = 0

/** An induction tutor, nominated through a link. Answers the account. */
export async function aTutorOf(db: Database, school: { readonly id: string }, nominee: Nominee = {}) {
  lastTutor += 1
  const { name = 'Amina Khan', address = `tutor${lastTutor}@school.example`, now } = nominee
  const { proofId, holder } = await aNominationLink(db, school, now ? { now } : {})
  const input = { proofId, expectation: 'yes', name, address } as const
  const done = await execute(contextFor(db, holder, now), nominateInductionTutor, input)
  if (!done.ok || !done.value.accountId) throw new Error('Nobody was nominated')
  return { accountId: done.value.accountId, name, address }
}

type Staff = When & {
  readonly name?: string
  readonly address?: string
  readonly powers?: readonly ('support' | 'manage-reference-data' | 'operate' | 'pay')[]
}

let lastStaff = 0

/** A member of staff with a mailbox and an identity of the local sign-in service. */
export async function aMemberOfStaff(db: Database, given: Staff = {}) {
  const { name = 'Sam Ortiz', powers = ['support'], now } = given
  lastStaff += 1
  const address = given.address ?? `staff${lastStaff}@education.example`
  const input = { name, address, issuer: 'https://issuer.test', subject: `staff-${lastStaff}`, powers: [...powers] }
  const added = await execute(contextFor(db, theSystem(), now), addStaff, input)
  if (!added.ok) throw new Error(`Not added: ${added.refusal.code}`)
  return { accountId: added.value.accountId, name, address }
}

type PersonAt = When & {
  readonly name?: string
  readonly address?: string
  readonly role?: 'administrator' | 'claims' | 'viewer'
}

let lastPerson = 0

/** Somebody with a role in an organisation, given by support staff. An administrator unless told otherwise. */
export async function aPersonAt(db: Database, organisation: { readonly id: string }, given: PersonAt = {}) {
  lastPerson += 1
  const { name = 'Bola Ade', address = `person${lastPerson}@people.example`, role = 'administrator', now } = given
  const id = await supportAccount(db)
  const by = new Actor({
    identity: { kind: 'account', id },
    name: 'Sam Ortiz',
    door: 'staff',
    staffPowers: ['support'],
  })
  const input = { organisationId: OrganisationId.parse(organisation.id), name, address, role }
  const added = await execute(contextFor(db, by, now), addPerson, input)
  if (!added.ok) throw new Error(`Not added: ${added.refusal.code}`)
  const { membershipId } = added.value
  const { account_id: accountId } = await db
    .selectFrom('access.memberships')
    .select('account_id')
    .where('id', '=', membershipId)
    .executeTakeFirstOrThrow()
  return { accountId, membershipId: membershipId ?? '', name, address }
}

const supportAccount = async (db: Database): Promise<string> => (await aMemberOfStaff(db)).accountId

/** The newest message to an address, as its reader finds it: with the path of its first link and its code. */
export async function newestEmailTo(db: Database, address: string) {
  const email = (await developmentEmails(db)).find(({ to }) => to === address)
  if (!email) throw new Error(`Nothing was sent to ${address}`)
  const { pathname } = new URL(email.links[0] ?? 'https://training.test/')
  return { ...email, path: pathname, code: /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(email.text)?.[0] ?? '' }
}

/** A token of an organisation, and its secret: made by support staff with a reason, as for one that asks. */
export async function anApiToken(
  db: Database,
  { id }: { readonly id: string },
  { now, name = 'Student records' }: When & { readonly name?: string } = {},
) {
  const secret = newApiSecret()
  const actor = new Actor({
    identity: { kind: 'account', id: await supportAccount(db) },
    name: 'Sam Ortiz',
    door: 'staff',
    staffPowers: ['support'],
  })
  const hash = (hashOfApiSecret(secret) ?? Buffer.alloc(0)).toString('hex')
  const context = { ...contextFor(db, actor, now), process: newProcess('factory', null, 'Asked by telephone') }
  const input = { organisationId: OrganisationId.parse(id), name, hash, ending: endingOf(secret) }
  const done = await execute(context, issueApiToken, input)
  if (!done.ok) throw new Error(`No token: ${done.refusal.code}`)
  return { tokenId: done.value.tokenId, secret, authorization: `Bearer ${secret}` }
}

type AccountFacts = { readonly personId: string | null; readonly name: string; readonly address: string }

/** An account with one verified address, for somebody of the directory. */
export async function anAccountOf(db: Database, { personId, name, address }: AccountFacts): Promise<string> {
  const id = newId<string>()
  const at = MONDAY_MORNING
  await db.insertInto('access.accounts').values({ id, person_id: personId, name, created_at: at }).execute()
  const mailbox = { id: newId(), account_id: id, address, folded: address.toLowerCase() }
  await db
    .insertInto('access.addresses')
    .values({ ...mailbox, verified_at: at, added_at: at })
    .execute()
  return id
}

type Accounts = {
  readonly ids: readonly string[]
  readonly people: readonly string[]
  /** In turn, as their people are called. */
  readonly names: readonly string[]
  readonly mailboxes: string
}

/** An account for each of the people; `mailboxes` tells one batch of addresses from another. */
export async function manyAccounts(tx: Tx, { ids, people, names, mailboxes }: Accounts): Promise<void> {
  await sql`
    insert into access.accounts (id, person_id, name, created_at)
    select id, person_id, (${names}::text[])[1 + (at * 7) % ${names.length}], ${MONDAY_MORNING}::timestamptz
    from unnest(${ids}::uuid[], ${people}::uuid[]) with ordinality as row (id, person_id, at)`.execute(tx)
  await sql`
    insert into access.addresses (id, account_id, address, folded, verified_at, added_at)
    select gen_random_uuid(), id, address, address, ${MONDAY_MORNING}::timestamptz, ${MONDAY_MORNING}::timestamptz
    from unnest(${ids}::uuid[]) with ordinality as row (id, at),
      lateral (select 'teacher.' || ${mailboxes}::text || '.' || at || '@teachers.example' as address) as named`.execute(
    tx,
  )
}
