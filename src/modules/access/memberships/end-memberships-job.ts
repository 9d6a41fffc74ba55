import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { OrganisationId } from '../accounts/account.ts'
import { endMembershipOnDate } from './end-membership.ts'
import { dueMemberships } from './memberships-queries.ts'

/**
 * Every five minutes: ends the roles whose agreed day has come, and tells their holders. Nobody could use them any more since that
 * moment: who acts is read with every request.
 */
export const endMembershipsJob = defineJob({
  name: 'end-memberships',
  schedule: '*/5 * * * *',
  input: z.object({}),
  async run(context) {
    for (const { organisationId, membershipId } of await dueMemberships(context.db, context.now)) {
      const input = { organisationId: OrganisationId.parse(organisationId), membershipId }
      await execute(context, endMembershipOnDate, input)
    }
  },
})
