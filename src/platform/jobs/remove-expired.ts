import { z } from 'zod'
import { demand, when } from '#src/kit/policy.ts'
import { defineEvent, type EventDefinition } from '../audit/event.ts'
import { command, execute } from '../commands/command.ts'
import { deleteExpired } from './expired-store.ts'
import { defineJob } from './job.ts'

const expiredRemoved = defineEvent({
  name: 'platform.expired-removed',
  version: 1,
  payload: z.object({ drafts: z.int(), idempotencyKeys: z.int(), rateLimits: z.int(), sessions: z.int() }),
  sentence: ({ drafts, sessions }) =>
    `Removed what had expired: ${drafts} unfinished forms and ${sessions} ended sessions`,
})

export const upkeepEvents: readonly EventDefinition[] = [expiredRemoved]

/** Deletes what is past its retention, for the system only. The history says how much, never what. */
export const removeExpired = command({
  name: 'platform.remove-expired',
  input: z.object({}),
  refusals: ['nothing-expired'],
  records: ['platform.expired-removed'],
  async run({ tx, actor, now, refuse }) {
    demand(when(actor.identity.kind === 'system', 'not-yours'))
    const removed = await deleteExpired(tx, now)
    if (Object.values(removed).every((count) => count === 0)) refuse('nothing-expired')
    return { value: removed, events: [expiredRemoved.of([{ kind: 'platform', id: 'retention' }], removed)] }
  },
})

export const removeExpiredJob = defineJob({
  name: 'remove-expired',
  schedule: '17 3 * * *',
  input: z.object({}),
  run: async (context) => void (await execute(context, removeExpired, {})),
})
