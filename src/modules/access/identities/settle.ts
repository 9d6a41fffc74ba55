import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { applyDfeRoles } from './apply-dfe-roles.ts'
import { type Arrival, lockArrival } from './arrivals-store.ts'
import { placeOf } from './dfe-place-queries.ts'
import { isLiveArrival, rolesOfCodes } from './identity-rules.ts'

/** What every command asks for that acts on an arrival. `codes` are the roles that DfE Sign-in has just told; null without an organisation. */
export const ArrivalInput = z.object({
  arrivalId: z.uuid(),
  browserHash: z.instanceof(Buffer),
  codes: z.array(z.string()).nullable(),
})

type OfBrowser = { readonly arrivalId: string; readonly browserHash: Buffer }

/** The arrival under its lock, while it can still be used by this browser. */
export async function liveArrival(tx: Tx, input: OfBrowser, now: Temporal.Instant): Promise<Arrival | null> {
  const arrival = await lockArrival(tx, input)
  return arrival && isLiveArrival(arrival, now) ? arrival : null
}

/** The organisation that they act for, locked, where it is one of ours; null for every other. Before any account is locked. */
export async function lockPlaceOf(tx: Tx, { chosen }: Arrival, now: Temporal.Instant) {
  const place = chosen ? await placeOf(tx, chosen, londonDate(now)) : null
  if (!chosen || place?.kind !== 'known') return null
  await lockOrganisation(tx, place.organisation.id)
  return { organisation: place.organisation, reference: chosen.id }
}

type At = Awaited<ReturnType<typeof lockPlaceOf>>

type Belonging = {
  readonly arrival: Arrival
  readonly accountId: string
  readonly at: At
  readonly codes: readonly string[] | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Gives, confirms and takes what DfE Sign-in says, where it said anything. Answers whom they act for. */
export async function belong(tx: Tx, { arrival, accountId, at, codes, now, baseUrl }: Belonging) {
  if (!at || codes === null) return { actingFor: null, events: [], send: [] }
  const { subject } = arrival.identity
  const applied = await applyDfeRoles(tx, { ...at, accountId, subject, roles: rolesOfCodes(codes), now, baseUrl })
  const { events, send, belongs } = applied
  return { actingFor: belongs ? at.organisation.id : null, events, send }
}
