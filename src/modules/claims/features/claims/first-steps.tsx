import { academicYearText, dateText } from '#src/kit/dates.ts'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { type WhyNotClaim, whyNotClaim, whyNotClaimText } from '../../claims/claiming-rules.ts'
import { lastDay } from '../../years/window-rules.ts'
import type { ClaimsFacts } from './claims-page.tsx'

/** The button that begins a claim, or what has to be done before, each thing with its link. */
export const FirstSteps = (facts: ClaimsFacts): Html => {
  const { claiming, place, mentors } = facts
  if (claiming === null) return <p class="govuk-body">No dates for claiming are known yet.</p>
  const because = whyNotClaim(claiming)
  const isReady = because.length === 0 && mentors > 0
  return (
    <>
      {claiming.openWindow === null ? null : (
        <p class="govuk-body">
          You can claim for training in {academicYearText(claiming.openWindow.year)} until{' '}
          {dateText(lastDay(claiming.openWindow))}.
        </p>
      )}
      {isReady ? (
        <Begin {...facts} />
      ) : (
        <InsetText
          html={
            <>
              <h2 class="govuk-heading-s">Before you can claim</h2>
              <ul class="govuk-list govuk-list--bullet">
                {because.map((why) => (
                  <li>
                    {whyNotClaimText(why, claiming)} <WayOut why={why} schoolId={place.schoolId} />
                  </li>
                ))}
                {mentors === 0 ? (
                  <li>
                    <a class="govuk-link" href={`/organisations/${place.schoolId}/mentors/new`}>
                      Add the mentors who trained
                    </a>
                    . You need the teacher reference number and date of birth of each.
                  </li>
                ) : null}
              </ul>
            </>
          }
        />
      )}
    </>
  )
}

const Begin = ({ place, mayClaim, mayBegin }: ClaimsFacts): Html =>
  mayBegin ? (
    <Button
      text={mayClaim ? 'Start a claim' : 'Begin a claim for the school'}
      href={`/organisations/${place.schoolId}/new-claim`}
    />
  ) : (
    <InsetText text="You can see claims. Whoever is in charge of the school’s account can give you the role that claims." />
  )

const WAYS: Readonly<Partial<Record<WhyNotClaim, { readonly path: string; readonly text: string }>>> = {
  'conditions-not-accepted': { path: 'grant-conditions', text: 'Read and accept the conditions' },
  'window-closed': { path: 'claim-dates', text: 'See all dates' },
  'not-listed': { path: 'claim-details', text: 'Tell us that this is wrong' },
}

const WayOut = ({ why, schoolId }: { readonly why: WhyNotClaim; readonly schoolId: string }): Html | null => {
  const way = WAYS[why]
  return way === undefined ? null : (
    <a class="govuk-link" href={`/organisations/${schoolId}/${way.path}`}>
      {way.text}
    </a>
  )
}
