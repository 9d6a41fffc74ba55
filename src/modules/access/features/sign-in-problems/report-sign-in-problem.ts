import { z } from 'zod'
import type { Subject } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import { signInProblemReported } from '../../problems/sign-in-problem-events.ts'
import { PROBLEM_KINDS } from '../../problems/sign-in-problem-rules.ts'
import { ProofId } from '../../proofs/proof.ts'
import { signInProofOfBrowser } from '../../proofs/proofs-queries.ts'

const EVERY_PROBLEM: Subject = { kind: 'platform', id: 'sign-in-problems' }

/** Counts a problem that somebody chose at the door, with the message that their own browser had asked for and nothing personal. */
export const reportSignInProblem = command({
  name: 'access.report-sign-in-problem',
  input: z.object({ kind: z.enum(PROBLEM_KINDS), proofId: ProofId.nullable(), browserHash: z.instanceof(Buffer) }),
  refusals: [],
  records: [signInProblemReported.name],
  async run({ tx }, { kind, proofId, browserHash }) {
    const proof = proofId ? await signInProofOfBrowser(tx, proofId, browserHash) : null
    const about: readonly [Subject, ...Subject[]] = proof
      ? [EVERY_PROBLEM, { kind: 'proof', id: proof.id }]
      : [EVERY_PROBLEM]
    return { value: null, events: [signInProblemReported.of(about, { kind })] }
  },
})
