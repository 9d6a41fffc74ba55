import { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Database } from '#src/platform/db/database.ts'
import { organisationById, rolesOn } from '../../directory/public.ts'
import { works } from './api-token-rules.ts'
import { hashOfApiSecret } from './api-token-secrets.ts'
import { tokenByHash } from './api-tokens-queries.ts'
import { noteUse } from './api-tokens-store.ts'

/**
 * The system that calls with this secret: null when the token was never made, has ended or was revoked a moment ago. What it is
 * for counts only while its organisation holds that role. Three queries, and a write once a minute.
 */
export async function loadApiActor(db: Database, secret: string, now: Temporal.Instant): Promise<Actor | null> {
  const hash = hashOfApiSecret(secret)
  const token = hash && (await tokenByHash(db, hash))
  if (!token || !works(token, now)) return null
  const organisation = await organisationById(db, token.organisationId)
  const roles = await rolesOn(db, token.organisationId, londonDate(now))
  await noteUse(db, token.id, now)
  return new Actor({
    identity: { kind: 'api-token', id: token.id },
    name: `${organisation?.name ?? 'An organisation'} (API token ‘${token.name}’)`,
    door: 'api',
    actingFor: token.organisationId,
    actingName: organisation?.name ?? null,
    apiScope: roles.includes(token.scope) ? token.scope : null,
  })
}
