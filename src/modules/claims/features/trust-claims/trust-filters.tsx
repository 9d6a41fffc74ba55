import { academicYearText } from '#src/kit/dates.ts'
import { SelectField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { TrustFacts } from './trust-claims-page.tsx'

/** Which claims are shown: only what some claim of the year has is offered. */
export const TrustFilters = ({ trust, year, years, all, schools, query }: TrustFacts): Html => {
  const providers = new Map(all.map(({ claim, providerName }) => [claim.providerId, providerName]))
  const statuses = CLAIM_STATUSES.filter((status) => all.some(({ claim }) => claim.status === status))
  const path = `/organisations/${trust.trustId}/trust-claims`
  const byName = (named: Iterable<readonly [string, string]>) =>
    [...named]
      .map(([value, text]) => ({ value, text }))
      .toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'))
  return (
    <section aria-labelledby="filter-heading">
      <h2 class="govuk-heading-m" id="filter-heading">
        Filter
      </h2>
      <SearchForm state={freshForm(path, { values: { ...query, year: String(year) } })}>
        <SelectField
          name="year"
          label="Academic year"
          choices={years.map((one) => ({ value: String(one), text: academicYearText(one) }))}
        />
        <SelectField
          name="school"
          label="School"
          choices={[
            { value: '', text: 'All schools' },
            ...byName([...schools.values()].map(({ id, name }) => [id, name] as const)),
          ]}
        />
        <SelectField
          name="provider"
          label="Provider"
          choices={[{ value: '', text: 'All providers' }, ...byName(providers)]}
        />
        <SelectField
          name="status"
          label="Status"
          choices={[
            { value: '', text: 'All statuses' },
            ...statuses.map((value) => ({ value, text: statusOf(statusKey(value)).text })),
          ]}
        />
        <Button text="Apply filters" />
      </SearchForm>
      <p class="govuk-body">
        <a class="govuk-link" href={path}>
          Clear filters
        </a>
      </p>
    </section>
  )
}
