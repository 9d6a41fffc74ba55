import { academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { Paying } from '../../claims/payment-rules.ts'
import { type DetailReport, detailText } from '../../details/detail-report.ts'
import type { PayerKnowledge } from '../../details/payer-knowledge-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { areaText, type FundingArea } from '../../years/claim-year.ts'

export type DetailsFacts = {
  readonly place: SchoolPlace
  readonly area: FundingArea
  /** For an hour; null while there is none. */
  readonly rate: Money | null
  readonly year: number | null
  readonly conditions: string
  readonly payer: PayerKnowledge
  readonly paying: Paying
  readonly reports: readonly DetailReport[]
  readonly mayReport: boolean
  /** Of what was just reported. */
  readonly receipt: string | null
}

const TITLE = 'Details for claims'

export const detailsPage = (facts: DetailsFacts): Page =>
  page(
    { title: TITLE, back: `/organisations/${facts.place.schoolId}/claims` },
    <>
      {facts.receipt === null ? null : (
        <NotificationBanner
          type="success"
          text={`Thank you. We look at it and write to you. Your receipt is ${facts.receipt}.`}
        />
      )}
      <span class="govuk-caption-l">{facts.place.school.name}</span>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <School {...facts} />
      <Funding {...facts} />
      <Payment {...facts} />
      <Wrong {...facts} />
      {facts.reports.length === 0 ? null : <Reports {...facts} />}
    </>,
  )

const School = ({ place: { school } }: DetailsFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Your school</h2>
    <Summary
      rows={[
        { key: 'Name', value: school.name },
        { key: 'URN', value: school.urn },
        { key: 'UKPRN', value: school.ukprn },
        { key: 'Address', value: school.addressLines.join(', ') },
        { key: 'Type', value: school.typeName },
      ]}
    />
    <p class="govuk-body">
      This is what{' '}
      <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
        Get Information about Schools
      </a>{' '}
      says. What your school changes there is here the next day.
    </p>
  </>
)

const Funding = ({ place: { school }, area, rate, year, conditions }: DetailsFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Grant funding</h2>
    <Summary
      rows={[
        { key: 'Funding area', value: areaText[area] },
        { key: 'Why this area', value: whyArea(area, school.districtName) },
        {
          key: 'For an hour of training',
          value: rate === null || year === null ? 'Not agreed yet' : `${moneyText(rate)} in ${academicYearText(year)}`,
        },
        { key: 'Conditions of the grant', value: conditions },
      ]}
    />
    <p class="govuk-body">A claim keeps the area and rate of the day on which it was sent.</p>
  </>
)

function whyArea(area: FundingArea, district: string | null): string {
  if (district === null) return 'No district is known for the school, so the rest of England counts'
  return area === 'rest-of-england'
    ? `The district ${district} is not among those of London and its fringe`
    : `The school is in the district ${district}`
}

const Payment = ({ place: { school, schoolId }, payer, paying }: DetailsFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Payment</h2>
    <Summary
      rows={[
        {
          key: 'The payer knows you by',
          value: payer.vendorNumber === null ? `URN ${school.urn}` : `Vendor number ${payer.vendorNumber}`,
        },
        {
          key: 'The money comes',
          value: paying.throughAuthority ? 'Through your local authority' : 'To your school directly',
        },
        { key: 'Details for payment', value: <PaymentState payer={payer} schoolId={schoolId} /> },
      ]}
    />
    <p class="govuk-body">We never ask for bank details in this service or by email.</p>
  </>
)

const PaymentState = ({ payer, schoolId }: Pick<DetailsFacts, 'payer'> & { readonly schoolId: string }): Html => {
  const [first] = payer.asked
  if (first) {
    return (
      <>
        The payer cannot pay you with what it knows.{' '}
        <a class="govuk-link" href={`/organisations/${schoolId}/claims`}>
          Answer what we asked
        </a>{' '}
        by {dateText(first.dueOn)}
      </>
    )
  }
  return payer.lastPaidAt === null ? (
    <>The payer has not paid you for mentor training yet. It asks if it needs anything</>
  ) : (
    <>Complete: the payer last paid you on {dateText(londonDate(payer.lastPaidAt))}</>
  )
}

const Wrong = ({ place, mayReport }: DetailsFacts): Html => (
  <>
    <h2 class="govuk-heading-m">If something is wrong</h2>
    {mayReport ? (
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${place.schoolId}/claim-details/correction`}>
          Tell us what is wrong and what is right
        </a>
      </p>
    ) : (
      <p class="govuk-body">Whoever claims for the school can tell us what is wrong.</p>
    )}
  </>
)

const Reports = ({ reports }: DetailsFacts): Html => (
  <Table
    caption="What you told us"
    captionClasses="govuk-table__caption--m"
    head={['Receipt', 'What', 'When', 'Our answer'].map((text) => ({ text }))}
    rows={reports.map(({ receipt, detail, said, at, byName, settled }) => [
      { text: receipt },
      { text: `${detailText[detail]}: ${said}`, classes: 'govuk-!-text-break-word' },
      { text: `${dateText(londonDate(at))}, ${byName}` },
      { text: settled === null ? 'We are looking at it' : settled.answer, classes: 'govuk-!-text-break-word' },
    ])}
  />
)
