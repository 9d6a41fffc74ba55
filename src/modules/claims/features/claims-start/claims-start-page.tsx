import { academicYearText, dateText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { areaText, type ClaimWindow, type ClaimYear, FUNDING_AREAS, type Rates } from '../../years/claim-year.ts'
import { lastDay } from '../../years/window-rules.ts'

type Start = {
  /** The rules of the year of the window that counts; null before there ever was one. */
  readonly rules: ClaimYear | null
  readonly rates: Rates | null
  /** Open and to come, the first first. */
  readonly windows: readonly ClaimWindow[]
  /** Schools and trusts of the visitor. */
  readonly places: readonly NamedOrganisation[]
  readonly isSignedIn: boolean
  /** Working days. */
  readonly supportAnswers: number
}

const TITLE = 'Claim funding for mentor training'

/** Written for whoever does the claiming at a school, often its business manager. Every figure in it is data. */
export const startPage = (start: Start): Page =>
  page(
    { title: TITLE },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        Schools in England that host trainee teachers can claim for the time that their staff spend in training as
        mentors of these trainees.
      </p>
      <Begin {...start} />
      <InsetText text="This is not for mentors of early career teachers." />
      <h2 class="govuk-heading-m">Who can claim</h2>
      <p class="govuk-body">You can claim if:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>your school is in England and hosted a trainee teacher of an accredited provider in the academic year</li>
        <li>at least one of your staff trained as a mentor of a trainee</li>
        <li>your school, or your trust for all of its schools, has accepted the conditions of the grant</li>
      </ul>
      <p class="govuk-body">Your school does not need to be in a trust. Trusts can claim for their schools.</p>
      <h2 class="govuk-heading-m">What you need</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>the name of the accredited provider that your mentors trained with</li>
        <li>the teacher reference number (TRN) and date of birth of each mentor</li>
        <li>how many hours each mentor trained, agreed with the provider</li>
      </ul>
      <p class="govuk-body">
        You can note what you still have to find out, share it with colleagues, and stop and go on later: a claim that
        you have begun is kept.
      </p>
      <h2 class="govuk-heading-m">When you can claim</h2>
      <Dates {...start} />
      <Figures {...start} />
      <h2 class="govuk-heading-m">If you need help</h2>
      <p class="govuk-body">
        We answer within {start.supportAnswers} working days.{' '}
        <a class="govuk-link" href="/schools">
          Get access for your school
        </a>{' '}
        if nobody there has an account yet.
      </p>
    </>,
  )

const Begin = ({ isSignedIn, places }: Start): Html => {
  if (!isSignedIn) return <Button text="Sign in to claim" href="/sign-in" isStartButton />
  if (places.length === 0) return <Button text="Go to your home page" href="/home" />
  return (
    <>
      <h2 class="govuk-heading-m">Your claims</h2>
      <ul class="govuk-list">
        {places.map(({ id, name, kind }) => (
          <li>
            <a class="govuk-link" href={`/organisations/${id}/${kind === 'trust' ? 'trust-claims' : 'claims'}`}>
              Claims of {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

const Dates = ({ windows }: Start): Html =>
  windows.length === 0 ? (
    <p class="govuk-body">The dates of the next claim window are not known yet.</p>
  ) : (
    <ul class="govuk-list govuk-list--bullet">
      {windows.map((window) => (
        <li>
          {dateText(window.period.from)} to 11:59pm on {dateText(lastDay(window))}, for training in{' '}
          {academicYearText(window.year)}
          {window.paidDirectlyOn === null ? '' : `: paid directly by ${dateText(window.paidDirectlyOn)}`}
          {window.paidByAuthorityOn === null
            ? ''
            : `, or through the local authority by ${dateText(window.paidByAuthorityOn)}`}
        </li>
      ))}
    </ul>
  )

const Figures = ({ rules, rates }: Start): Html | null =>
  rules === null ? null : (
    <>
      <h2 class="govuk-heading-m">How much you can claim</h2>
      <p class="govuk-body">
        Up to {rules.initialCap} hours for each mentor with each provider, or up to {rules.refresherCap} hours where the
        mentor was claimed for with the same provider in an earlier year. Training in {academicYearText(rules.year)}{' '}
        counts from {dateText(rules.trainingFrom)}.
      </p>
      {rates === null ? null : (
        <Summary
          title={`Rates for an hour, ${academicYearText(rules.year)}`}
          rows={FUNDING_AREAS.map((area) => ({ key: areaText[area], value: moneyText(rates[area]) }))}
        />
      )}
    </>
  )
