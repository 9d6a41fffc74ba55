import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { email, longText, name, optional, text } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { EmailField, LongTextField, NameField, TextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { linkRequestStates } from '../../link-requests/link-request-states.ts'
import { askStaff } from './ask-staff.ts'
import { followedRequest, unknownRequest } from './link-request-handlers.ts'
import type { Followed } from './link-request-page.tsx'

const MOST_CHARACTERS = 1_000

const Schema = z.object({
  name: name({ missing: 'Enter your full name', label: 'Full name' }),
  email: email({ missing: 'Enter your email address' }),
  telephone: optional(text({ missing: '', label: 'Telephone number', max: 40 })),
  explanation: longText({
    missing: 'Enter what you have tried',
    label: 'What you have tried',
    max: MOST_CHARACTERS,
  }),
})

/** The last resort, once no address of the school is left to try. Else the requester's page says what comes before. */
export async function showHelp(request: WebRequest): Promise<Reply> {
  const followed = await followedRequest(request)
  if (!followed) return unknownRequest
  return mayAsk(followed) ? show(helpPage(followed, formFor(followed))) : redirectTo(followed.at)
}

/** Hands the request to staff; the requester's page then says so. */
export async function askForHelp(request: WebRequest): Promise<Reply> {
  const followed = await followedRequest(request)
  if (!followed) return unknownRequest
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) {
    const { values, errors } = parsed
    return showAgain(helpPage(followed, { ...formFor(followed), values, errors }))
  }
  const { email: address, ...told } = parsed.values
  const reference = followed.at.slice('/link-requests/'.length)
  // Refused when staff have it already, or an address is left to try: the page says which.
  await request.execute(askStaff, { reference, address, ...told })
  return redirectTo(followed.at)
}

const mayAsk = ({ request, step, eligible, nominatedAt }: Followed): boolean =>
  eligible &&
  nominatedAt === null &&
  step.kind === 'staff' &&
  linkRequestStates.move('askStaff', request.status) !== null

const formFor = ({ at }: Followed): FormState => freshForm(`${at}/help`, { back: at })

const helpPage = ({ school }: Followed, form: FormState): Page =>
  formPage(
    form,
    {
      title: 'Ask the support team',
      caption: school.name,
      headed: 'by-page',
      submit: 'Send to the support team',
      before: (
        <p class="govuk-body">
          We check with the school, by telephone or through its trust or local authority. Then we send its link to the
          address that the school tells us, or a letter to its headteacher.
        </p>
      ),
    },
    <>
      <NameField name="name" label="Your full name" />
      <EmailField name="email" label="Your email address" hint="We send you our answer here" />
      <TextField
        name="telephone"
        label="Your telephone number (optional)"
        type="tel"
        autocomplete="tel"
        width={20}
        hint="In case we have a question"
      />
      <LongTextField
        name="explanation"
        label="What have you tried, and who at the school should have the link?"
        max={MOST_CHARACTERS}
      />
    </>,
  )
