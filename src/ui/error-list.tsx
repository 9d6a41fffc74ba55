import { type FieldError, targetOf } from '#src/kit/form.ts'
import { ErrorSummary } from './govuk.ts'
import type { Html } from './govuk-types.ts'

/** "There is a problem": one link an error, to the input that is wrong, in the words that stand beside it. */
export const ErrorList = ({ errors }: { readonly errors: readonly FieldError[] }): Html | null =>
  errors.length === 0 ? null : (
    <ErrorSummary
      titleText="There is a problem"
      errorList={errors.map((error) => ({ text: error.message, href: `#${targetOf(error)}` }))}
    />
  )
