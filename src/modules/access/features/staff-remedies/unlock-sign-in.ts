import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { lockAddress } from '../../proofs/proofs-store.ts'
import { forgetWrongCodes } from '../../proofs/unlock-store.ts'
import { signInUnlocked } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'

/** Forgets the wrong codes for an address of an account, so that codes work again at once. */
export const unlockSignIn = command({
  name: 'access.unlock-sign-in',
  input: z.object({ accountId: z.uuid(), addressId: z.uuid() }),
  refusals: ['no-reason', 'not-locked'],
  records: [signInUnlocked.name],
  async run({ tx, actor, process, refuse }, { accountId, addressId }) {
    const person = (await personForStaff(tx, accountId)) ?? refuse('not-found')
    const found = person.addresses.find(({ id, removedAt }) => id === addressId && removedAt === null)
    if (!found) return refuse('not-found')
    await lockAddress(tx, found.address)
    demand(remedyPolicy.treat(actor, { accountId, isStaff: person.powers.length > 0 }))
    if (process.reason === null) refuse('no-reason')
    const wrongCodes = await forgetWrongCodes(tx, found.address)
    if (wrongCodes === 0) refuse('not-locked')
    return {
      value: { wrongCodes },
      events: [
        signInUnlocked.of([{ kind: 'account', id: accountId }], { address: maskedAddress(found.address), wrongCodes }),
      ],
    }
  },
})
