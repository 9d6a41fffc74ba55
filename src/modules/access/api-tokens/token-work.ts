import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { Process } from '#src/platform/audit/process.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { OrganisationId } from '../accounts/account.ts'
import type { AboutToken } from '../emails/api-token-emails.ts'
import { membersOf } from '../memberships/memberships-queries.ts'
import { type Place, placeById } from '../memberships/place.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { apiTokenPolicy } from './api-token-policy.ts'

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly process: Process
  readonly refuse: (code: 'not-found' | 'not-allowed' | 'no-reason', facts?: Record<string, unknown>) => never
}

/** The organisation whose tokens are to change, held until the end. Demands that the actor may, and that staff say why. */
export async function placeOfTokens({ tx, actor, now, process, refuse }: Work, organisationId: OrganisationId) {
  await lockOrganisation(tx, organisationId)
  const place = (await placeById(tx, organisationId, now)) ?? refuse('not-found')
  demand(apiTokenPolicy.manage(actor, place))
  if (process.reason === null && !actor.worksAt(place.id)) refuse('no-reason')
  return { place, by: actor.accountId ?? refuse('not-allowed', { reason: 'no-account' }) }
}

/** Whether an organisation may have tokens at all: it holds the role that they are for. */
export const mayHaveTokens = ({ roles }: Pick<Place, 'roles'>): boolean => roles.includes('npq-provider')

type Told = Omit<AboutToken, 'accountId' | 'to' | 'name'>

/** One message to each administrator with an address, whoever did it: a token that nobody asked for is seen. */
export async function toAdministrators(
  tx: Tx,
  told: Told,
  write: (about: AboutToken) => OutgoingEmail,
): Promise<readonly OutgoingEmail[]> {
  const members = await membersOf(tx, told.organisation.id)
  return members.flatMap(({ role, address, accountId, name }) =>
    role === 'administrator' && address !== null ? [write({ ...told, accountId, to: address, name })] : [],
  )
}
