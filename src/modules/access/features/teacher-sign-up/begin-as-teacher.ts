import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { accountCreated, signedIn } from '../../access-events.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { insertAccount, noteSignedIn, verifyAddress } from '../../accounts/accounts-store.ts'
import { folded, proofState } from '../../proofs/proof-rules.ts'
import { hashOfToken } from '../../proofs/proof-secrets.ts'
import { lockSignInProof, useSignInProof } from '../../proofs/proofs-store.ts'
import { askedByBrowser } from '../../proofs/sign-in-rules.ts'

/**
 * Makes an account for a mailbox that had none when its sign-in message was sent: once, when the browser that asked for the message
 * holds the link, or else its address is given. Refuses a link that is not live (with `state`), a mailbox that has an account by
 * now, and a link brought without its address to another browser.
 */
export const beginAsTeacher = command({
  name: 'access.begin-as-teacher',
  input: z.object({
    token: z.string(),
    name: z.string().trim().min(1).max(300),
    browserHash: z.instanceof(Buffer),
    address: z.string().nullable(),
  }),
  refusals: ['link-not-live', 'not-proven', 'known'],
  records: [accountCreated.name, signedIn.name],
  async run({ tx, now, refuse }, { token, name, browserHash, address }) {
    const proof = (await lockSignInProof(tx, hashOfToken(token))) ?? refuse('link-not-live')
    if (proofState(proof, now) !== 'live') refuse('link-not-live')
    const isOurs = askedByBrowser(proof, browserHash)
    if (!isOurs && (address === null || folded(address) !== folded(proof.address))) refuse('not-proven')
    if (proof.accountId !== null || (await accountAtAddress(tx, proof.address))) refuse('known')
    await useSignInProof(tx, proof, now)
    const accountId = await insertAccount(tx, { name, address: proof.address, now })
    const own = await accountAtAddress(tx, proof.address)
    if (own) await verifyAddress(tx, own.addressId, now)
    await noteSignedIn(tx, accountId, now)
    const account = { kind: 'account', id: accountId } as const
    return {
      value: { accountId },
      events: [
        accountCreated.of([account], { name }),
        signedIn.of([account, { kind: 'proof', id: proof.id }], { method: 'email' }),
      ],
    }
  },
})
