import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { isStaffNow } from '../../accounts/accounts-queries.ts'
import { lockAccountOf } from '../../identities/identities-store.ts'
import { provedAgain } from '../../identities/identity-events.ts'

/** Notes that the member of staff whose session this is has proved anew who they are. Refuses anybody else's identity. */
export const proveAgain = command({
  name: 'access.prove-again',
  input: z.object({ issuer: z.string().min(1), subject: z.string().min(1) }),
  refusals: ['somebody-else'],
  records: [provedAgain.name],
  async run({ tx, actor, refuse }, identity) {
    const account = await lockAccountOf(tx, identity)
    if (!account || account.disabledAt || account.id !== actor.accountId) return refuse('somebody-else')
    if (!(await isStaffNow(tx, account.id))) return refuse('somebody-else')
    return { value: null, events: [provedAgain.of([{ kind: 'account', id: account.id }], {})] }
  },
})
