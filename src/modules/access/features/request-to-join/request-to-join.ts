import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { newId } from '#src/platform/ids.ts'
import { MEMBERSHIP_ROLES, OrganisationId } from '../../accounts/account.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { type OrganisationName, subjectOf } from '../../emails/email-text.ts'
import {
  alreadyHasAccessEmail,
  joinRequestAskedAlreadyEmail,
  joinRequestReceivedEmail,
} from '../../emails/join-request-emails.ts'
import { approversOf, reachOf } from '../../join-requests/approvers-queries.ts'
import { askApprovers, movesOnAt } from '../../join-requests/ask-approvers.ts'
import type { JoinRequest } from '../../join-requests/join-request.ts'
import { joinRequested, joinRequestNotNeeded } from '../../join-requests/join-request-events.ts'
import { alreadyHas, LONGEST_NOTE, nextStage } from '../../join-requests/join-request-rules.ts'
import { stageOf } from '../../join-requests/join-request-states.ts'
import { openRequestOf } from '../../join-requests/join-requests-queries.ts'
import { insertJoinRequest } from '../../join-requests/join-requests-store.ts'
import { joinTargetById } from '../../join-requests/join-target-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { hashOfToken, newToken } from '../../proofs/proof-secrets.ts'
import { lockAddress, lockOrganisation } from '../../proofs/proofs-store.ts'

const Input = z.object({
  organisationId: OrganisationId,
  name: z.string().min(1),
  address: z.string().min(3),
  role: z.enum(MEMBERSHIP_ROLES),
  note: z.string().max(LONGEST_NOTE).nullable(),
})

/**
 * Asks an organisation to add somebody, for anybody at all. Answers the same whoever asks; only the mailbox is told whether the
 * request went out, is there already, or is not needed. Refuses an organisation that can use the service no more (`closed`).
 */
export const requestToJoin = command({
  name: 'access.request-to-join',
  input: Input,
  refusals: ['closed'],
  records: [joinRequested.name, joinRequestNotNeeded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, ...given }) {
    await lockOrganisation(tx, organisationId)
    await lockAddress(tx, given.address)
    const target = await joinTargetById(tx, organisationId, londonDate(now))
    if (!target || (given.role === 'induction-tutor' && target.kind !== 'school')) return refuse('not-found')
    if (!target.open) return refuse('closed')
    const asking: Asking = {
      ...given,
      askedId: newId(),
      organisation: target.organisation,
      accountId: actor.accountId,
      now,
      baseUrl,
    }
    const value = { askedId: asking.askedId }
    if (await hasAccess(tx, asking)) return { value, ...notNeeded(asking) }
    const open = await openRequestOf(tx, { organisationId, address: given.address })
    return open ? { value, ...askedAlready(asking, open) } : { value, ...(await ask(tx, asking)) }
  },
})

type Asking = Omit<z.output<typeof Input>, 'organisationId'> & {
  readonly askedId: string
  readonly organisation: OrganisationName
  readonly accountId: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

async function hasAccess(tx: Tx, { address, organisation, role }: Asking): Promise<boolean> {
  const account = await accountAtAddress(tx, address)
  const members = await membersOf(tx, organisation.id)
  return alreadyHas(
    members.filter(({ accountId }) => accountId === account?.id).map((member) => member.role),
    role,
  )
}

const notNeeded = ({ address, organisation, ...asking }: Asking) =>
  ({
    events: [
      joinRequestNotNeeded.of([subjectOf(organisation)], {
        organisation: organisation.name,
        address: maskedAddress(address),
        because: 'has-access',
      }),
    ],
    send: [alreadyHasAccessEmail({ ...asking, to: address, organisation })],
  }) as const

function askedAlready({ address, organisation, ...asking }: Asking, request: JoinRequest) {
  const stage = stageOf(request.status) ?? 'with-staff'
  return {
    events: [
      joinRequestNotNeeded.of([subjectOf(organisation), { kind: 'join-request', id: request.id }], {
        organisation: organisation.name,
        address: maskedAddress(address),
        because: 'asked-already',
      }),
    ],
    send: [joinRequestAskedAlreadyEmail({ ...asking, to: address, organisation, request, stage })],
  } as const
}

async function ask(tx: Tx, asking: Asking) {
  const { organisation, name, address, role, note, accountId, now, baseUrl, askedId } = asking
  const approvers = await approversOf(tx, organisation.id, londonDate(now))
  const stage = nextStage(null, reachOf(approvers))
  const reference = newToken()
  const request = await insertJoinRequest(tx, {
    ...{ organisationId: organisation.id, referenceHash: hashOfToken(reference), name, address, accountId, role, note },
    ...{ stage, movesOnAt: await movesOnAt(tx, stage, now), now },
  })
  const asked = await askApprovers(tx, { request, organisation, approvers: approvers[stage], now, baseUrl })
  const received = { askedId, to: address, name, organisation, request, reference, stage, baseUrl }
  return {
    events: [
      joinRequested.of([subjectOf(organisation), { kind: 'join-request', id: request.id }], {
        organisation: organisation.name,
        name,
        address: maskedAddress(address),
        role,
        stage,
      }),
    ],
    send: [...asked, joinRequestReceivedEmail(received)],
  } as const
}
