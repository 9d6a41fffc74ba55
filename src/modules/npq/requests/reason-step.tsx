import { z } from 'zod'
import { text } from '#src/kit/form-fields.ts'
import { question } from '#src/kit/journey.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { CheckRow } from '#src/ui/check-answers.tsx'
import { TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'

/** Why staff change somebody's registration; its owner is not asked. */
export const reasonSteps = {
  reason: question(z.object({ reason: text({ missing: 'Enter the reason', label: 'Reason' }) })),
}

const TITLE = 'Why do you change this for them?'

export const reasonPages = {
  reason: ({ form }: { readonly form: FormState }): Page =>
    formPage(
      form,
      { title: TITLE },
      <TextField
        name="reason"
        heading
        label={TITLE}
        hint="Such as who asked for it and how you know that it was them. It is kept with the change"
      />,
    ),
}

export const reasonRows = {
  reason: ({ reason }: { readonly reason: string }): readonly CheckRow[] => [
    { key: 'Reason', value: reason, change: 'the reason' },
  ],
}
