import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { organisationName } from '../memberships/organisation-name-queries.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { applyDfeRoles } from './apply-dfe-roles.ts'
import { dfeRolesOf } from './dfe-roles-store.ts'

type Ending = {
  readonly accountId: string
  readonly subject: string
  /** The session that stays, of whoever gives them up. */
  readonly exceptSession?: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Ends every role that rests on one identity of DfE Sign-in. The organisations are locked in their order, before any address. */
export async function endDfeRoles(tx: Tx, ending: Ending) {
  const { accountId, subject } = ending
  const held = (await dfeRolesOf(tx, accountId)).filter((role) => role.subject === subject)
  const places = new Map(held.map(({ organisationId, organisation }) => [organisationId, organisation]))
  const ended = []
  for (const [organisationId, reference] of [...places].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    await lockOrganisation(tx, organisationId)
    const organisation = await organisationName(tx, organisationId)
    if (!organisation) continue
    ended.push(await applyDfeRoles(tx, { ...ending, organisation, reference, roles: [] }))
  }
  return { events: ended.flatMap(({ events }) => events), send: ended.flatMap(({ send }) => send) }
}
