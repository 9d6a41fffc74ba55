import { type Child, createContext, useContext } from 'hono/jsx'
import { allValues, type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import { FormSecrets } from './form-secrets.tsx'
import type { Html } from './govuk-types.ts'

/** A form as it is shown: empty, with what is known, or again with what was typed and what to put right. */
export type FormState = {
  readonly action: string
  readonly values: RawValues
  readonly errors: readonly FieldError[]
  /** Where the back link leads; null where there is none. */
  readonly back: string | null
  readonly hidden?: Readonly<Record<string, string>>
}

/** A form that nobody has sent yet. */
export const freshForm = (action: string, given: Partial<Omit<FormState, 'action'>> = {}): FormState => ({
  action,
  values: {},
  errors: [],
  back: null,
  ...given,
})

export const FormContext = createContext<FormState | null>(null)

type FormProps = {
  readonly state: FormState
  /** Only for forms with files. */
  readonly files?: boolean
  readonly children?: Child
}

/** A form of ours: posts, carries its secrets, and leaves validation to the server. Its fields find their values by name. */
export const Form = ({ state, files = false, children }: FormProps): Html => (
  <form method="post" action={state.action} novalidate enctype={files ? 'multipart/form-data' : undefined}>
    <FormSecrets />
    {Object.entries(state.hidden ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <FormContext.Provider value={state}>{children}</FormContext.Provider>
  </form>
)

/** What a field of the surrounding form shows: its value or values, and its error. */
export function useField(name: string) {
  const form = useContext(FormContext)
  if (!form) throw new Error(`The field ${name} is outside a form`)
  const error = form.errors.find((candidate) => candidate.field === name)
  return {
    value: firstValue(form.values, name),
    values: allValues(form.values, name),
    part: (part: string) => firstValue(form.values, `${name}-${part}`),
    error,
    errorMessage: error ? { text: error.message } : undefined,
  }
}
