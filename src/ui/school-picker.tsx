import { TextField } from './fields.tsx'
import type { Html } from './govuk-types.ts'

type SchoolPickerProps = {
  readonly name: string
  readonly label: string
  readonly heading?: boolean
  readonly hint?: string
}

/** Where the suggestions come from: `?q=` gives a list of `{ urn, name, place }`, all strings. */
const SUGGESTIONS = '/schools/suggestions'

/**
 * Finds a school by what people know of it. Without JavaScript a text input whose form leads to a list of results; with it,
 * suggestions while typing. Its page needs `script: 'picker.js'` and `stylesheet: 'picker.css'`.
 * A chosen suggestion is sent as "Name (URN)", which the search understands.
 */
export const SchoolPicker = ({ hint = 'Enter its name, URN, postcode or town', ...field }: SchoolPickerProps): Html => (
  <div data-module="app-school-picker" data-source={SUGGESTIONS} data-input={field.name}>
    <TextField {...field} hint={hint} autocomplete="off" spellcheck={false} />
  </div>
)
