import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { signedIn } from '../../access-events.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { noteSignedIn, verifyAddress } from '../../accounts/accounts-store.ts'
import { codesRestEmail } from '../../emails/sign-in-emails.ts'
import type { SignInProof } from '../../proofs/proof.ts'
import { codeIn } from '../../proofs/proof-rules.ts'
import { codeMatches } from '../../proofs/proof-secrets.ts'
import { wrongCodes } from '../../proofs/proofs-queries.ts'
import { recordWrongCode, useSignInProof } from '../../proofs/proofs-store.ts'
import { codesRestUntil, WRONG_ANSWERS_A_CODE } from '../../proofs/sign-in-rules.ts'

export type LiveProofs = readonly [SignInProof, ...SignInProof[]]

/** The message whose code was typed, or null. Every code is compared, so that time does not tell which was nearest. */
export async function proofOfCode(proofs: LiveProofs, typed: string): Promise<SignInProof | null> {
  // What cannot be a code is compared all the same, as a code that nobody has.
  const code = codeIn(typed) ?? ''
  const matches = await Promise.all(
    proofs.map(async ({ codeHash, codeSalt }) =>
      codeHash && codeSalt ? codeMatches(code, { hash: codeHash, salt: codeSalt }) : false,
    ),
  )
  return proofs.find((_, position) => matches[position]) ?? null
}

type Wrong = { readonly proofs: LiveProofs; readonly now: Temporal.Instant; readonly baseUrl: string }

export type WrongCode = { readonly triesLeft: number; readonly send: readonly OutgoingEmail[] }

/** Counts a wrong code. When codes for the mailbox now rest, its owner is told. */
export async function countWrongCode(tx: Tx, { proofs, now, baseUrl }: Wrong): Promise<WrongCode> {
  await recordWrongCode(tx, proofs, now)
  const [newest] = proofs
  const until = codesRestUntil(await wrongCodes(tx, newest.address, now), now)
  return {
    triesLeft: until ? 0 : Math.max(0, ...proofs.map((proof) => WRONG_ANSWERS_A_CODE - proof.failedAttempts - 1)),
    send: until ? [codesRestEmail({ proofId: newest.id, to: newest.address, until, baseUrl })] : [],
  }
}

export type Completed = { readonly accountId: string; readonly event: AuditEvent }

/**
 * Uses a proven message up and says whose session begins; null when the address no longer opens an account by e-mail:
 * it never did, it has moved to another account, the account is disabled, or its holder has become staff.
 */
export async function completeSignIn(tx: Tx, proof: SignInProof, now: Temporal.Instant): Promise<Completed | null> {
  const account = await accountAtAddress(tx, proof.address)
  if (!account || account.id !== proof.accountId || account.disabled || account.isStaff) return null
  await useSignInProof(tx, proof, now)
  await verifyAddress(tx, account.addressId, now)
  await noteSignedIn(tx, account.id, now)
  return {
    accountId: account.id,
    event: signedIn.of(
      [
        { kind: 'account', id: account.id },
        { kind: 'proof', id: proof.id },
      ],
      { method: 'email' },
    ),
  }
}
