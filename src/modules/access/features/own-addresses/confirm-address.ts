import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { verifyAddress } from '../../accounts/accounts-store.ts'
import { lockAddressProof, useAddressProof } from '../../accounts/address-proofs-store.ts'
import { MOST_ADDRESSES } from '../../accounts/address-rules.ts'
import { insertAddress, lockAccount } from '../../accounts/corrections-store.ts'
import { addressAdded } from '../../accounts/own-account-events.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { addressAddedEmail } from '../../emails/account-emails.ts'
import { proofState } from '../../proofs/proof-rules.ts'

/**
 * Adds an address to one's own account: the link shows that the mailbox is read, the session whose account it is for. All addresses
 * that the account had are told. Refuses a link that is not live, another account's, and a mailbox that has an account by now.
 */
export const confirmAddress = command({
  name: 'access.confirm-address',
  input: z.object({ token: z.string() }),
  refusals: ['link-not-live', 'other-account', 'in-use'],
  records: [addressAdded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { token }) {
    const proof = await lockAddressProof(tx, token)
    if (!proof) return refuse('link-not-live')
    const { accountId, address } = proof
    if (accountId !== actor.accountId) refuse('other-account')
    if (proofState(proof, now) !== 'live') refuse('link-not-live')
    await lockAccount(tx, accountId)
    if (await accountAtAddress(tx, address)) refuse('in-use')
    const before = await addressesOf(tx, accountId)
    if (before.length >= MOST_ADDRESSES) refuse('in-use')
    await useAddressProof(tx, proof, now)
    await verifyAddress(tx, await insertAddress(tx, { accountId, address, now }), now)
    const told = { accountId, name: actor.name, address: maskedAddress(address), occasion: proof.id, baseUrl }
    return {
      value: null,
      events: [addressAdded.of([{ kind: 'account', id: accountId }], { address: maskedAddress(address) })],
      send: before.map((one) => addressAddedEmail({ ...told, to: one.address })),
    }
  },
})
