import { useField } from './form.tsx'
import { CharacterCount, Checkboxes, FileUpload, Input, Radios, Select, Textarea } from './govuk.ts'
import type { Html, InputOptions } from './govuk-types.ts'

/** `name` is the field's key in the schema and its id on the page. With `heading`, its label is the page's h1. */
type Field = { readonly name: string; readonly heading?: boolean; readonly hint?: string | undefined }
type Labelled = Field & { readonly label: string }
type Grouped = Field & { readonly legend: string }

type TextProps = Labelled & {
  /** In characters, for answers of a known length; otherwise a part of the column. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | 'one-half' | 'two-thirds' | 'full'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'email' | 'tel'
  readonly type?: 'text' | 'email' | 'tel'
  readonly spellcheck?: boolean
  readonly prefix?: string
  readonly suffix?: string
}

/** One line: a name, a number, a code. Numbers are text with a numeric keyboard. */
export const TextField = ({
  name,
  width = 'full',
  autocomplete,
  inputmode,
  type,
  spellcheck,
  prefix,
  suffix,
  ...field
}: TextProps): Html => {
  const { value, errorMessage } = useField(name)
  return (
    <Input
      {...affixes(prefix, suffix)}
      id={name}
      name={name}
      value={value}
      errorMessage={errorMessage}
      label={labelOf(field)}
      hint={hintOf(field)}
      classes={typeof width === 'number' ? `govuk-input--width-${width}` : `govuk-!-width-${width}`}
      autocomplete={autocomplete}
      inputmode={inputmode}
      type={type}
      spellcheck={spellcheck}
    />
  )
}

export const EmailField = (field: Labelled): Html => (
  <TextField {...field} type="email" autocomplete="email" spellcheck={false} width="two-thirds" />
)

/** A person's name in one field, which fits every name. */
export const NameField = ({ autocomplete = 'name', ...field }: Labelled & { readonly autocomplete?: string }): Html => (
  <TextField {...field} autocomplete={autocomplete} spellcheck={false} width="two-thirds" />
)

type LongTextProps = Labelled & {
  readonly rows?: number /** Shows how many characters are left. */
  readonly max?: number
}

export const LongTextField = ({ name, rows = 5, max, ...field }: LongTextProps): Html => {
  const { value, errorMessage } = useField(name)
  const options = {
    id: name,
    name,
    value,
    errorMessage,
    rows: String(rows),
    label: labelOf(field),
    hint: hintOf(field),
  }
  return max === undefined ? <Textarea {...options} /> : <CharacterCount {...options} maxlength={String(max)} />
}

export type Choice = {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** Fields that appear when this is chosen; without JavaScript they always show. */
  readonly conditional?: Html
}

type ChoiceProps = Grouped & {
  readonly choices: readonly (Choice | { readonly divider: string })[]
  readonly inline?: boolean
  readonly small?: boolean
}

export const RadioField = ({ name, choices, inline = false, small = false, ...field }: ChoiceProps): Html => {
  const { value, errorMessage } = useField(name)
  return (
    <Radios
      idPrefix={name}
      name={name}
      value={value}
      errorMessage={errorMessage}
      fieldset={fieldsetOf(field)}
      hint={hintOf(field)}
      classes={classes(inline && 'govuk-radios--inline', small && 'govuk-radios--small')}
      items={choices.map(itemOf)}
    />
  )
}

export const CheckboxField = ({ name, choices, small = false, ...field }: ChoiceProps): Html => {
  const { values, errorMessage } = useField(name)
  return (
    <Checkboxes
      idPrefix={name}
      name={name}
      values={values}
      errorMessage={errorMessage}
      fieldset={fieldsetOf(field)}
      hint={hintOf(field)}
      classes={classes(small && 'govuk-checkboxes--small')}
      items={choices.map(itemOf)}
    />
  )
}

type SelectProps = Labelled & { readonly choices: readonly { readonly value: string; readonly text: string }[] }

export const SelectField = ({ name, choices, ...field }: SelectProps): Html => {
  const { value, errorMessage } = useField(name)
  return (
    <Select
      id={name}
      name={name}
      value={value}
      items={choices}
      errorMessage={errorMessage}
      label={labelOf(field)}
      hint={hintOf(field)}
    />
  )
}

export const FileField = ({ name, accept, ...field }: Labelled & { readonly accept: string }): Html => {
  const { errorMessage } = useField(name)
  return (
    <FileUpload
      id={name}
      name={name}
      errorMessage={errorMessage}
      label={labelOf(field)}
      hint={hintOf(field)}
      attributes={{ accept }}
    />
  )
}

type Affixes = Pick<InputOptions, 'prefix' | 'suffix'>

const affixes = (prefix: string | undefined, suffix: string | undefined): Affixes => ({
  prefix: prefix === undefined ? undefined : { text: prefix },
  suffix: suffix === undefined ? undefined : { text: suffix },
})

const labelOf = ({ label, heading = false }: Omit<Labelled, 'name'>) => ({
  text: label,
  isPageHeading: heading,
  classes: heading ? 'govuk-label--l' : 'govuk-label--s',
})

export const fieldsetOf = ({ legend, heading = false }: Omit<Grouped, 'name'>) => ({
  legend: { text: legend, isPageHeading: heading, classes: `govuk-fieldset__legend--${heading ? 'l' : 's'}` },
})

export const hintOf = ({ hint }: { readonly hint?: string | undefined }) =>
  hint === undefined ? undefined : { text: hint }

const itemOf = (choice: Choice | { readonly divider: string }) =>
  'divider' in choice
    ? choice
    : {
        value: choice.value,
        text: choice.text,
        hint: hintOf(choice),
        conditional: choice.conditional ? { html: choice.conditional } : undefined,
      }

const classes = (...names: readonly (string | false)[]): string => names.filter(Boolean).join(' ')
