import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../accounts/account.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { membershipEnded } from './membership-events.ts'
import { peopleAt } from './memberships-queries.ts'
import { placeById } from './place.ts'
import { takeRole } from './take-role.ts'

/** Ends a role whose agreed day has come, for the system only. Refuses one that goes on, or has ended meanwhile. */
export const endMembershipOnDate = command({
  name: 'access.end-membership',
  input: z.object({ organisationId: OrganisationId, membershipId: z.uuid() }),
  refusals: ['not-due'],
  records: [membershipEnded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, membershipId }) {
    demand(when(actor.identity.kind === 'system', 'not-yours'))
    await lockOrganisation(tx, organisationId)
    const place = await placeById(tx, organisationId, now)
    if (!place) return refuse('not-found')
    const member = (await peopleAt(tx, [organisationId])).find((one) => one.membershipId === membershipId)
    if (!member?.until || Temporal.Instant.compare(now, member.until) < 0) return refuse('not-due')
    const taken = await takeRole(tx, { member, organisation: place, because: 'date-reached', now, baseUrl })
    return { value: null, events: taken.events, send: taken.send }
  },
})
