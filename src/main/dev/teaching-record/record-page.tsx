import { firstValue } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { RECORD_FAULTS, type RecordFault, type RecordFaultSwitch } from './faults.ts'
import { LOCAL_TEACHERS } from './local-teachers.ts'

const RECORD_PAGE = '/dev/teaching-record'

/** Who is in the local teaching record, and how it behaves. */
export const showRecord = (faults: RecordFaultSwitch) => (): Reply =>
  show(
    page(
      { title: 'Teaching record', breadcrumbs: [{ text: 'Development', href: '/dev' }] },
      <>
        <h1 class="govuk-heading-l">Teaching record</h1>
        <Table
          caption="Invented teachers whom the local teaching record knows"
          captionClasses="govuk-table__caption--m"
          head={['TRN', 'Name', 'Date of birth', 'What becomes visible'].map((text) => ({ text }))}
          rows={LOCAL_TEACHERS.map(({ trn, firstName, middleName, lastName, dateOfBirth, what }) =>
            [trn, [firstName, middleName, lastName].filter(Boolean).join(' '), dateOfBirth, what].map((text) => ({
              text,
            })),
          )}
        />
        <Form state={freshForm(RECORD_PAGE, { values: { fault: faults.fault } })}>
          <RadioField
            name="fault"
            legend="How it behaves"
            choices={Object.entries(RECORD_FAULTS).map(([value, text]) => ({ value, text }))}
          />
          <Button text="Change" />
        </Form>
      </>,
    ),
  )

/** Kept in memory: a restart puts the service right. */
export const changeRecordFault = (faults: RecordFaultSwitch) =>
  function changeRecordFault({ form }: WebRequest): Reply {
    const fault = firstValue(form, 'fault')
    if (isFault(fault)) faults.fault = fault
    return redirectTo(RECORD_PAGE)
  }

const isFault = (name: string): name is RecordFault => name in RECORD_FAULTS
