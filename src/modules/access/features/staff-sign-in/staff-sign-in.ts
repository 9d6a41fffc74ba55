import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { signedIn } from '../../access-events.ts'
import { isStaffNow } from '../../accounts/accounts-queries.ts'
import { noteSignedIn } from '../../accounts/accounts-store.ts'
import { lockAccountOf } from '../../identities/identities-store.ts'

/**
 * Lets in whoever the sign-in service vouches for, by issuer and subject and never by e-mail address. Refuses identities that
 * nobody has been given, disabled accounts, and accounts without a staff power.
 */
export const staffSignIn = command({
  name: 'access.staff-sign-in',
  input: z.object({ issuer: z.string().min(1), subject: z.string().min(1) }),
  refusals: ['no-access'],
  records: [signedIn.name],
  async run({ tx, now, refuse }, identity) {
    const account = await lockAccountOf(tx, identity)
    if (!account || account.disabledAt) return refuse('no-access')
    if (!(await isStaffNow(tx, account.id))) return refuse('no-access')
    await noteSignedIn(tx, account.id, now)
    return {
      value: { accountId: account.id },
      events: [signedIn.of([{ kind: 'account', id: account.id }], { method: 'dfe-sign-in' })],
    }
  },
})
