import { EmailField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, FormContext, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { School, Trust } from '../../../directory/public.ts'

type Props = { readonly form: FormState; readonly school: School; readonly trust: Trust | null }

/** The recorded check and the answer, on the page that shows everything the decision needs. */
export const AnswerForm = ({ form, school, trust }: Props): Html => (
  <Form state={form}>
    <RadioField
      name="check"
      legend="How did you check with the school?"
      hint="Not needed to refuse. Use only what the register says, never what the requester gave"
      choices={[
        { value: 'telephone', text: `Called ${school.telephone ?? 'the telephone number in GIAS'}` },
        { value: 'website', text: 'Looked at the school’s own website' },
        ...(trust ? [{ value: 'trust', text: `Asked its trust, ${trust.name}` }] : []),
        { value: 'local-authority', text: `Asked the local authority, ${school.laName}` },
      ]}
    />
    <TextField name="note" label="Who did you speak to, and what did they say?" />
    <RadioField
      name="outcome"
      legend="What is the answer?"
      choices={[
        {
          value: 'link',
          text: 'Send the link to an address that the school confirmed',
          conditional: (
            <FormContext.Provider value={form}>
              <EmailField name="address" label="Email address" />
            </FormContext.Provider>
          ),
        },
        {
          value: 'letter',
          text: 'Print a letter to the headteacher',
          hint: `It goes to ${school.addressLines.join(', ')}. The next page is the letter: print it before you leave it`,
        },
        {
          value: 'refuse',
          text: 'Refuse',
          conditional: (
            <FormContext.Provider value={form}>
              <TextField name="reason" label="Reason" hint="The requester reads it" />
            </FormContext.Provider>
          ),
        },
      ]}
    />
    <Button text="Answer" preventDoubleClick />
  </Form>
)
