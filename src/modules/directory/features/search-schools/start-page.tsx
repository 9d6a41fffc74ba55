import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { SchoolPicker } from '#src/ui/school-picker.tsx'

export const TITLE = 'Find a school'

/** The search box alone. */
export const startPage = (text: string, errors: readonly FieldError[]): Page =>
  page(
    { title: TITLE, errors, script: 'picker.js', stylesheet: 'picker.css' },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        Find a school in England, see whether it can use this service, and find out how its staff get access.
      </p>
      <SearchBox text={text} errors={errors} hidden={{}} />
    </>,
  )

type SearchBoxProps = {
  readonly text: string
  readonly errors: readonly FieldError[]
  /** What the address asks for besides. */
  readonly hidden: Readonly<Record<string, string>>
}

export const SearchBox = ({ text, errors, hidden }: SearchBoxProps): Html => (
  <SearchForm state={freshForm('/schools', { values: { q: text }, errors, hidden })}>
    <SchoolPicker name="q" label="School" />
    <Button text="Search" />
  </SearchForm>
)
