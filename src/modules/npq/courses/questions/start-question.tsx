import type { Page } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'

type CohortChoice = { readonly identifier: string; readonly name: string; readonly hint: string | null }

const TITLE = 'When do you want to start?'

/** Which cohort, of those that can be chosen now. */
export const startPage = (form: FormState, cohorts: readonly CohortChoice[]): Page =>
  formPage(
    form,
    { title: TITLE },
    <RadioField
      name="cohort"
      heading
      legend={TITLE}
      choices={cohorts.map(({ identifier, name, hint }) => ({
        ...{ value: identifier, text: name },
        ...(hint === null ? {} : { hint }),
      }))}
    />,
  )
