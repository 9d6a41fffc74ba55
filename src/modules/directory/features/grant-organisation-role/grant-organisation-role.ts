import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { Day, ORGANISATION_ROLES, OrganisationId, Source } from '../../organisation.ts'
import { organisationRoleGranted } from '../../organisation-events.ts'
import { organisationPolicy } from '../../organisation-policy.ts'
import { hasDays, overlapped } from '../../organisation-rules.ts'
import { insertRole, lockOrganisations, periodsOfRole } from '../../organisations-store.ts'

/**
 * Gives an organisation a role for a period; `to` is the first day without it, null for no end.
 * Refuses a period without days, and one that overlaps a period in which it already has the role: the fact names that period.
 */
export const grantOrganisationRole = command({
  name: 'directory.grant-organisation-role',
  input: z.object({
    organisationId: OrganisationId,
    role: z.enum(ORGANISATION_ROLES),
    from: Day,
    to: Day.nullable(),
    source: Source,
  }),
  refusals: ['no-days', 'overlaps'],
  records: [organisationRoleGranted.name],
  async run({ tx, actor, refuse }, { organisationId, role, from, to, source }) {
    demand(organisationPolicy.change(actor))
    // The lock makes the second of two at once see what the first did; the exclusion constraint stands behind it.
    const [organisation] = await lockOrganisations(tx, organisationId)
    if (!organisation) return refuse('not-found')
    if (!hasDays({ from, to })) refuse('no-days')
    const existing = overlapped({ from, to }, await periodsOfRole(tx, organisationId, role))
    if (existing) refuse('overlaps', existing)
    await insertRole(tx, { organisationId, role, period: { from, to }, source })
    const period = { from: from.toString(), to: to?.toString() ?? null }
    return {
      value: { organisationId, role },
      events: [organisationRoleGranted.of([{ kind: 'organisation', id: organisationId }], { role, period, source })],
    }
  },
})
