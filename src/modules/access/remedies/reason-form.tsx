import { z } from 'zod'
import { longText } from '#src/kit/form-fields.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { LONGEST_REASON } from './remedy-rules.ts'

/** Why staff do it: asked before everything that they do to other people's records. */
export const reason = longText({ missing: 'Enter why you are doing this', label: 'Reason', max: LONGEST_REASON })

export const ReasonSchema = z.object({ reason })

type ReasonPage = {
  readonly title: string
  /** Whom it is about, above the heading. */
  readonly caption: string
  readonly submit: string
  /** What will happen, so that nobody has to guess. */
  readonly about: Html
  /** What is asked besides the reason. */
  readonly fields?: Html
}

/** The confirm page of one action of staff: what will happen, why, and one button. */
export const reasonPage = (form: FormState, { title, caption, submit, about, fields }: ReasonPage): Page =>
  formPage(
    form,
    { title, caption, submit, headed: 'by-page', before: about },
    <>
      {fields ?? null}
      <LongTextField
        name="reason"
        label="Reason"
        hint="Such as who asked for it, and how you know that it was them. It is kept with the change, and staff can read it."
        rows={3}
        max={LONGEST_REASON}
      />
    </>,
  )
