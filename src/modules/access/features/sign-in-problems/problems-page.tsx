import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { PROBLEMS, PROBLEMS_BY_FREQUENCY } from '../../problems/sign-in-problem-rules.ts'

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

/** The one question that leads to every remedy. */
export const problemsPage = (typed: Typed): Page =>
  formPage(
    freshForm('/sign-in/problems', { ...typed, back: '/sign-in' }),
    { title: 'Problems signing in' },
    <RadioField
      name="problem"
      heading
      legend="Problems signing in"
      hint="Select what comes nearest"
      choices={PROBLEMS_BY_FREQUENCY.map((name) => ({ value: name, text: PROBLEMS[name].text }))}
    />,
  )
