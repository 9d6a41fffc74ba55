import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { Day, ORGANISATION_ROLES, OrganisationId } from '../../organisation.ts'
import { organisationRoleEnded } from '../../organisation-events.ts'
import { organisationPolicy } from '../../organisation-policy.ts'
import { endingOn } from '../../organisation-rules.ts'
import { endRole, lockOrganisations, periodsOfRole } from '../../organisations-store.ts'

/** Ends a role: `on` is the first day without it, past or to come. Refuses when the role does not go on beyond that day. */
export const endOrganisationRole = command({
  name: 'directory.end-organisation-role',
  input: z.object({ organisationId: OrganisationId, role: z.enum(ORGANISATION_ROLES), on: Day }),
  refusals: ['no-role-then'],
  records: [organisationRoleEnded.name],
  async run({ tx, actor, refuse }, { organisationId, role, on }) {
    demand(organisationPolicy.change(actor))
    const [organisation] = await lockOrganisations(tx, organisationId)
    if (!organisation) return refuse('not-found')
    const period = endingOn(on, await periodsOfRole(tx, organisationId, role))
    if (!period) return refuse('no-role-then')
    await endRole(tx, { organisationId, role, period }, on)
    const to = { before: period.to?.toString() ?? null, after: on.toString() }
    return {
      value: { organisationId, role },
      events: [
        organisationRoleEnded.of([{ kind: 'organisation', id: organisationId }], {
          role,
          from: period.from.toString(),
          to,
        }),
      ],
    }
  },
})
