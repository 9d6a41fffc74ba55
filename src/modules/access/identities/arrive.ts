import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { insertArrival } from './arrivals-store.ts'
import { VISITOR_DOORS } from './identity.ts'
import { identityProven } from './identity-events.ts'
import { ARRIVAL_LIFE } from './identity-rules.ts'

/** Remembers, for this browser alone, whom a door vouches for, until they have said whose account that is. */
export const arrive = command({
  name: 'access.arrive',
  input: z.object({
    browserHash: z.instanceof(Buffer),
    door: z.enum(VISITOR_DOORS),
    identity: z.object({ issuer: z.string().min(1), subject: z.string().min(1) }),
    name: z.string().nullable(),
    address: z.object({ address: z.email(), verified: z.boolean() }).nullable(),
    organisations: z.array(DfeOrganisation),
    sealedIdToken: z.instanceof(Buffer),
    provedAt: z.instanceof(Temporal.Instant),
  }),
  refusals: [],
  records: [identityProven.name],
  async run({ tx, now }, { address, organisations, ...arrival }) {
    const [only, ...others] = organisations
    const arrivalId = await insertArrival(tx, {
      ...arrival,
      organisations,
      address: address?.address ?? null,
      addressVerified: address?.verified ?? false,
      chosen: only && others.length === 0 ? only.id : null,
      expiresAt: now.add(ARRIVAL_LIFE),
      now,
    })
    return {
      value: { arrivalId },
      events: [identityProven.of([{ kind: 'arrival', id: arrivalId }], { door: arrival.door })],
    }
  },
})
