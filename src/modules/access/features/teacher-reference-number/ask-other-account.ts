import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { nextAddressAt } from '../../accounts/address-rules.ts'
import { lockAccount } from '../../accounts/corrections-store.ts'
import { joinAccountsEmail } from '../../emails/merge-emails.ts'
import { insertJoinProof, joinLinksAskedFor } from '../../merges/join-proofs-store.ts'
import { mergeAskedOfStaff, otherAccountAsked } from '../../merges/merge-events.ts'
import { openRequestOf } from '../../merges/merge-requests-queries.ts'
import { handToStaff } from '../../merges/merge-requests-store.ts'
import { newToken } from '../../proofs/proof-secrets.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'
import { JOIN_LINK_HOURS } from '../../teachers/number-rules.ts'
import { provableAddress } from '../../teachers/provable-address-queries.ts'

/**
 * Sends a link to the mailbox of the other account that has one's number, whose address the visitor never sees whole. Refuses
 * without an open finding, when that account has no mailbox that can prove it (`no-mailbox`), and too many in a short time (`at`).
 */
export const askOtherAccount = command({
  name: 'access.ask-other-account',
  input: z.object({}),
  refusals: ['nothing-found', 'no-mailbox', 'too-many'],
  records: [otherAccountAsked.name],
  async run({ tx, actor, now, baseUrl, refuse }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    const found = (await openRequestOf(tx, accountId)) ?? refuse('nothing-found')
    const address = (await provableAddress(tx, found.otherAccountId)) ?? refuse('no-mailbox')
    await lockAddress(tx, address)
    await lockAccount(tx, accountId)
    const at = nextAddressAt(await joinLinksAskedFor(tx, accountId), now)
    if (at) refuse('too-many', { at })
    if ((await accountAtAddress(tx, address))?.id !== found.otherAccountId) refuse('no-mailbox')
    const token = newToken()
    const proofId = await insertJoinProof(tx, { accountId, address, token, now })
    const told = { accountId, otherAccountId: found.otherAccountId, proofId, to: address, token }
    return {
      value: { proofId },
      events: [otherAccountAsked.of([{ kind: 'account', id: accountId }], { address: maskedAddress(address) })],
      send: [joinAccountsEmail({ ...told, hours: JOIN_LINK_HOURS, baseUrl })],
    }
  },
})

/** Hands the finding to staff, for somebody who does not read the other account's mailbox any more. */
export const askStaffToMerge = command({
  name: 'access.ask-staff-to-merge',
  input: z.object({}),
  refusals: ['nothing-found', 'asked-already'],
  records: [mergeAskedOfStaff.name],
  async run({ tx, actor, refuse }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    const found = (await openRequestOf(tx, accountId)) ?? refuse('nothing-found')
    if (!(await handToStaff(tx, found.id))) refuse('asked-already')
    const subjects = [
      { kind: 'account', id: accountId },
      { kind: 'account', id: found.otherAccountId },
    ] as const
    return { value: null, events: [mergeAskedOfStaff.of(subjects, {})] }
  },
})
