import { firstValue } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { FAULTS, type FaultSwitch, isFault } from './faults.ts'

const ADDRESS = '/dev/sign-in-service'

export const showFaults = (faults: FaultSwitch) => (): Reply =>
  show(
    page(
      { title: 'Sign-in service', breadcrumbs: [{ text: 'Development', href: '/dev' }] },
      <>
        <h1 class="govuk-heading-l">Sign-in service</h1>
        <Form state={freshForm(ADDRESS, { values: { fault: faults.fault } })}>
          <RadioField
            name="fault"
            legend="How the local sign-in service behaves"
            choices={Object.entries(FAULTS).map(([value, text]) => ({ value, text }))}
          />
          <Button text="Change" />
        </Form>
      </>,
    ),
  )

/** Kept in memory: a restart puts the service right. */
export const changeFault = (faults: FaultSwitch) =>
  function changeFault({ form }: WebRequest): Reply {
    const fault = firstValue(form, 'fault')
    if (isFault(fault)) faults.fault = fault
    return redirectTo(ADDRESS)
  }
