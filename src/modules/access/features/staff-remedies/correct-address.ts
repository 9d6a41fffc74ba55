import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { insertAddress, lockAccount, removeAddress } from '../../accounts/corrections-store.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { addressCorrectedEmail } from '../../emails/remedy-emails.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'
import { revokeSignInMessages } from '../../proofs/unlock-store.ts'
import { addressCorrected } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'

/**
 * Ends an address of an account and gives it another, which nobody has verified yet. Sign-in messages to the old one stop
 * working, sessions end, and both mailboxes are told.
 */
export const correctAddress = command({
  name: 'access.correct-address',
  input: z.object({ accountId: z.uuid(), addressId: z.uuid(), address: z.email() }),
  refusals: ['no-reason', 'same-address', 'address-in-use'],
  records: [addressCorrected.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { accountId, addressId, address }) {
    const old = (await personForStaff(tx, accountId))?.addresses.find(({ id }) => id === addressId)
    if (!old) return refuse('not-found')
    // Always in the same order, so that two corrections the other way round do not wait for each other.
    for (const one of [old.address, address].sort()) await lockAddress(tx, one)
    await lockAccount(tx, accountId)
    const person = await personForStaff(tx, accountId)
    if (!person?.addresses.some(({ id, removedAt }) => id === addressId && removedAt === null)) {
      return refuse('not-found')
    }
    demand(remedyPolicy.treat(actor, { accountId, isStaff: person.powers.length > 0 }))
    if (process.reason === null) refuse('no-reason')
    if (old.address === address) refuse('same-address')
    const taken = await accountAtAddress(tx, address)
    // The same mailbox in other letters is a correction of the spelling.
    if (taken && folded(old.address) !== folded(address)) refuse('address-in-use')
    await removeAddress(tx, addressId, now)
    const newAddressId = await insertAddress(tx, { accountId, address, now })
    await revokeSignInMessages(tx, old.address, now)
    const sessionsEnded = await endSessionsOf(tx, accountId, { because: 'address corrected', now })
    const told = { accountId, name: person.name, now: maskedAddress(address), occasion: newAddressId, baseUrl }
    return {
      value: { addressId: newAddressId },
      events: [
        addressCorrected.of([{ kind: 'account', id: accountId }], {
          address: { before: maskedAddress(old.address), after: maskedAddress(address) },
          sessionsEnded,
        }),
      ],
      send: [
        addressCorrectedEmail({ ...told, to: old.address, mailbox: 'before' }),
        addressCorrectedEmail({ ...told, to: address, mailbox: 'after' }),
      ],
    }
  },
})
