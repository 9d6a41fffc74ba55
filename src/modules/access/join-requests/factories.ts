import { Actor, type MembershipRole } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { OrganisationId } from '../accounts/account.ts'
import { contextFor } from '../factories.ts'
import { requestToJoin } from '../features/request-to-join/request-to-join.ts'
import { giveRole } from '../memberships/give-role.ts'
import { organisationName } from '../memberships/organisation-name-queries.ts'
import { type GivenRole, JoinRequestId } from './join-request.ts'
import { openRequestOf } from './join-requests-queries.ts'

// For tests and seeds of requests to join.

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')

type Place = { readonly id: string }
type Person = {
  readonly name?: string
  readonly address?: string
  readonly role?: GivenRole
  readonly now?: Temporal.Instant
}

let lastPerson = 0

/** Somebody with a role in the organisation, an administrator unless told otherwise. Answers the account. */
export async function aPersonAt(db: Database, organisation: Place, person: Person = {}) {
  lastPerson += 1
  const { name = 'Bo Li', address = `person${lastPerson}@join.example`, role = 'administrator' } = person
  const { now = MONDAY_MORNING } = person
  const named = await organisationName(db, organisation.id)
  if (!named) throw new Error('No such organisation')
  const giving = { name, address, organisation: named, role, because: 'added', grantedBy: null } as const
  const given = await db
    .transaction()
    .execute((tx) => giveRole(tx, { ...giving, now, baseUrl: 'https://training.test' }))
  return { accountId: given.accountId, name, address }
}

type Asked = {
  readonly name?: string
  readonly address?: string
  readonly role?: MembershipRole
  readonly note?: string | null
  readonly now?: Temporal.Instant
}

let lastRequest = 0

/** Somebody who is not signed in asks to be added, as viewer unless told otherwise. Answers the request and its reference. */
export async function aJoinRequest(db: Database, organisation: Place, asked: Asked = {}) {
  lastRequest += 1
  const { name = 'Carys Rees', address = `asks${lastRequest}@join.example`, role = 'viewer', note = null, now } = asked
  const organisationId = OrganisationId.parse(organisation.id)
  const context = contextFor(db, Actor.anonymous(), now)
  const sent = await execute(context, requestToJoin, { organisationId, name, address, role, note })
  if (!sent.ok) throw new Error(`Not asked: ${sent.refusal.code}`)
  const request = await openRequestOf(db, { organisationId, address })
  if (!request) throw new Error('There is no request')
  const email = (await developmentEmails(db)).find(({ to }) => to === address)
  const path = new URL(email?.links.find((link) => link.includes('/join-requests/')) ?? 'https://none.test/').pathname
  return { id: JoinRequestId.parse(request.id), name, address, path }
}
