import { academicYearText } from '#src/kit/dates.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { Button, Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { SchoolPicker } from '#src/ui/school-picker.tsx'
import type { Accredited } from '../claims/accredited-queries.ts'

/** What a page needs that has the search. */
export const SEARCH_ASSETS = { script: 'picker.js', stylesheet: 'picker.css' } as const

/** More than these are not listed at once: more words find the provider sooner. */
const MOST_LISTED = 25

type SearchProps = {
  readonly schoolId: string
  /** The page itself: the search is a GET of it. */
  readonly action: string
  readonly text: string
  /** Where a suggestion that is chosen is the answer at once; otherwise it is looked up. */
  readonly picksInto?: string
  readonly errors: FormState['errors']
}

/** Looks a provider up by name, UKPRN or postcode; with JavaScript it suggests while somebody types. */
export const ProviderSearch = ({ schoolId, action, text, picksInto, errors }: SearchProps): Html => (
  <SearchForm state={freshForm(action, { values: { q: text }, errors })}>
    <SchoolPicker
      name="q"
      label="Search for the provider"
      hint="Enter its name, postcode or UK provider reference number (UKPRN)"
      source={suggestionsPath(schoolId)}
      none="No accredited provider found. Select Search for what to do."
      {...(picksInto ? { picksInto } : {})}
    />
    <Button text="Search" classes="govuk-button--secondary" />
  </SearchForm>
)

/** Where the suggestions come from. */
const suggestionsPath = (schoolId: string): `/${string}` => `/organisations/${schoolId}/new-claim/suggestions`

/** Without a list there is nothing beside which an error about the choice could stand but the search. */
export const splitErrors = (errors: FormState['errors'], { found }: Accredited) => {
  const ofSearch = (field: string) => field === 'provider' && found.length === 0
  return {
    search: errors.filter(({ field }) => ofSearch(field)).map(({ message }) => ({ field: 'q', message })),
    form: errors.filter(({ field }) => !ofSearch(field)),
  }
}

type FoundProps = { readonly accredited: Accredited; readonly text: string }

/** What was found, as a choice. */
export const ProviderChoices = ({ accredited: { found }, text }: FoundProps): Html => (
  <>
    <RadioField
      name="provider"
      legend={text.trim() === '' ? 'Providers that you have claimed with before' : 'Select the provider'}
      choices={found.slice(0, MOST_LISTED).map(({ id, ...provider }) => {
        const hint = hintOf(provider)
        return { value: id, text: provider.name, ...(hint === '' ? {} : { hint }) }
      })}
    />
    {found.length > MOST_LISTED ? (
      <p class="govuk-body">There are more than are listed. Add a word of its name or its postcode to find yours.</p>
    ) : null}
  </>
)

type Described = Pick<Accredited['all'][number], 'aliases' | 'postcode' | 'ukprn'>

/** What tells a provider from one of a like name. */
export const hintOf = ({ aliases, postcode, ukprn }: Described): string =>
  [
    ...(postcode === null ? [] : [postcode]),
    ...(ukprn === null ? [] : [`UKPRN ${ukprn}`]),
    ...(aliases.length === 0 ? [] : [`also ${aliases.join(', ')}`]),
  ].join(', ')

/** That nothing fits, when something was asked for; and the way on for whoever does not find the provider. */
export const NotFound = ({ accredited: { found, year }, text }: FoundProps): Html => {
  const isNothing = found.length === 0 && text.trim() !== ''
  return (
    <>
      {isNothing ? (
        <>
          <h2 class="govuk-heading-m">Nothing found</h2>
          <p class="govuk-body">
            No accredited provider has “{text.trim()}” in its name, postcode or UKPRN. Try fewer words or another
            spelling.
          </p>
        </>
      ) : null}
      <Details summaryText="The provider is not in the list" open={isNothing} html={<Advice year={year} />} />
    </>
  )
}

const Advice = ({ year }: Pick<Accredited, 'year'>): Html => (
  <>
    <p class="govuk-body">
      Training is often run by a school or a partnership for the provider that is accredited. A claim names the
      accredited one.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>Ask the people who ran the training which accredited provider it was for, and its UKPRN.</li>
      <li>If the provider has changed its name, search for both names, or for the UKPRN.</li>
      <li>
        A provider that {year === null ? '' : `was not accredited in ${academicYearText(year)}, or `}has lost its
        accreditation cannot be named. Ask it who accredits the training now.
      </li>
    </ul>
    <p class="govuk-body">
      If it is accredited and still not found, ask it to tell DfE. You can go on with the claim when it is in the list,
      while the claim window is open.
    </p>
  </>
)
