import { dateText } from '#src/kit/dates.ts'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { type Audience, statusOf } from '#src/ui/statuses.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import type { ClaimStatus } from '../../claims/claim-states.ts'
import { NEXT_ACTOR, type NextActor, statusKey } from '../../claims/claim-status-rules.ts'
import type { ClaimAudience } from '../../claims/timeline-rules.ts'
import type { ClaimFacts } from './claim-page.tsx'

/** What happens next, who does it, by when, and what the reader can do. */
export const WhatNext = (facts: ClaimFacts): Html => {
  const { place, story, audience } = facts
  const next: Partial<Readonly<Record<Audience, string>>> = statusOf(statusKey(place.status)).next
  const actor = NEXT_ACTOR[place.status]
  return (
    <>
      <h2 class="govuk-heading-m">What happens next</h2>
      <InsetText
        html={
          <>
            <p class="govuk-body">{next[audience] ?? 'Nothing to do.'}</p>
            {actor === 'nobody' ? null : (
              <p class="govuk-body govuk-!-font-weight-bold">
                Next: {actorText(actor, { place, audience })}
                {story.expectedOn === null ? '' : byText(place.status, dateText(story.expectedOn))}
              </p>
            )}
          </>
        }
      />
      <Doors {...facts} />
    </>
  )
}

/** For what waits for DfE or the payer, the day is that of the money. */
const byText = (status: ClaimStatus, day: string): string =>
  status === 'submitted' || status === 'with-payer' || status === 'information-sent'
    ? `. Payment is expected by ${day}`
    : `, by ${day}`

type Read = { readonly place: ClaimPlace; readonly audience: ClaimAudience }

function actorText(actor: Exclude<NextActor, 'nobody'>, { place, audience }: Read): string {
  const texts = { dfe: 'DfE', payer: 'the payer', provider: place.providerName, school: place.school.name }
  return actor === audience ? 'you' : texts[actor]
}

/** The ways on from here, by where the claim stands and who reads. */
const Doors = (facts: ClaimFacts): Html | null => {
  const { place, maySend, mayChange } = facts
  const at = `/claims/${place.claim.id}`
  const links = linksOf(facts)
  return (
    <>
      {place.status === 'draft' && maySend ? (
        <Button text="Continue the claim" href={`${at}/${stepOf(place)}`} />
      ) : null}
      {place.status === 'draft' && mayChange && !maySend ? (
        <Button text="Change the draft for the school" href={`${at}/${changeStepOf(place)}`} />
      ) : null}
      {links.length === 0 ? null : (
        <ul class="govuk-list">
          {links.map(([path, text]) => (
            <li>
              <a class="govuk-link" href={`${at}/${path}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The first question of a draft that is not answered yet. */
function stepOf({ claim }: ClaimPlace): string {
  if (claim.lines.length === 0) return 'mentors'
  return claim.providerConfirmedHours ? 'check-answers' : 'hours'
}

/** Staff change a draft; whether it is sent is for the school to say. */
const changeStepOf = ({ claim }: ClaimPlace): string => (claim.lines.length === 0 ? 'mentors' : 'hours')

type Link = readonly [path: string, text: string]

function linksOf(facts: ClaimFacts): readonly Link[] {
  const { place, story, audience, mayChange } = facts
  const changes: readonly (readonly [boolean, Link])[] = [
    [place.status === 'draft', ['discarding', 'Discard the draft']],
    [place.status === 'needs-provider', ['another-provider', 'Name another provider']],
    [place.status === 'submitted' || place.status === 'needs-provider', ['withdrawal', 'Withdraw the claim']],
  ]
  const others: readonly (readonly [boolean, Link])[] = [
    [story.audit !== null && audience !== 'staff', ['audit', 'See the audit of this claim']],
    [story.requests.length > 0, ['requests', 'See what was asked about this claim']],
  ]
  return [...(mayChange ? changes : []), ...others].flatMap(([isShown, link]) => (isShown ? [link] : []))
}
