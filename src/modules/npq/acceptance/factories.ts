import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import type { CommandContext } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

// Who acts on registrations in tests.

/** A system of a provider, by its token. */
export const asProvider = (providerId: string): Actor =>
  new Actor({
    identity: { kind: 'api-token', id: newId() },
    name: 'A system of a provider',
    door: 'api',
    actingFor: providerId,
    apiScope: 'npq-provider',
  })

/** A member of staff who helps people. */
export const asStaff = (accountId: string): Actor =>
  new Actor({
    identity: { kind: 'account', id: accountId },
    name: 'A member of staff',
    door: 'staff',
    staffPowers: ['support'],
  })

/** A person at their own registration. */
export const asOwner = ({ personId, accountId }: { readonly personId: string; readonly accountId: string }): Actor =>
  new Actor({ identity: { kind: 'account', id: accountId }, name: 'A teacher', door: 'web', personId })

const USUALLY = Temporal.Instant.from('2026-11-24T10:00:00Z')

/** All that `execute` needs, for an actor. */
export const acting = (db: Database, actor: Actor, now: Temporal.Instant = USUALLY): CommandContext => ({
  ...{ db, actor, now, baseUrl: 'https://training.test' },
  process: newProcess('test', null, actor.isStaff ? 'They asked us to' : null),
})
