import { TextField } from './fields.tsx'
import type { Html } from './govuk-types.ts'

type SchoolPickerProps = {
  readonly name: string
  readonly label: string
  readonly heading?: boolean
  readonly hint?: string
  /** Where the suggestions come from: `?q=` gives a list of `{ urn, name, place, id }`, all strings; `urn` may be missing. */
  readonly source?: string
  /** What is said when there are none. */
  readonly none?: string
  /** The id of a hidden field without a name in another form: a chosen suggestion puts its `id` there, names it by `data-name`, and sends that form instead. */
  readonly picksInto?: string
}

const SUGGESTIONS = '/schools/suggestions'
const NONE = 'No school found. Select Search to look further.'

/**
 * Finds a school by what people know of it. Without JavaScript a text input whose form leads to a list of results; with it,
 * suggestions while typing. Its page needs `script: 'picker.js'` and `stylesheet: 'picker.css'`.
 * A chosen suggestion is sent as "Name (URN)", which the search understands.
 */
export const SchoolPicker = ({
  hint = 'Enter its name, URN, postcode or town',
  source = SUGGESTIONS,
  none = NONE,
  picksInto,
  ...field
}: SchoolPickerProps): Html => (
  <div
    data-module="app-school-picker"
    data-source={source}
    data-input={field.name}
    data-none={none}
    data-picks-into={picksInto}
  >
    <TextField {...field} hint={hint} autocomplete="off" spellcheck={false} />
  </div>
)
