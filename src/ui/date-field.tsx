import type { DatePart } from '#src/kit/form.ts'
import { fieldsetOf, hintOf } from './fields.tsx'
import { useField } from './form.tsx'
import { DateInput } from './govuk.ts'
import type { Html } from './govuk-types.ts'

type DateProps = {
  readonly name: string
  readonly legend: string
  readonly heading?: boolean
  /** An example with a day above 12, so that nobody mistakes it for the month: "For example, 27 9 2026". */
  readonly hint?: string
}

const PARTS: readonly { readonly name: DatePart; readonly label: string; readonly width: 2 | 4 }[] = [
  { name: 'day', label: 'Day', width: 2 },
  { name: 'month', label: 'Month', width: 2 },
  { name: 'year', label: 'Year', width: 4 },
]

/** A date of three fields, of which only the wrong ones are red. */
export const DateField = (props: DateProps): Html => <PartsField {...props} parts={PARTS} />

/** A month and a year: `month` of kit/form-date.ts reads them. */
export const MonthField = (props: DateProps): Html => (
  <PartsField {...props} parts={PARTS.filter(({ name }) => name !== 'day')} />
)

const PartsField = ({ name, legend, heading, hint, parts }: DateProps & { readonly parts: typeof PARTS }): Html => {
  const { part, error, errorMessage } = useField(name)
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={fieldsetOf({ legend, ...(heading ? { heading } : {}) })}
      hint={hintOf({ hint })}
      errorMessage={errorMessage}
      items={parts.map(({ name: partName, label, width }) => ({
        name: partName,
        label,
        value: part(partName),
        classes: `govuk-input--width-${width}`,
        error: error ? (error.parts ?? [partName]).includes(partName) : false,
      }))}
    />
  )
}
