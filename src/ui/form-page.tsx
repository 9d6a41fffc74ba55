import type { Page } from '#src/platform/http/route.ts'
import { Form, type FormState } from './form.tsx'
import { Button } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { page } from './layout.tsx'

type FormPage = {
  /** The question, which is also the page's heading. */
  readonly title: string
  /** The h1 is written here unless a field's label or legend is it (`heading`). */
  readonly headed?: 'by-field' | 'by-page'
  /** Said small above the heading, such as the school that this is about. */
  readonly caption?: string
  readonly submit?: string
  readonly files?: boolean
  readonly before?: Html
  /** Below the form, such as where to go when one cannot answer. */
  readonly after?: Html
  readonly script?: 'picker.js'
}

/** A question page: back link, one question, one button. With errors, the same page again, titled "Error:". */
export const formPage = (form: FormState, options: FormPage, fields: Html): Page => {
  const { title, headed = 'by-field', caption, submit = 'Continue', files = false, before, after, script } = options
  return page(
    { title, errors: form.errors, back: form.back, ...(script ? { script, stylesheet: 'picker.css' } : {}) },
    <>
      {caption ? <span class="govuk-caption-l">{caption}</span> : null}
      {headed === 'by-page' ? <h1 class="govuk-heading-l">{title}</h1> : null}
      {before ?? null}
      <Form state={form} files={files}>
        {fields}
        <Button text={submit} preventDoubleClick />
      </Form>
      {after ?? null}
    </>,
  )
}
