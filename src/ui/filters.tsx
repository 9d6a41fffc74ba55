import type { Child } from 'hono/jsx'
import { FormContext, type FormState } from './form.tsx'
import { Button } from './govuk.ts'
import type { Html } from './govuk-types.ts'

/** One filter that is on, and the address without it. */
export type ActiveFilter = { readonly group: string; readonly text: string; readonly removeHref: string }

type FiltersProps = {
  /** A GET form: the filters are part of the address, so that it can be kept and sent. */
  readonly state: FormState
  readonly active: readonly ActiveFilter[]
  readonly clearHref: string
  /** Fields of the filter. */
  readonly children?: Child
}

/** Filters beside a list, in MoJ's pattern: what is on, each with a link that takes it off, then the fields and one button. */
export const Filters = ({ state, active, clearHref, children }: FiltersProps): Html => (
  <section class="app-filter" aria-labelledby="filter-heading">
    <h2 class="govuk-heading-m" id="filter-heading">
      Filter
    </h2>
    {active.length === 0 ? null : <ActiveFilters active={active} clearHref={clearHref} />}
    <SearchForm state={state}>
      {children}
      <Button text="Apply filters" />
    </SearchForm>
  </section>
)

/** A form that only asks: its answers are part of the address. */
export const SearchForm = ({ state, children }: { readonly state: FormState; readonly children?: Child }): Html => (
  <form method="get" action={state.action} novalidate>
    {Object.entries(state.hidden ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <FormContext.Provider value={state}>{children}</FormContext.Provider>
  </form>
)

/** A list with its filters on the left, as wide as the page. */
export const FilteredList = ({ filters, children }: { readonly filters: Html; readonly children?: Child }): Html => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-one-third">{filters}</div>
    <div class="govuk-grid-column-two-thirds">{children}</div>
  </div>
)

const ActiveFilters = ({ active, clearHref }: Pick<FiltersProps, 'active' | 'clearHref'>): Html => (
  <div class="app-filter__active">
    <h3 class="govuk-heading-s">Selected filters</h3>
    <ul class="govuk-list">
      {active.map(({ group, text, removeHref }) => (
        <li>
          <a class="govuk-link govuk-link--no-visited-state app-filter__tag" href={removeHref}>
            <span class="govuk-visually-hidden">Remove filter {group}: </span>
            {text}
          </a>
        </li>
      ))}
    </ul>
    <p class="govuk-body">
      <a class="govuk-link govuk-link--no-visited-state" href={clearHref}>
        Clear filters
      </a>
    </p>
  </div>
)
