import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { organisationsHolding } from '../../directory/public.ts'
import { ClaimId } from './claim.ts'
import { markProviderLost } from './mark-provider-lost.ts'

/** Every morning, before anybody prepares a batch: claims whose provider is not accredited any more go back to their school. */
export const markProvidersLostJob = defineJob({
  name: 'mark-providers-lost',
  schedule: '30 5 * * *',
  input: z.object({}),
  async run({ signal, log, ...context }) {
    const accredited = await organisationsHolding(context.db, 'accredited-itt-provider', londonDate(context.now))
    const ids = new Set(accredited.map(({ id }) => id))
    const claims = await waitingClaims(context.db)
    const lost = claims.filter(({ providerId }) => !ids.has(providerId))
    for (const { id } of lost) {
      if (signal.aborted) return
      const done = await execute(context, markProviderLost, { claimId: ClaimId.parse(id) })
      if (!done.ok) log.info('claims.provider-not-lost', { claimId: id, because: done.refusal.code })
    }
  },
})

const waitingClaims = (reader: Reader): Promise<readonly { readonly id: string; readonly providerId: string }[]> =>
  reader
    .selectFrom('claims.claims')
    .select(['id', 'provider_id as providerId'])
    .where('status', '=', 'submitted')
    .orderBy('id')
    .execute()
