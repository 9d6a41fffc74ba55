import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountCreated } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { giveRole } from '../../memberships/give-role.ts'
import { memberInQuestion } from '../../memberships/member-in-question.ts'
import { membershipEnded, roleGiven } from '../../memberships/membership-events.ts'
import { leavesSomebodyInCharge } from '../../memberships/membership-rules.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { peoplePolicy } from '../../memberships/people-policy.ts'
import { placeById } from '../../memberships/place.ts'
import { demandInCharge } from '../../memberships/still-in-charge.ts'
import { takeRole } from '../../memberships/take-role.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

const Successor = z.object({ name: z.string().min(1), address: z.string().min(3) })

/**
 * Ends somebody's role, or one's own, and signs them out everywhere. The last who can add people goes only with a successor, who
 * becomes administrator in the same step. Refuses with who did what when a colleague was faster.
 */
export const removePerson = command({
  name: 'access.remove-person',
  input: z.object({ organisationId: OrganisationId, membershipId: z.uuid(), successor: Successor.nullable() }),
  refusals: ['no-longer-in-charge', 'already-ended', 'is-tutor', 'needs-successor'],
  records: [membershipEnded.name, roleGiven.name, accountCreated.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, membershipId, successor }) {
    await lockOrganisation(tx, organisationId)
    const place = await placeById(tx, organisationId, now)
    if (!place) return refuse('not-found')
    demand(peoplePolicy.see(actor, place))
    const { member } = await memberInQuestion({ tx, refuse }, place, membershipId)
    const isOwn = member.accountId === actor.accountId
    // Whoever leaves needs no power over others, unless they name somebody to follow them.
    if (!isOwn || successor) await demandInCharge({ tx, actor, now, refuse }, place)
    const by = actor.accountId
    const { given, because } = actor.worksAt(organisationId) ? BY_COLLEAGUES : BY_STAFF
    const added = { organisation: place, role: 'administrator', because: given, grantedBy: by, now, baseUrl } as const
    const followed = successor ? await giveRole(tx, { ...successor, ...added }) : NOBODY
    const members = await membersOf(tx, organisationId)
    if (!leavesSomebodyInCharge(members, new Set([membershipId]))) refuse('needs-successor')
    const end = { member, organisation: place, because: isOwn ? 'left' : because, by, now, baseUrl } as const
    const taken = await takeRole(tx, end)
    return {
      value: { isOwn },
      events: [...taken.events, ...followed.events],
      send: [...taken.send, ...followed.send],
    }
  },
})

const BY_COLLEAGUES = { given: 'added', because: 'removed' } as const
const BY_STAFF = { given: 'by-staff', because: 'by-staff' } as const
const NOBODY = { events: [], send: [] }
