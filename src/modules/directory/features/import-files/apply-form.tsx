import type { FieldError, RawValues } from '#src/kit/form.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { Import } from '../../imports/imports-queries.ts'
import { unusualText } from '../../imports/refusal-text.ts'

type ApplyProps = {
  readonly shown: Import
  readonly form: { readonly values: RawValues; readonly errors: readonly FieldError[] }
}

/** The button that changes the data; for an unusual file, with the question why it is right. */
export const ApplyForm = ({ shown, form }: ApplyProps): Html => {
  const { unusual } = shown.summary
  return (
    <>
      {unusual.map((one) => (
        <WarningText text={unusualText(one)} iconFallbackText="Warning" />
      ))}
      <Form state={freshForm(`/imports/${shown.id}/application`, form)}>
        {unusual.length === 0 ? null : (
          <LongTextField
            name="reason"
            label="Why is this file right?"
            hint="It is kept in the history. For example, the first national file after a trial with a few schools"
            rows={3}
          />
        )}
        <Button
          text={unusual.length === 0 ? 'Apply the file' : 'Apply the file although it is unusual'}
          preventDoubleClick
        />
      </Form>
    </>
  )
}
