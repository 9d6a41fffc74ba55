import { academicYearText, momentText } from '#src/kit/dates.ts'
import { subtract } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { rulesTrail } from '../../places/staff-trail.ts'
import { YearField } from '../../places/year-field.tsx'
import { areaText, type ClaimYear, FUNDING_AREAS, type Rates } from '../../years/claim-year.ts'
import type { Rate, RateEffect, RateStatus } from '../../years/rate.ts'

export const RATES = '/staff/claims/rates'
type ListFacts = {
  readonly years: readonly ClaimYear[]
  readonly inForce: ReadonlyMap<number, Rates | null>
  readonly rates: readonly Rate[]
  readonly mayPropose: boolean
  readonly entries: readonly HistoryEntry[]
}

/** What an hour is worth, by area and year, and what waits for a second person. */
export const ratesPage = ({ years, inForce, rates, mayPropose, entries }: ListFacts): Page => {
  const waiting = rates.filter(({ status }) => status === 'proposed')
  return page(
    { title: 'Rates of claims', width: 'full', breadcrumbs: rulesTrail() },
    <>
      <h1 class="govuk-heading-l">Rates of claims</h1>
      <p class="govuk-body">
        Pounds for an hour of a mentor’s training. One person proposes a rate, another decides. A claim that was sent
        keeps the rate of that moment for ever.
      </p>
      {mayPropose ? <Button text="Propose a rate" href={`${RATES}/new`} /> : null}
      {waiting.length === 0 ? null : <RateTable caption="Waiting for a second person" rates={waiting} />}
      <WideTable
        caption="Rates that count now"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          { text: 'Academic year' },
          ...FUNDING_AREAS.map((area) => ({ text: areaText[area], format: 'numeric' })),
        ]}
        rows={years.map(({ year }) => [
          { text: academicYearText(year) },
          ...FUNDING_AREAS.map((area) => {
            const amount = inForce.get(year)?.[area]
            return { text: amount === undefined ? 'None yet' : moneyText(amount), format: 'numeric' as const }
          }),
        ])}
      />
      <RateTable caption="All rates" rates={rates} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const STATUS: Readonly<Record<RateStatus, string>> = {
  proposed: 'Waits for a decision',
  approved: 'Approved',
  refused: 'Refused',
}

const RateTable = ({ caption, rates }: { readonly caption: string; readonly rates: readonly Rate[] }): Html => (
  <WideTable
    caption={caption}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      ...['Area', 'Academic year'].map((text) => ({ text })),
      { text: 'An hour', format: 'numeric' },
      ...['Status', 'Proposed', 'Decided', 'Source'].map((text) => ({ text })),
    ]}
    rows={rates.map((rate) => [
      {
        html: (
          <a class="govuk-link" href={`${RATES}/${rate.id}`}>
            {areaText[rate.area]}
            <span class="govuk-visually-hidden">
              , {academicYearText(rate.year)}, {moneyText(rate.pencePerHour)}
            </span>
          </a>
        ),
      },
      { text: academicYearText(rate.year) },
      { text: moneyText(rate.pencePerHour), format: 'numeric' },
      { text: STATUS[rate.status] },
      { text: `${rate.proposedByName ?? 'With the service'}, ${momentText(rate.proposedAt)}` },
      { text: rate.decidedAt ? `${rate.decidedByName ?? 'With the service'}, ${momentText(rate.decidedAt)}` : '' },
      { text: rate.source },
    ])}
  />
)

/** Another rate, for a second person to decide. */
export const newRatePage = (years: readonly ClaimYear[], form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Propose a rate',
      headed: 'by-page',
      submit: 'Propose the rate',
      before: <p class="govuk-body">Nothing changes until another person approves it.</p>,
    },
    <>
      <YearField years={years} />
      <RadioField
        name="area"
        legend="Funding area"
        choices={FUNDING_AREAS.map((value) => ({ value, text: areaText[value] }))}
      />
      <TextField name="pencePerHour" label="Rate for an hour" hint="For example, 43.80" prefix="£" width={5} />
      <TextField name="source" label="Source" hint="Where it was decided or published" />
      <LongTextField name="reason" label="Reason" hint="It is kept with the rate" rows={3} />
    </>,
  )

type OneFacts = {
  readonly rate: Rate
  readonly effect: RateEffect
  readonly form: FormState
  readonly mayDecide: boolean
  /** Whether who looks has proposed it. */
  readonly isOwn: boolean
}

/** One rate: what it would change, and the decision where it waits for one. */
export const ratePage = ({ rate, effect, form, mayDecide, isOwn }: OneFacts): Page => {
  const title = `${areaText[rate.area]}, ${academicYearText(rate.year)}: ${moneyText(rate.pencePerHour)} an hour`
  return page(
    { title, errors: form.errors, breadcrumbs: rulesTrail({ text: 'Rates of claims', href: RATES }) },
    <>
      <span class="govuk-caption-l">{STATUS[rate.status]}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={[...effectRows(rate, effect), ...historyRows(rate)]} />
      {rate.status === 'proposed' ? <Decision form={form} mayDecide={mayDecide} isOwn={isOwn} /> : null}
    </>,
  )
}

function effectRows({ status, pencePerHour }: Rate, { before, drafts, hours }: RateEffect) {
  if (status !== 'proposed') return []
  return [
    { key: 'Counts now', value: before === null ? 'No rate' : moneyText(before) },
    {
      key: 'Difference for an hour',
      value: before === null ? 'None to compare' : signed(subtract(pencePerHour, before)),
    },
    {
      key: 'Drafts that it would change',
      value: `${countText(drafts)}, with ${countText(hours)} hours. Claims that were sent keep their rate`,
    },
  ]
}

const signed = (amount: Parameters<typeof moneyText>[0]): string => `${amount > 0 ? '+' : ''}${moneyText(amount)}`

const historyRows = (rate: Rate) => [
  { key: 'Source', value: rate.source },
  { key: 'Proposed', value: `${rate.proposedByName ?? 'With the service'}, ${momentText(rate.proposedAt)}` },
  ...(rate.because ? [{ key: 'Why', value: rate.because }] : []),
  ...(rate.decidedAt
    ? [
        {
          key: rate.status === 'refused' ? 'Refused' : 'Approved',
          value: `${rate.decidedByName ?? 'With the service'}, ${momentText(rate.decidedAt)}`,
        },
      ]
    : []),
  ...(rate.decisionBecause ? [{ key: 'Why it was decided so', value: rate.decisionBecause }] : []),
]

const Decision = ({ form, mayDecide, isOwn }: Pick<OneFacts, 'form' | 'mayDecide' | 'isOwn'>): Html => {
  if (isOwn) return <InsetText text="You proposed this rate. Another payment officer decides it." />
  if (!mayDecide) return <InsetText text="A payment officer decides it." />
  return (
    <Form state={form}>
      <RadioField
        name="decision"
        legend="Do you approve this rate?"
        choices={[
          { value: 'approve', text: 'Yes', hint: 'It counts for what is sent from now on' },
          { value: 'refuse', text: 'No' },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="It is kept with the rate" rows={3} />
      <Button text="Save the decision" preventDoubleClick />
    </Form>
  )
}

/** A colleague has decided it meanwhile. */
export const settledPage = (rate: Rate): Page =>
  page(
    { title: 'A colleague has decided this rate', back: `${RATES}/${rate.id}` },
    <>
      <h1 class="govuk-heading-l">A colleague has decided this rate</h1>
      <p class="govuk-body">Your decision was not saved.</p>
      <Summary rows={historyRows(rate)} />
      <p class="govuk-body">
        <a class="govuk-link" href={RATES}>
          See all rates
        </a>
      </p>
    </>,
  )
