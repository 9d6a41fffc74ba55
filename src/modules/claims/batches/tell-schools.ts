import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { claimPaidEmail, claimUnpaidEmail, moneyTakenBackEmail } from '../emails/payment-emails.ts'
import { BatchId } from './batch.ts'
import { batchSubjects } from './batch-subjects.ts'
import { batchById } from './batches-queries.ts'
import { schoolsTold } from './response-events.ts'
import { markTold, nextToTell, type ToTell } from './to-tell-store.ts'

const AT_A_TIME = 100

/** Writes to the schools of some answered claims, and to a trust that acted for one. A claim is told of once; answers how many were. */
export const tellSchools = command({
  name: 'claims.tell-schools',
  input: z.object({ batchId: BatchId }),
  refusals: ['nothing-to-tell'],
  records: [schoolsTold.name],
  async run({ tx, actor, now, baseUrl, refuse }, { batchId }) {
    demand(claimPolicy.pay(actor, undefined))
    const batch = await batchById(tx, batchId)
    if (batch === null) return refuse('not-found')
    const answered = await nextToTell(tx, batchId, AT_A_TIME)
    if (answered.length === 0) return refuse('nothing-to-tell')
    const send: OutgoingEmail[] = []
    for (const claim of answered) send.push(...(await emailsAbout(tx, { claim, batchId, baseUrl })))
    await markTold(tx, { batchId, claimIds: answered.map(({ claimId }) => claimId), now })
    const payload = { number: batch.number, claims: answered.length, messages: send.length }
    return { value: { told: answered.length }, events: [schoolsTold.of(batchSubjects(batchId), payload)], send }
  },
})

type About = { readonly claim: ToTell; readonly batchId: string; readonly baseUrl: string }

/** That the payer could not take money back is between us: the school is told once it has. */
async function emailsAbout(tx: Tx, { claim, ...rest }: About): Promise<readonly OutgoingEmail[]> {
  const { outcome, schoolId, trustId } = claim
  if (outcome === 'not-recovered') return []
  const organisationIds = trustId === null ? [schoolId] : [schoolId, trustId]
  const kind = outcome === 'unpaid' ? 'must' : 'progress'
  const people = await toTellAtAny(tx, { organisationIds, kind })
  return people.map((person) => {
    const told = { ...rest, claim, person }
    if (outcome === 'paid') return claimPaidEmail(told)
    return outcome === 'unpaid' ? claimUnpaidEmail({ ...told, reason: claim.reason ?? '' }) : moneyTakenBackEmail(told)
  })
}
