import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { email } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { EmailField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { reason, reasonPage } from '../../remedies/reason-form.tsx'
import { CORRECTION_UNDO_DAYS } from '../../remedies/remedy-rules.ts'
import { correctAddress } from './correct-address.ts'
import type { Subject } from './handlers.tsx'

const Schema = z.object({ address: email({ missing: 'Enter the email address that is right' }), reason })

/** What is wrong with the address given, beside its field. */
const ADDRESS_FAULTS: Readonly<Record<string, string>> = {
  'same-address': 'Enter an email address that differs from the one that they have',
  'address-in-use': 'Another account has this email address. Find it under People, or enter another address',
}

/** Asks for the address that is right, and why. */
export const showCorrectAddress = ({ path }: WebRequest, subject: Subject): Reply =>
  show(correctPage(subject, formAt(path, subject)))

export async function sendCorrectAddress(request: WebRequest, subject: Subject): Promise<Reply> {
  const form = formAt(request.path, subject)
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(correctPage(subject, { ...form, values: parsed.values, errors: parsed.errors }))
  const { person, address } = subject
  const { reason: why, address: right } = parsed.values
  const input = { accountId: person.id, addressId: address?.id ?? '', address: right }
  const done = await request.withReason(why).execute(correctAddress, input)
  if (done.ok) return redirectTo(`/people/${person.id}?done=address-corrected`)
  const message = ADDRESS_FAULTS[done.refusal.code]
  if (message === undefined) return notFound
  const errors = [{ field: 'address', message }]
  return showAgain(correctPage(subject, { ...form, values: parsed.raw, errors }))
}

const formAt = (path: string, { person }: Subject): FormState => freshForm(path, { back: `/people/${person.id}` })

const correctPage = ({ person, address }: Subject, form: FormState): Page =>
  reasonPage(form, {
    title: `Correct the email address ${address?.address}`,
    caption: person.name,
    submit: 'Correct address',
    about: (
      <p class="govuk-body">
        The old address stops working, and they are signed out everywhere. Both mailboxes are told. You can undo it for{' '}
        {CORRECTION_UNDO_DAYS} days.
      </p>
    ),
    fields: <EmailField name="address" label="Right email address" />,
  })
