import { academicYearText } from '#src/kit/dates.ts'
import { SelectField } from '#src/ui/fields.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import type { ClaimYear } from '../years/claim-year.ts'

type YearFieldProps = { readonly years: readonly ClaimYear[]; readonly label?: string; readonly hint?: string }

/** One of the academic years that have rules. */
export const YearField = ({ years, label = 'Academic year', ...hint }: YearFieldProps): Html => (
  <SelectField
    name="year"
    label={label}
    {...hint}
    choices={[
      { value: '', text: 'Select a year' },
      ...years.map(({ year }) => ({ value: String(year), text: academicYearText(year) })),
    ]}
  />
)
