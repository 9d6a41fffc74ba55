import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rolesOn } from '../../directory/public.ts'
import { ClaimId } from './claim.ts'
import { providerLost } from './claim-events.ts'
import { claimSubjects } from './claim-subjects.ts'
import { lockClaim, moveClaim } from './claims-store.ts'
import { tellProviderLost } from './tell-changes.ts'

/** A claim that has not gone to the payer yet names a provider that is not accredited today: the school names another one. */
export const markProviderLost = command({
  name: 'claims.mark-provider-lost',
  input: z.object({ claimId: ClaimId }),
  refusals: ['changed-since', 'still-accredited'],
  records: [providerLost.name],
  async run({ tx, actor, now, baseUrl, refuse }, { claimId }) {
    demand(when(actor.identity.kind === 'system'))
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    const roles = await rolesOn(tx, claim.providerId, londonDate(now))
    if (roles.includes('accredited-itt-provider')) return refuse('still-accredited')
    const moved = await moveClaim(tx, { claim, move: 'loseProvider', now })
    if (moved === null || claim.submitted === null) return refuse('changed-since', { status: claim.status })
    const { reference, submitted } = claim
    return {
      value: { claimId },
      events: [providerLost.of(claimSubjects(claim), { reference, provider: submitted.providerName, moved })],
      send: await tellProviderLost(tx, { claim, submitted, baseUrl }),
    }
  },
})
