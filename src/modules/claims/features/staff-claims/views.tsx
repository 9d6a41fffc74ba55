import { TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { viewQuery } from '../../search/view-query-rules.ts'
import { CLAIMS, type SearchFacts } from './search-facts.ts'

/** Searches that somebody has kept, and the form that keeps this one. */
export const Views = ({ views, query, view }: Pick<SearchFacts, 'views' | 'query' | 'view'>): Html => {
  return (
    <section aria-labelledby="views-heading">
      <h2 class="govuk-heading-m" id="views-heading">
        Your views
      </h2>
      {views.length === 0 ? <p class="govuk-body">You have not saved a view yet.</p> : null}
      <ul class="govuk-list">
        {views.map(({ id, name, query: kept }) => (
          <li>
            <a class="govuk-link" href={`${CLAIMS}?${kept}`}>
              {name}
            </a>
            <Form state={freshForm(`${CLAIMS}/views/removal`, { hidden: { view: id } })}>
              <button type="submit" class="govuk-button govuk-button--secondary">
                Remove<span class="govuk-visually-hidden"> the view {name}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form state={freshForm(`${CLAIMS}/views`, { ...view, hidden: { query: viewQuery(query) } })}>
        <TextField name="name" label="Save this search as" width="one-half" />
        <Button text="Save the view" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </section>
  )
}
