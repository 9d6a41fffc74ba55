import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { holdHours } from '../allowance/held-hours-store.ts'
import type { ClaimYear } from '../years/claim-year.ts'
import { claimYear } from '../years/years-queries.ts'
import { type Claim, ClaimId } from './claim.ts'
import { checkHours, checkProvider, type Refuse } from './claim-checks.ts'
import { providerNamed } from './claim-events.ts'
import { claimPolicy } from './claim-policy.ts'
import { claimSubjects } from './claim-subjects.ts'
import { lockClaim, moveClaim, saveProvider, saveTraining } from './claims-store.ts'
import { keepSearchWords } from './search-words-store.ts'
import { tellProviderNamed } from './tell-changes.ts'

/**
 * The school names another accredited provider for a claim whose provider lost its accreditation, when the mentors have hours left
 * there. What the claim is worth stays as it was; which training it is, initial or refresher, is looked at again.
 */
export const nameProvider = command({
  name: 'claims.name-provider',
  input: z.object({ claimId: ClaimId, providerId: z.string(), seen: z.int(), providerConfirmedHours: z.boolean() }),
  refusals: ['changed-since', 'provider-not-accredited', 'too-few-hours', 'hours-not-confirmed'],
  records: [providerNamed.name],
  async run({ tx, actor, now, baseUrl, refuse }, { claimId, providerId, seen, providerConfirmedHours }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.claimantOrSupport(actor, claim))
    if (claim.revision !== seen || claim.submitted === null) return refuse('changed-since', { status: claim.status })
    const year = (await claimYear(tx, claim.year)) ?? refuse('not-found')
    const provider = await checkProvider(tx, { providerId, year, now }, refuse)
    if (!providerConfirmedHours) return refuse('hours-not-confirmed')
    const moved = await moveClaim(tx, { claim, move: 'nameProvider', now })
    if (moved === null) return refuse('changed-since', { status: claim.status })
    await holdThere(tx, { claim, providerId, year, now }, refuse)
    await saveProvider(tx, claimId, { providerId, providerName: provider.name })
    const { reference, submitted } = claim
    await keepSearchWords(tx, claimId, {
      ...{ reference, schoolName: submitted.schoolName, schoolUrn: submitted.schoolUrn, providerName: provider.name },
      mentors: claim.lines,
    })
    const names = { before: submitted.providerName, after: provider.name }
    return {
      value: { claimId },
      events: [
        providerNamed.of([...claimSubjects(claim), { kind: 'organisation', id: providerId }], {
          ...{ reference, provider: names, moved },
        }),
      ],
      send: await tellProviderNamed(tx, { claim: { ...claim, providerId }, submitted, provider: names, baseUrl }),
    }
  },
})

type There = {
  readonly claim: Claim
  readonly providerId: string
  readonly year: ClaimYear
  readonly now: Temporal.Instant
}

async function holdThere(
  tx: Tx,
  { claim, providerId, year, now }: There,
  refuse: Refuse<'too-few-hours'>,
): Promise<void> {
  const wanted = claim.lines.map(({ id: lineId, personId, hours }) => ({ lineId, personId, hours }))
  const held = await holdHours(tx, { claimId: claim.id, providerId, year, wanted, until: null, now })
  const nameOf = (id: string) => claim.lines.find(({ personId }) => personId === id)?.mentorName
  checkHours({ shortfalls: held.shortfalls, nameOf }, refuse)
  for (const { id, personId } of claim.lines) {
    const allowance = held.allowanceOf(personId)
    if (!allowance) continue
    await saveTraining(tx, id, allowance)
  }
}
