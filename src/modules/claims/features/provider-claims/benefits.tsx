import { academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { areaText, type ClaimWindow, type ClaimYear, FUNDING_AREAS, type Rates } from '../../years/claim-year.ts'
import { lastDay, windowState, windowThatCounts } from '../../years/window-rules.ts'
import { allWindows, claimYear, ratesOf } from '../../years/years-queries.ts'

/** What a school gets for its mentors, for providers to share: computed from the rules that are in force. */
export async function showBenefits({ db, now }: WebRequest): Promise<Reply> {
  const today = londonDate(now)
  const window = windowThatCounts(await allWindows(db), today)
  const rules = window && (await claimYear(db, window.year))
  const rates = window && (await ratesOf(db, window.year, now))
  const counts = window !== null && windowState(window, today) !== 'past' ? window : null
  return show(benefitsPage({ window: counts, rules, rates }))
}

type Facts = {
  /** Null when no window is open or to come. */
  readonly window: ClaimWindow | null
  readonly rules: ClaimYear | null
  readonly rates: Rates | null
}

const benefitsPage = ({ window, rules, rates }: Facts): Page => {
  const title = 'Funding for schools that mentor trainee teachers'
  return page(
    { title, back: '/claims' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        If your school hosts trainee teachers, DfE pays for the hours that your mentors spend in training. Your provider
        of teacher training tells you how many hours each mentor has done.
      </p>
      {rules === null || rates === null ? null : <Worth rules={rules} rates={rates} />}
      <h2 class="govuk-heading-m">What you need</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>the name of your accredited provider</li>
        <li>each mentor’s teacher reference number (TRN) and date of birth, once</li>
        <li>the hours of training that the provider has confirmed</li>
      </ul>
      <h2 class="govuk-heading-m">When</h2>
      <p class="govuk-body">
        {window === null
          ? 'The dates for the next claims follow.'
          : `You can claim for training in ${academicYearText(window.year)} from ${dateText(window.period.from)} until ${dateText(lastDay(window))}.`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/claims">
          Claim funding for mentor training
        </a>
      </p>
    </>,
  )
}

const TYPICAL_MENTORS = [1, 2, 3] as const

const Worth = ({ rules, rates }: { readonly rules: ClaimYear; readonly rates: Rates }): Html => (
  <>
    <h2 class="govuk-heading-m">What a claim comes to</h2>
    <p class="govuk-body">
      A mentor who trains with a provider for the first time can be claimed for up to {hoursText(rules.initialCap)}, and
      one who trained with the same provider before for up to {hoursText(rules.refresherCap)}.
    </p>
    <Table
      caption={`Mentors with ${hoursText(rules.initialCap)} of training each, in ${academicYearText(rules.year)}`}
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[
        { text: 'Your area' },
        { text: 'For an hour', format: 'numeric' as const },
        ...TYPICAL_MENTORS.map((mentors) => ({
          text: mentors === 1 ? '1 mentor' : `${mentors} mentors`,
          format: 'numeric' as const,
        })),
      ]}
      rows={FUNDING_AREAS.map((area) => [
        { text: areaText[area] },
        { text: moneyText(rates[area]), format: 'numeric' as const },
        ...TYPICAL_MENTORS.map((mentors) => ({
          text: moneyText(pence(rates[area] * rules.initialCap * mentors)),
          format: 'numeric' as const,
        })),
      ])}
    />
  </>
)
