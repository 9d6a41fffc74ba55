import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { OrganisationId } from '../accounts/account.ts'
import { organisationName } from '../memberships/organisation-name-queries.ts'
import { refreshMissingListJob } from '../missing-list/refresh-missing-list-job.ts'
import { Criteria } from './batch.ts'
import { invitationPlanned } from './invitation-events.ts'
import { invitationPolicy } from './invitation-policy.ts'
import { MOST_PER_MINUTE, PLANNED_AHEAD } from './invitation-rules.ts'
import { insertBatch, lockPlanning } from './invitations-store.ts'
import { sendInvitationsJob } from './send-invitations-job.ts'

/**
 * Freezes a list of schools without a tutor, to be sent their links by the worker. A trust can only list its own schools.
 * Refuses a list that no longer has as many to invite as the planner was shown, and one that has none.
 */
export const planInvitations = command({
  name: 'access.plan-invitations',
  input: z.object({
    name: z.string().trim().min(1).max(100),
    criteria: Criteria,
    startsAt: z.instanceof(Temporal.Instant).nullable(),
    perMinute: z.int().min(1).max(MOST_PER_MINUTE),
    /** How many schools the planner was told would be invited; null where nobody was told. */
    expected: z.int().nullable(),
    askedFor: OrganisationId.nullable(),
  }),
  refusals: ['list-changed', 'nobody-to-invite', 'too-far-ahead'],
  records: [invitationPlanned.name],
  async run({ tx, actor, now, refuse }, { startsAt, expected, askedFor, ...plan }) {
    await lockPlanning(tx)
    demand(invitationPolicy.plan(actor, { askedFor }))
    // A trust's list is of its own schools, whatever the form says.
    const criteria = askedFor ? { ...plan.criteria, trustId: askedFor } : plan.criteria
    const at = startsAt ?? now
    if (Temporal.Instant.compare(at, now.add(PLANNED_AHEAD)) > 0) refuse('too-far-ahead')
    const organisation = askedFor ? await organisationName(tx, askedFor) : null
    const batch = { ...plan, criteria, startsAt: at, createdBy: actor.accountId, askedFor, now }
    const { batchId, invited, skipped } = await insertBatch(tx, batch)
    if (invited === 0) refuse('nobody-to-invite')
    if (expected !== null && expected !== invited) refuse('list-changed', { invited })
    // For a batch that begins now; later ones are found when their time comes.
    if (Temporal.Instant.compare(at, now) <= 0) await enqueue(tx, sendInvitationsJob, {})
    // Those who look next see that these schools are taken.
    await enqueue(tx, refreshMissingListJob, {})
    const { name, perMinute } = plan
    const event = invitationPlanned.of(
      [
        { kind: 'invitation-batch', id: batchId },
        ...(askedFor ? [{ kind: 'organisation', id: askedFor } as const] : []),
      ],
      { name, invited, skipped, perMinute, startsAt: at.toString(), askedFor: organisation?.name ?? null },
    )
    return { value: { batchId, invited, skipped }, events: [event] }
  },
})
