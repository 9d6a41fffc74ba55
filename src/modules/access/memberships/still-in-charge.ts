import type { Actor } from '#src/kit/actor.ts'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { trustOfSchool } from '../../directory/public.ts'
import { newestEndingOf } from './endings-queries.ts'
import { MANAGING_ROLES } from './membership-rules.ts'
import { peopleAt } from './memberships-queries.ts'
import { peoplePolicy } from './people-policy.ts'
import type { Place } from './place.ts'

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly refuse: (code: 'no-longer-in-charge', facts: Record<string, unknown>) => never
}

/**
 * Demands that the actor manages access, and looks again under the organisation's lock: of two administrators who remove each other
 * at once the second finds their own role gone. Refuses then with who ended it (`by`) and when (`at`).
 */
export async function demandInCharge({ tx, actor, now, refuse }: Work, place: Place): Promise<void> {
  demand(peoplePolicy.manage(actor, place))
  if (actor.may('support') || actor.accountId === null) return
  const { accountId } = actor
  const trust = place.kind === 'school' ? await trustOfSchool(tx, place.id, londonDate(now)) : null
  const organisationIds = [place.id, ...(trust ? [trust.id] : [])]
  const isInCharge = (await peopleAt(tx, organisationIds)).some(
    (person) =>
      person.accountId === accountId &&
      MANAGING_ROLES.some((role) => role === person.role) &&
      (person.until === null || Temporal.Instant.compare(now, person.until) < 0),
  )
  if (isInCharge) return
  const ended = await newestEndingOf(tx, { accountId, organisationIds })
  refuse('no-longer-in-charge', { by: ended?.by ?? null, at: ended?.endedAt ?? now })
}
