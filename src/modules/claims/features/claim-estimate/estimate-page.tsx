import { academicYearText } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import { type Money, subtract } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { areaText, type ClaimYear, type FundingArea, type TrainingType } from '../../years/claim-year.ts'

export type EstimateLine = {
  readonly name: string
  readonly hours: number
  readonly trainingType: TrainingType
  readonly amount: Money
}

export type EstimateFacts = {
  readonly place: SchoolPlace
  readonly area: FundingArea
  /** For an hour. */
  readonly rate: Money
  readonly rules: ClaimYear
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly providerId: string | null
  readonly lines: readonly EstimateLine[]
  readonly hours: number
  readonly total: Money
  readonly cover: { readonly anHour: Money; readonly total: Money } | null
  readonly query: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
  readonly isAsked: boolean
}

const TITLE = 'What you could claim'

export const estimatePage = (facts: EstimateFacts): Page =>
  page(
    { title: TITLE, errors: facts.errors, back: `/organisations/${facts.place.schoolId}/claims` },
    <>
      <span class="govuk-caption-l">{facts.place.school.name}</span>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        An estimate for training in {academicYearText(facts.rules.year)}. Your school is in the funding area{' '}
        {areaText[facts.area]}: {moneyText(facts.rate)} for an hour. It changes nothing and is not kept.
      </p>
      <Questions {...facts} />
      {facts.errors.length > 0 ? null : <Answer {...facts} />}
    </>,
  )

const Questions = ({ place, providers, rules, query, errors }: EstimateFacts): Html => (
  <SearchForm state={freshForm(`/organisations/${place.schoolId}/claim-estimate`, { values: query, errors })}>
    <SelectField
      name="provider"
      label="Provider that trained them (optional)"
      choices={[
        { value: '', text: 'Any: as if nothing was claimed' },
        ...providers.map(({ id, name }) => ({ value: id, text: name })),
      ]}
    />
    <TextField
      name="hours"
      label="Hours for each mentor (optional)"
      hint={`Leave it empty for as many as are left, ${rules.initialCap} at most`}
      width={3}
      inputmode="numeric"
    />
    <TextField name="more" label="Mentors who are not on your list yet (optional)" width={3} inputmode="numeric" />
    <TextField
      name="cover"
      label="What an hour of cover costs you (optional)"
      hint="To compare it with the funding"
      prefix="£"
      width={5}
    />
    <Button text="Work it out" />
  </SearchForm>
)

const Answer = (facts: EstimateFacts): Html => (
  <>
    <h2 class="govuk-heading-m">The estimate</h2>
    {facts.lines.length === 0 ? (
      <p class="govuk-body">
        No mentor is on your list. Enter above how many you expect, or{' '}
        <a class="govuk-link" href={`/organisations/${facts.place.schoolId}/mentors/new`}>
          add a mentor
        </a>
        .
      </p>
    ) : (
      <>
        <Table
          caption="By mentor"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            { text: 'Mentor' },
            { text: 'Training' },
            { text: 'Hours', format: 'numeric' },
            { text: 'Amount', format: 'numeric' },
          ]}
          rows={[
            ...facts.lines.map(({ name, trainingType, hours, amount }) => [
              { text: name },
              { text: trainingType === 'refresher' ? 'Refresher' : 'Initial' },
              { text: String(hours), format: 'numeric' as const },
              { text: moneyText(amount), format: 'numeric' as const },
            ]),
            [
              { text: 'Together' },
              { text: '' },
              { text: String(facts.hours), format: 'numeric' as const },
              { text: moneyText(facts.total), format: 'numeric' as const },
            ],
          ]}
        />
        <Compared {...facts} />
      </>
    )}
  </>
)

const Compared = ({ cover, total, hours }: EstimateFacts): Html | null =>
  cover === null ? null : (
    <Summary
      rows={[
        { key: 'Funding', value: moneyText(total) },
        { key: 'Cover', value: `${moneyText(cover.total)}: ${hours} hours at ${moneyText(cover.anHour)}` },
        {
          key: cover.total > total ? 'Not covered by the funding' : 'Left after cover',
          value: moneyText(cover.total > total ? subtract(cover.total, total) : subtract(total, cover.total)),
        },
      ]}
    />
  )
