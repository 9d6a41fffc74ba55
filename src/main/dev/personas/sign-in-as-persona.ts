import { z } from 'zod'
import { signedIn } from '#src/modules/access/access-events.ts'
import { accountWithAddresses } from '#src/modules/access/accounts/accounts-queries.ts'
import { noteSignedIn } from '#src/modules/access/accounts/accounts-store.ts'
import { command } from '#src/platform/commands/command.ts'

/** Signs in without any proof, outside production only. Refuses accounts that may not sign in. */
export const signInAsPersona = command({
  name: 'development.sign-in-as-persona',
  input: z.object({ accountId: z.uuid() }),
  refusals: [],
  records: [signedIn.name],
  async run({ tx, now, refuse }, { accountId }) {
    const found = await accountWithAddresses(tx, accountId)
    if (!found || found.account.disabledAt) return refuse('not-found')
    await noteSignedIn(tx, accountId, now)
    return { value: { accountId }, events: [signedIn.of([{ kind: 'account', id: accountId }], { method: 'persona' })] }
  },
})
