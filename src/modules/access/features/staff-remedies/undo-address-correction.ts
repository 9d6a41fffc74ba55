import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { lockAccount, removeAddress, restoreAddress } from '../../accounts/corrections-store.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { addressCorrectedEmail } from '../../emails/remedy-emails.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'
import { revokeSignInMessages } from '../../proofs/unlock-store.ts'
import { addressCorrectionUndone } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'
import { canUndoCorrection, correctionOf } from '../../remedies/remedy-rules.ts'

/** Puts back the address that another took the place of, verified as it was. Sessions end and both mailboxes are told again. */
export const undoAddressCorrection = command({
  name: 'access.undo-address-correction',
  input: z.object({ accountId: z.uuid(), addressId: z.uuid() }),
  refusals: ['no-reason', 'nothing-to-undo', 'too-late', 'address-in-use'],
  records: [addressCorrectionUndone.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { accountId, addressId }) {
    const before = await personForStaff(tx, accountId)
    const found = before && correctionOf(before.addresses, addressId)
    if (!found) return refuse('nothing-to-undo')
    for (const one of [found.before.address, found.after.address].sort()) await lockAddress(tx, one)
    await lockAccount(tx, accountId)
    const person = await personForStaff(tx, accountId)
    if (!person || !correctionOf(person.addresses, addressId)) return refuse('nothing-to-undo')
    demand(remedyPolicy.treat(actor, { accountId, isStaff: person.powers.length > 0 }))
    if (process.reason === null) refuse('no-reason')
    if (!canUndoCorrection(found.after.addedAt, now)) refuse('too-late')
    const taken = await accountAtAddress(tx, found.before.address)
    if (taken && taken.addressId !== addressId) refuse('address-in-use')
    await removeAddress(tx, addressId, now)
    await restoreAddress(tx, found.before.id)
    await revokeSignInMessages(tx, found.after.address, now)
    const sessionsEnded = await endSessionsOf(tx, accountId, { because: 'address correction undone', now })
    const occasion = `${addressId}:undone`
    const told = { accountId, name: person.name, now: maskedAddress(found.before.address), occasion, baseUrl }
    return {
      value: { addressId: found.before.id },
      events: [
        addressCorrectionUndone.of([{ kind: 'account', id: accountId }], {
          address: { before: maskedAddress(found.after.address), after: maskedAddress(found.before.address) },
          sessionsEnded,
        }),
      ],
      send: [
        addressCorrectedEmail({ ...told, to: found.after.address, mailbox: 'before' }),
        addressCorrectedEmail({ ...told, to: found.before.address, mailbox: 'after' }),
      ],
    }
  },
})
