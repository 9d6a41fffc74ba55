import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { canRemove } from '../../accounts/address-rules.ts'
import { lockAccount, removeAddress } from '../../accounts/corrections-store.ts'
import { addressRemoved } from '../../accounts/own-account-events.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { addressRemovedEmail } from '../../emails/account-emails.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'
import { revokeSignInMessages } from '../../proofs/unlock-store.ts'

/** Takes an address from one's own account. It and all others are told. Refuses the last with which one can sign in. */
export const removeOwnAddress = command({
  name: 'access.remove-address',
  input: z.object({ addressId: z.uuid() }),
  refusals: ['last-address'],
  records: [addressRemoved.name],
  async run({ tx, actor, now, baseUrl, refuse }, { addressId }) {
    const { accountId } = actor
    if (accountId === null) return refuse('not-found')
    const found = (await addressesOf(tx, accountId)).find(({ id }) => id === addressId)
    if (!found) return refuse('not-found')
    await lockAddress(tx, found.address)
    await lockAccount(tx, accountId)
    const held = await addressesOf(tx, accountId)
    if (!held.some(({ id }) => id === addressId)) return refuse('not-found')
    if (!canRemove(held, addressId)) refuse('last-address')
    await removeAddress(tx, addressId, now)
    await revokeSignInMessages(tx, found.address, now)
    const address = maskedAddress(found.address)
    const told = { accountId, name: actor.name, address, occasion: addressId, baseUrl }
    return {
      value: null,
      events: [addressRemoved.of([{ kind: 'account', id: accountId }], { address })],
      send: held.map((one) => addressRemovedEmail({ ...told, to: one.address })),
    }
  },
})
