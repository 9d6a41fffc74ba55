import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { accountCreated, inductionTutorConfirmed } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { appointTutor } from '../../handovers/appoint-tutor.ts'
import { rolesIn } from '../../handovers/changed-memberships-queries.ts'
import { tutorHandedOver } from '../../handovers/handover-events.ts'
import { handoverPolicy } from '../../handovers/handover-policy.ts'
import { endOfOverlap, type Keeps, NOTHING_KEPT, overlapFits } from '../../handovers/handover-rules.ts'
import { newestHandover } from '../../handovers/handovers-queries.ts'
import { isTutorAtAddress } from '../../handovers/tutor-at-address-queries.ts'
import { membershipEnded, roleGiven } from '../../memberships/membership-events.ts'
import { type Member, membersOf } from '../../memberships/memberships-queries.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/** Stands for the tutor who is replaced where there is none. */
export const NOBODY = 'nobody'

export const Replacing = z.union([z.literal(NOBODY), idOf('membership')])

const Successor = z.union([
  z.object({ kind: z.literal('colleague'), accountId: z.string() }),
  z.object({ kind: z.literal('new'), name: z.string().min(1), address: z.string().min(3) }),
])
export type Successor = z.output<typeof Successor>

/** `until`: the last day on which the one before is administrator. */
const Keeping = z.discriminatedUnion('access', [
  z.object({ access: z.literal('nothing') }),
  z.object({ access: z.literal('administrator'), until: z.iso.date().nullable() }),
])

/**
 * Hands the role of induction tutor over, to a colleague or somebody new, by the tutor or an administrator of the school or its
 * trust. `replacing` is the membership of the tutor whom they saw: of two at the same time the second is told who was quicker
 * (`changed-since`, with `name`, `at` and `by`). Refuses a closed school, the tutor themselves (`already-tutor`), a colleague who
 * has no access any more (`not-a-colleague`), and an overlap of more than 60 days (`overlap-too-long`).
 */
export const handOver = command({
  name: 'access.hand-over',
  input: z.object({ organisationId: OrganisationId, replacing: Replacing, successor: Successor, keeps: Keeping }),
  refusals: ['not-eligible', 'changed-since', 'already-tutor', 'not-a-colleague', 'overlap-too-long'],
  records: [
    tutorHandedOver.name,
    inductionTutorConfirmed.name,
    accountCreated.name,
    membershipEnded.name,
    roleGiven.name,
  ],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, replacing, successor, keeps }) {
    await lockOrganisation(tx, organisationId)
    const members = await membersOf(tx, organisationId)
    const tutor = members.find(({ role }) => role === 'induction-tutor')
    const isAsSeen = (tutor?.membershipId ?? NOBODY) === replacing
    // Whoever was tutor a moment ago is told who was quicker, although they may hand over no more.
    if (isAsSeen || !(await held(tx, replacing, actor))) demand(handoverPolicy.handOver(actor, { organisationId }))
    if (!isAsSeen) refuse('changed-since', await whoWasQuicker(tx, organisationId, tutor))
    const standing = await schoolStanding(tx, organisationId, londonDate(now))
    if (!standing?.eligible) return refuse('not-eligible')
    const named = namedBy(successor, members) ?? refuse('not-a-colleague')
    if (await isTutorAtAddress(tx, organisationId, named.address)) refuse('already-tutor')
    const kept = keptOf(keeps, londonDate(now)) ?? refuse('overlap-too-long')
    const by = { kind: 'handed-over', accountId: actor.accountId ?? refuse('not-allowed'), name: actor.name } as const
    const { name, address } = named
    const { school } = standing
    const done = await appointTutor(tx, { school, name, address, by, keeps: kept, now, baseUrl })
    return { value: { handoverId: done.handoverId }, events: done.events, send: done.send }
  },
})

async function held(tx: Tx, membershipId: string, { accountId }: Actor): Promise<boolean> {
  const [role] = membershipId === NOBODY ? [] : await rolesIn(tx, [membershipId])
  return role !== undefined && role.accountId === accountId
}

async function whoWasQuicker(tx: Tx, organisationId: string, tutor: Member | undefined) {
  const newest = await newestHandover(tx, organisationId)
  return { name: tutor?.name ?? null, at: newest?.handover.happenedAt ?? null, by: newest?.doneBy ?? null }
}

/** Null when the colleague has no access any more. */
function namedBy(successor: Successor, members: readonly Member[]) {
  if (successor.kind === 'new') return successor
  const found = members.find((member) => member.accountId === successor.accountId)
  return found?.address ? { name: found.name, address: found.address } : null
}

/** Null when the last day is too near or too far. */
function keptOf(keeps: z.output<typeof Keeping>, today: Temporal.PlainDate): Keeps | null {
  if (keeps.access === 'nothing') return NOTHING_KEPT
  if (keeps.until === null) return { access: 'administrator', until: null }
  const lastDay = Temporal.PlainDate.from(keeps.until)
  return overlapFits(lastDay, today) ? { access: 'administrator', until: endOfOverlap(lastDay) } : null
}
