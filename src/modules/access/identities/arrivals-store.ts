import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { AccessArrivals } from '#db/schema.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { newId } from '#src/platform/ids.ts'
import type { ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'
import { VISITOR_DOORS, type VisitorDoor } from './identity.ts'

/** Somebody whom a door vouches for, until it is clear who they are here and for whom they act. */
export type Arrival = {
  readonly id: string
  readonly door: VisitorDoor
  readonly identity: ProvenIdentity
  readonly name: string | null
  readonly address: string | null
  readonly addressVerified: boolean
  readonly organisations: readonly DfeOrganisation[]
  /** The one they act for; null until they have chosen, or without any. */
  readonly chosen: DfeOrganisation | null
  readonly sealedIdToken: Buffer
  readonly provedAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly settledAt: Temporal.Instant | null
}

type NewArrival = Omit<Arrival, 'id' | 'settledAt' | 'chosen'> & {
  readonly browserHash: Buffer
  readonly chosen: string | null
  readonly now: Temporal.Instant
}

/** Kept for a day after they could last be used, for whoever looks into a fault. */
const KEPT = Temporal.Duration.from({ hours: 24 })

/** Also forgets those of days past. */
export async function insertArrival(tx: Tx, arrival: NewArrival): Promise<string> {
  const id = newId()
  await tx.deleteFrom('access.arrivals').where('expires_at', '<', arrival.now.subtract(KEPT)).execute()
  await tx
    .insertInto('access.arrivals')
    .values({
      id,
      browser_hash: arrival.browserHash,
      door: arrival.door,
      issuer: arrival.identity.issuer,
      subject: arrival.identity.subject,
      name: arrival.name,
      address: arrival.address,
      address_verified: arrival.addressVerified,
      organisations: JSON.stringify(arrival.organisations),
      chosen: arrival.chosen,
      id_token: arrival.sealedIdToken,
      proved_at: arrival.provedAt,
      created_at: arrival.now,
      expires_at: arrival.expiresAt,
    })
    .execute()
  return id
}

type OfBrowser = { readonly arrivalId: string; readonly browserHash: Buffer }

/** The arrival, if it is this browser's. */
export async function arrivalOfBrowser(reader: Reader, { arrivalId, browserHash }: OfBrowser): Promise<Arrival | null> {
  const row = await reader
    .selectFrom('access.arrivals')
    .selectAll()
    .where('id', '=', arrivalId)
    .where('browser_hash', '=', browserHash)
    .executeTakeFirst()
  return row ? arrivalFrom(row) : null
}

/** The same, one at a time: it settles once. */
export async function lockArrival(tx: Tx, { arrivalId, browserHash }: OfBrowser): Promise<Arrival | null> {
  const row = await tx
    .selectFrom('access.arrivals')
    .selectAll()
    .where('id', '=', arrivalId)
    .where('browser_hash', '=', browserHash)
    .forUpdate()
    .executeTakeFirst()
  return row ? arrivalFrom(row) : null
}

export const setChosen = async (tx: Tx, arrivalId: string, organisation: string) =>
  tx.updateTable('access.arrivals').set({ chosen: organisation }).where('id', '=', arrivalId).execute()

/** What was learnt of them is forgotten with it; only that they came stays. */
export const settleArrival = async (tx: Tx, arrivalId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.arrivals')
    .set({ settled_at: now, name: null, address: null, organisations: sql`'[]'::jsonb`, id_token: Buffer.alloc(0) })
    .where('id', '=', arrivalId)
    .execute()

function arrivalFrom(row: Selectable<AccessArrivals>): Arrival {
  const organisations = z.array(DfeOrganisation).parse(row.organisations)
  return {
    id: row.id,
    door: VISITOR_DOORS.find((door) => door === row.door) ?? 'one-login',
    identity: { issuer: row.issuer, subject: row.subject },
    name: row.name,
    address: row.address,
    addressVerified: row.address_verified,
    organisations,
    chosen: organisations.find(({ id }) => id === row.chosen) ?? null,
    sealedIdToken: row.id_token,
    provedAt: row.proved_at,
    expiresAt: row.expires_at,
    settledAt: row.settled_at,
  }
}
