import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { addressesAskedFor, insertAddressProof } from '../../accounts/address-proofs-store.ts'
import { ADDRESS_LINK_LIFE, MOST_ADDRESSES, nextAddressAt } from '../../accounts/address-rules.ts'
import { lockAccount } from '../../accounts/corrections-store.ts'
import { addressAsked } from '../../accounts/own-account-events.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { addressInUseEmail, proveAddressEmail } from '../../emails/account-emails.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { hashOfToken, newToken } from '../../proofs/proof-secrets.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'

/**
 * Sends a link to a new address of one's own account. When the mailbox belongs to another account it is told so, and whoever asked
 * sees no difference. Refuses an address that the account has, one too many, and too many in a short time (`at`).
 */
export const askForAddress = command({
  name: 'access.ask-for-address',
  input: z.object({ address: z.string().min(3) }),
  refusals: ['own-already', 'too-many-addresses', 'too-many'],
  records: [addressAsked.name],
  async run({ tx, actor, now, baseUrl, refuse }, { address }) {
    const { accountId } = actor
    if (accountId === null) return refuse('not-found')
    await lockAddress(tx, address)
    await lockAccount(tx, accountId)
    const own = await addressesOf(tx, accountId)
    if (own.some((one) => folded(one.address) === folded(address))) refuse('own-already')
    if (own.length >= MOST_ADDRESSES) refuse('too-many-addresses')
    const at = nextAddressAt(await addressesAskedFor(tx, accountId, now), now)
    if (at) refuse('too-many', { at })
    const token = newToken()
    const proof = { accountId, address, tokenHash: hashOfToken(token), now, expiresAt: now.add(ADDRESS_LINK_LIFE) }
    const proofId = await insertAddressProof(tx, proof)
    const other = await accountAtAddress(tx, address)
    return {
      value: { proofId },
      events: [addressAsked.of([{ kind: 'account', id: accountId }], { address: maskedAddress(address) })],
      send: [
        other
          ? addressInUseEmail({ accountId: other.id, proofId, to: address, baseUrl })
          : proveAddressEmail({ accountId, proofId, name: actor.name, to: address, token, baseUrl }),
      ],
    }
  },
})
