import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { signedIn, signInRefused } from '../../access-events.ts'
import type { SignInProof } from '../../proofs/proof.ts'
import { folded, proofState } from '../../proofs/proof-rules.ts'
import { hashOfToken } from '../../proofs/proof-secrets.ts'
import { wrongCodes } from '../../proofs/proofs-queries.ts'
import { lockSignInProof } from '../../proofs/proofs-store.ts'
import { askedByBrowser, codeIsLive, codesRestUntil } from '../../proofs/sign-in-rules.ts'
import { completeSignIn, countWrongCode, proofOfCode } from './evidence.ts'
import type { SignInOutcome } from './sign-in-with-code.ts'

/**
 * Signs in with a link, once, when the browser that asked for the message holds it, or else its address or its code is given.
 * A wrong answer leaves the link as it is: whoever brings the right one still gets in. Refuses a link that is not live (with
 * `state`), one brought without anything, and a code while codes for the address rest (with `at`).
 */
export const signInWithLink = command({
  name: 'access.sign-in-with-link',
  input: z.object({ token: z.string(), browserHash: z.instanceof(Buffer), answer: z.string().nullable() }),
  refusals: ['link-not-live', 'not-proven', 'no-account', 'codes-rest', 'no-live-code'],
  records: [signedIn.name, signInRefused.name],
  async run({ tx, now, baseUrl, refuse }, { token, browserHash, answer }) {
    const proof = await lockSignInProof(tx, hashOfToken(token))
    if (!proof) return refuse('link-not-live', { state: 'unknown' })
    const state = proofState(proof, now)
    if (state !== 'live') refuse('link-not-live', { state })
    const evidence = evidenceOf(proof, browserHash, answer)
    if (evidence === 'none') return refuse('not-proven')
    const shut = evidence === 'code' ? await whyCodesAreShut(tx, proof, now) : null
    if (shut) return refuse(shut.code, shut.facts)
    const missing = await whatIsWrong(proof, evidence, answer ?? '')
    if (missing) return countWrongAnswer(tx, { proof, wrong: missing, now, baseUrl })
    const done = await completeSignIn(tx, proof, now)
    return done ? { value: signedInAs(done.accountId), events: [done.event] as const } : refuse('no-account')
  },
})

async function whyCodesAreShut(tx: Tx, proof: SignInProof, now: Temporal.Instant) {
  const at = codesRestUntil(await wrongCodes(tx, proof.address, now), now)
  if (at) return { code: 'codes-rest', facts: { at } } as const
  return codeIsLive(proof, now) ? null : ({ code: 'no-live-code', facts: {} } as const)
}

async function whatIsWrong(proof: SignInProof, evidence: Evidence, answer: string): Promise<'code' | 'address' | null> {
  if (evidence === 'wrong-address') return 'address'
  return evidence === 'code' && !(await proofOfCode([proof], answer)) ? 'code' : null
}

type WrongAnswer = {
  readonly proof: SignInProof
  readonly wrong: 'code' | 'address'
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Addresses are not counted: without the link's 256 bits there is nothing to guess. */
async function countWrongAnswer(tx: Tx, { proof, wrong, now, baseUrl }: WrongAnswer) {
  const counted = wrong === 'code' ? await countWrongCode(tx, { proofs: [proof], now, baseUrl }) : null
  const event = signInRefused.of([{ kind: 'proof', id: proof.id }], { address: maskedAddress(proof.address), wrong })
  return { value: wrongWith(counted?.triesLeft ?? 1), events: [event] as const, send: counted?.send ?? [] }
}

type Evidence = 'browser' | 'address' | 'wrong-address' | 'code' | 'none'

function evidenceOf(proof: SignInProof, browserHash: Buffer, answer: string | null): Evidence {
  if (askedByBrowser(proof, browserHash)) return 'browser'
  if (!answer) return 'none'
  if (!answer.includes('@')) return 'code'
  return folded(answer) === folded(proof.address) ? 'address' : 'wrong-address'
}

const signedInAs = (accountId: string): SignInOutcome => ({ kind: 'signed-in', accountId })
const wrongWith = (triesLeft: number): SignInOutcome => ({ kind: 'wrong', triesLeft })
