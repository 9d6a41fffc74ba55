import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { signInEmailRequested } from '../../access-events.ts'
import type { AccountAtAddress } from '../../accounts/account.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { howToGetAccessEmail, signInEmail, staffSignInEmail } from '../../emails/sign-in-emails.ts'
import { hashCode, hashOfToken, newCode, newToken } from '../../proofs/proof-secrets.ts'
import { signInSends } from '../../proofs/proofs-queries.ts'
import { insertSignInProof, lockAddress } from '../../proofs/proofs-store.ts'
import { CODE_LIFE, nextSignInEmailAt, SIGN_IN_LINK_LIFE } from '../../proofs/sign-in-rules.ts'

/**
 * Sends one message to an address: a link and a code to somebody who may sign in with it, else the way in.
 * The same statements, secrets and hashes for every address, so that neither answer nor time tells who is known.
 * Refuses beyond 5 an hour and 10 a day for an address, with `at`, the moment of the next.
 */
export const requestSignInEmail = command({
  name: 'access.request-sign-in-email',
  input: z.object({ address: z.string(), browserHash: z.instanceof(Buffer) }),
  refusals: ['too-many'],
  records: [signInEmailRequested.name],
  async run({ tx, now, baseUrl, refuse }, { address, browserHash }) {
    await lockAddress(tx, address)
    const at = nextSignInEmailAt(await signInSends(tx, address, now), now)
    if (at) refuse('too-many', { at })
    const account = await accountAtAddress(tx, address)
    const [token, code] = [newToken(), newCode()]
    const proofId = await insertSignInProof(tx, {
      address,
      accountId: account?.id ?? null,
      tokenHash: hashOfToken(token),
      code: await hashCode(code),
      browserHash,
      now,
      expiresAt: now.add(SIGN_IN_LINK_LIFE),
      codeExpiresAt: now.add(CODE_LIFE),
    })
    const proof = { kind: 'proof', id: proofId } as const
    return {
      value: { proofId },
      events: [
        signInEmailRequested.of(account ? [proof, { kind: 'account', id: account.id }] : [proof], {
          address: maskedAddress(address),
        }),
      ],
      send: [emailFor(account, { proofId, to: address, token, code, baseUrl })],
    }
  },
})

type Secrets = {
  readonly proofId: string
  readonly to: string
  readonly token: string
  readonly code: string
  readonly baseUrl: string
}

function emailFor(account: AccountAtAddress | null, secrets: Secrets): OutgoingEmail {
  if (!account) return howToGetAccessEmail(secrets)
  if (account.disabled) return howToGetAccessEmail({ ...secrets, token: null })
  if (account.isStaff) return staffSignInEmail(secrets)
  return signInEmail({ ...secrets, accountId: account.id, name: account.name })
}
