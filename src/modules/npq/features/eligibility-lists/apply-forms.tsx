import { countText } from '#src/ui/count-text.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { isUnusual } from '../../lists/list-guard-rules.ts'
import type { VersionFacts } from './version-facts.ts'

/** What can be done with a version that was only looked at: make it count from a day on, or throw it away. */
export const ApplyForms = ({ version, difference, unusual, given }: VersionFacts): Html => {
  const address = `/staff/npq/lists/${version.list}/versions/${version.id}`
  const needsReason = isUnusual(unusual)
  return (
    <>
      {unusual.muchRemoved ? (
        <WarningText
          text={`${countText(difference.removed)} of ${countText(difference.before)} settings would no longer be on the list.`}
          iconFallbackText="Warning"
        />
      ) : null}
      {unusual.rowsLeftOut ? (
        <WarningText text="Some rows could not be used. They are listed below." iconFallbackText="Warning" />
      ) : null}
      {difference.added + difference.removed === 0 ? (
        <p class="govuk-body">The version that counts now has the same settings: this file changes nothing.</p>
      ) : null}
      <Form state={freshForm(`${address}/application`, given)}>
        <RadioField
          name="when"
          legend="When does it start to count?"
          choices={[
            { value: 'today', text: 'Now' },
            {
              value: 'later',
              text: 'On a later day',
              conditional: <DateField name="from" legend="First day" hint="For example, 27 9 2027" />,
            },
          ]}
        />
        {needsReason ? (
          <LongTextField name="because" label="Why is this file right?" hint="It is kept in the history" rows={3} />
        ) : null}
        <Button text={needsReason ? 'Apply the list although it is unusual' : 'Apply the list'} preventDoubleClick />
      </Form>
      <Form state={freshForm(`${address}/discard`)}>
        <Button text="Throw this version away" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </>
  )
}
