import type { Page } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SchoolPicker } from '#src/ui/school-picker.tsx'
import type { Workplace, WorkplaceSearch } from '../../workplaces/workplace.ts'
import { SEARCHES, type SearchStep, type WorkFacts } from './work-facts-queries.ts'
import { NotListed } from './workplace-not-listed.tsx'

type View = { readonly form: FormState; readonly facts: { readonly work: WorkFacts } }

const PICKED = 'picked-workplace'

/**
 * Where somebody looks their workplace up. The search is a GET of the same page and its results are the question; with
 * JavaScript a suggestion that is chosen while typing is the answer at once.
 */
export const workplacePage =
  (step: SearchStep) =>
  ({ form, facts: { work } }: View): Page => {
    const { title, label, hint } = WORDS[step]
    const hasResults = work.search !== null && work.search.found.length > 0
    const errors = errorsOf(form, hasResults)
    return page(
      { title, back: form.back, errors, script: 'picker.js', stylesheet: 'picker.css' },
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <SearchForm state={searchState(form, work, hasResults ? [] : errors)}>
          <SchoolPicker
            {...{ name: 'q', label, hint, picksInto: PICKED }}
            source={`/npq/workplaces/suggestions?among=${SEARCHES[step]}`}
            none="Nothing found. Select Search to look further."
          />
          <Button text="Search" classes="govuk-button--secondary" />
        </SearchForm>
        {hasResults ? null : <Known form={form} work={work} step={step} />}
        {work.search && hasResults ? <Results form={form} search={work.search} /> : null}
        <NotListed step={step} form={form} />
      </>,
    )
  }

/** Without a list there is nothing beside which an error could stand but the search. */
const errorsOf = ({ errors }: FormState, hasResults: boolean): FormState['errors'] =>
  hasResults ? errors : errors.map(({ message }) => ({ field: 'q', message }))

const WORDS: Readonly<Record<SearchStep, { readonly title: string; readonly label: string; readonly hint: string }>> = {
  'choose-school': {
    title: 'Where do you work?',
    label: 'Search for your school, college, trust or local authority',
    hint: 'Enter its name, postcode, town or unique reference number (URN)',
  },
  'choose-childcare-provider': {
    title: 'Which nursery or school do you work in?',
    label: 'Search for your nursery or school',
    hint: 'Enter its name, postcode, town or unique reference number (URN)',
  },
  'choose-private-childcare-provider': {
    title: 'Which early years or childcare provider do you work for?',
    label: 'Search by Ofsted unique reference number (URN), name or postcode',
    hint: 'An Ofsted URN has 6 or 7 numbers, sometimes with EY before them',
  },
}

function searchState(form: FormState, { search }: WorkFacts, errors: FormState['errors']): FormState {
  const [action = '', query = ''] = form.action.split('?')
  return freshForm(action, {
    values: { q: search?.text ?? '' },
    errors,
    hidden: Object.fromEntries(new URLSearchParams(query)),
  })
}

const NothingFound = ({ step, text }: { readonly step: SearchStep; readonly text: string }): Html => (
  <>
    <h2 class="govuk-heading-m">Nothing found</h2>
    <p class="govuk-body">
      Nothing is like “{text}”. Try fewer words, another spelling{step === 'choose-school' ? ', a former name' : ''}, or
      the postcode.
    </p>
  </>
)

type ResultsProps = { readonly form: FormState; readonly search: WorkplaceSearch }

const Results = ({ form, search: { found, text, isNearest, hasMore } }: ResultsProps): Html => (
  <Form state={{ ...form, hidden: { ...form.hidden, q: text } }}>
    <Picked />
    <RadioField
      name="workplace"
      legend="Select your workplace"
      hint={isNearest ? `Nothing has all of “${text}” in its name or address. These are the closest.` : undefined}
      choices={found.map((workplace) => ({ value: workplace.id, text: workplace.name, hint: hintOf(workplace) }))}
    />
    {hasMore ? <p class="govuk-body">There are more than are listed. Add a town or postcode to find yours.</p> : null}
    <Button text="Continue" preventDoubleClick />
  </Form>
)

const hintOf = ({ details, isOpen }: Workplace): string => [...details, ...(isOpen ? [] : ['Closed'])].join('. ')

type KnownProps = { readonly form: FormState; readonly step: SearchStep; readonly work: WorkFacts }

/** Who comes back to the page, or begins with what we knew, need not search again. */
const Known = ({ form, step, work: { search, workplace } }: KnownProps): Html => (
  <Form state={{ ...form, errors: [] }}>
    <Picked />
    {search ? <NothingFound step={step} text={search.text} /> : null}
    {search === null && workplace ? (
      <>
        <input type="hidden" name="workplace" value={workplace.id} />
        <h2 class="govuk-heading-m">The workplace that we have</h2>
        <p class="govuk-body">
          {workplace.name}
          <br />
          {hintOf(workplace)}
        </p>
        <Button text={`Continue with ${workplace.name}`} preventDoubleClick />
      </>
    ) : null}
  </Form>
)

/** Where a suggestion that is chosen while typing goes. It has no name, so that without it nothing is sent. */
const Picked = (): Html => <input type="hidden" id={PICKED} data-name="workplace" value="" />
