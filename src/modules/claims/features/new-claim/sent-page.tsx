import { academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { type Paying, paidBy } from '../../claims/payment-rules.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { windowsAndPaying } from '../../years/years-queries.ts'

/** That the claim was sent, and what happens next, in order. Can be visited again. */
export async function showSent({ db, now }: WebRequest, place: ClaimPlace): Promise<Reply> {
  const { submitted } = place.claim
  if (submitted === null) return redirectTo(`/claims/${place.claim.id}`)
  const { windows, paying } = await windowsAndPaying(db, place.school, londonDate(now))
  const window = windows.find(({ id }) => id === submitted.windowId) ?? null
  return show(sentPage(place, { submitted, window, paying }))
}

type Sent = {
  readonly submitted: NonNullable<ClaimPlace['claim']['submitted']>
  readonly window: ClaimWindow | null
  readonly paying: Paying
}

const sentPage = ({ claim, schoolId }: ClaimPlace, { submitted, window, paying }: Sent): Page => {
  const by = window && paidBy(paying, window)
  const how = paying.throughAuthority ? 'through your local authority' : 'directly to the school'
  return confirmationPage({
    title: 'Claim sent',
    reference: claim.reference,
    next: (
      <>
        <p class="govuk-body">
          You have claimed {moneyText(submitted.amount)} for mentor training with {submitted.providerName} in{' '}
          {academicYearText(claim.year)}. We have emailed you and your colleagues who claim, and told{' '}
          {submitted.providerName}.
        </p>
        <ol class="govuk-list govuk-list--number">
          <li>
            We put your claim together with the other claims of this window and send it to the payer. Until then you can
            withdraw it.
          </li>
          <li>The payer checks it. If it needs something from you, we write to you.</li>
          <li>
            It is paid {how}
            {by ? `, expected by ${dateText(by)}` : '. We tell you the date when it is known'}.
          </li>
          <li>After payment, {submitted.providerName} may be asked to confirm the hours. Keep your evidence.</li>
        </ol>
        <p class="govuk-body">
          <a class="govuk-link" href={`/claims/${claim.id}`}>
            See where the claim stands
          </a>
          ,{' '}
          <a class="govuk-link" href={`/organisations/${schoolId}/new-claim`}>
            make another claim
          </a>{' '}
          or{' '}
          <a class="govuk-link" href={`/organisations/${schoolId}/claims`}>
            go to the claims of the school
          </a>
        </p>
      </>
    ),
  })
}
