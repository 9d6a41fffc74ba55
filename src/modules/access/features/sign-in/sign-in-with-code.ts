import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { signedIn, signInRefused } from '../../access-events.ts'
import { ProofId } from '../../proofs/proof.ts'
import { proofState } from '../../proofs/proof-rules.ts'
import { wrongCodes } from '../../proofs/proofs-queries.ts'
import { lockSignInProofsOfBrowser } from '../../proofs/proofs-store.ts'
import { codeIsLive, codesRestUntil } from '../../proofs/sign-in-rules.ts'
import { completeSignIn, countWrongCode, proofOfCode } from './evidence.ts'

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly accountId: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }

/**
 * Signs in with the code of any live message that this browser asked for. A wrong code is counted, so it is an answer and not
 * a refusal. Refuses when no code can be tried any more, or while codes for the address rest, with `at`, the end of the rest.
 */
export const signInWithCode = command({
  name: 'access.sign-in-with-code',
  input: z.object({ proofId: ProofId, browserHash: z.instanceof(Buffer), code: z.string() }),
  refusals: ['codes-rest', 'no-live-code'],
  records: [signedIn.name, signInRefused.name],
  async run({ tx, now, baseUrl, refuse }, { proofId, browserHash, code }) {
    const asked = await lockSignInProofsOfBrowser(tx, proofId, browserHash)
    const [newest, ...older] = asked.filter((proof) => proofState(proof, now) === 'live' && codeIsLive(proof, now))
    if (!newest) return refuse('no-live-code')
    const at = codesRestUntil(await wrongCodes(tx, newest.address, now), now)
    if (at) refuse('codes-rest', { at })
    const proof = await proofOfCode([newest, ...older], code)
    const done = proof && (await completeSignIn(tx, proof, now))
    if (done) return { value: signedInAs(done.accountId), events: [done.event] }
    const { triesLeft, send } = await countWrongCode(tx, { proofs: [newest, ...older], now, baseUrl })
    const event = signInRefused.of([{ kind: 'proof', id: newest.id }], {
      address: maskedAddress(newest.address),
      wrong: 'code',
    })
    return { value: wrong(triesLeft), events: [event], send }
  },
})

const signedInAs = (accountId: string): SignInOutcome => ({ kind: 'signed-in', accountId })
const wrong = (triesLeft: number): SignInOutcome => ({ kind: 'wrong', triesLeft })
