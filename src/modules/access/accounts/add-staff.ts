import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountCreated, staffAdded } from '../access-events.ts'
import { accountPolicy } from '../access-policy.ts'
import { insertIdentity } from '../identities/identities-store.ts'
import { lockAddress } from '../proofs/proofs-store.ts'
import { STAFF_POWERS } from './account.ts'
import { accountAtAddress } from './accounts-queries.ts'
import { insertAccount, insertStaffPowers } from './accounts-store.ts'

/**
 * Makes somebody a member of staff who signs in through an identity provider: account, identity and powers.
 * For the command line and the seeds only. Refuses an address that an account has already.
 */
export const addStaff = command({
  name: 'access.add-staff',
  input: z.object({
    name: z.string().min(1),
    address: z.email(),
    issuer: z.string().min(1),
    subject: z.string().min(1),
    powers: z.array(z.enum(STAFF_POWERS)).min(1),
  }),
  refusals: ['address-in-use', 'identity-in-use'],
  records: [accountCreated.name, staffAdded.name],
  async run({ tx, actor, now, refuse }, { name, address, issuer, subject, powers }) {
    await lockAddress(tx, address)
    demand(accountPolicy.addStaff(actor))
    if (await accountAtAddress(tx, address)) refuse('address-in-use')
    const accountId = await insertAccount(tx, { name, address, now })
    if (!(await insertIdentity(tx, { accountId, issuer, subject, door: 'staff', now }))) refuse('identity-in-use')
    await insertStaffPowers(tx, { accountId, powers, now })
    const subjects = [{ kind: 'account', id: accountId }] as const
    return {
      value: { accountId },
      events: [accountCreated.of(subjects, { name }), staffAdded.of(subjects, { issuer, powers })],
    }
  },
})
