import type { Actor } from '#src/kit/actor.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { claimStory } from '../../claims/claim-story-queries.ts'
import type { ClaimAudience } from '../../claims/timeline-rules.ts'
import { claimPage } from './claim-page.tsx'

/** One claim as its school, its trust, its provider or staff see it. */
export async function showClaim({ db, actor, now, query }: WebRequest, place: ClaimPlace): Promise<Reply> {
  const story = await claimStory(db, place, now)
  const audience = audienceOf(actor, place)
  return show(
    claimPage({
      ...{ place, story, audience },
      mayChange: claimPolicy.claimantOrSupport(actor, place).allowed,
      maySend: claimPolicy.claimant(actor, place).allowed,
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

/** Of somebody who is several of these, the one that sees most. */
function audienceOf(actor: Actor, place: ClaimPlace): ClaimAudience {
  if (claimPolicy.staff(actor, place).allowed) return 'staff'
  return claimPolicy.atSchool(actor, place).allowed ? 'school' : 'provider'
}

const DONE: Readonly<Record<string, string>> = {
  draft: 'The draft is ready. Whoever claims for the school finds it in its list of claims, checks it and sends it.',
  provider: 'The claim names another provider now. It goes to the payer with the next batch.',
}
