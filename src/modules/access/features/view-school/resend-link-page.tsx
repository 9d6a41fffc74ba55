import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { email, oneOf, optional } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type Choice, EmailField, RadioField } from '#src/ui/fields.tsx'
import { FormContext, type FormState, freshForm } from '#src/ui/form.tsx'
import { type ContactPoint, contactsOf, type School } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { reason, reasonPage } from '../../remedies/reason-form.tsx'
import { RESEND_WAYS, resendLink } from './resend-link.ts'

const Schema = z.object({
  way: oneOf(RESEND_WAYS, 'Select where to send the link'),
  checked: optional(email({ missing: 'Enter the email address that you have checked' })),
  reason,
})

/** Asks by which way, and why. */
export const showResendLink = async ({ db }: WebRequest, school: School): Promise<Reply> =>
  show(resendPage(school, await contactsOf(db, school.id), formFor(school)))

/** Sends it, and goes back to the school, which shows what becomes of it. */
export async function sendResendLink(request: WebRequest, school: School): Promise<Reply> {
  const contacts = await contactsOf(request.db, school.id)
  const again = (state: Partial<FormState>) => showAgain(resendPage(school, contacts, { ...formFor(school), ...state }))
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return again({ values: parsed.values, errors: parsed.errors })
  const { way, checked, reason: why } = parsed.values
  if (way === 'checked-by-staff' && checked === null) {
    const errors = [{ field: 'checked', message: 'Enter the email address that you have checked' }]
    return again({ values: parsed.raw, errors })
  }
  const input = { organisationId: OrganisationId.parse(school.id), way, checkedAddress: checked }
  const sent = await request.withReason(why).execute(resendLink, input)
  if (!sent.ok && sent.refusal.code === 'no-contact') {
    const errors = [{ field: 'way', message: 'Select a way for which we have an address' }]
    return again({ values: parsed.raw, errors })
  }
  // Sent, or refused by a limit that the school's page explains: when the next may go.
  return redirectTo(`/schools/${school.urn}${sent.ok ? '?done=link-sent' : ''}#nomination-link`)
}

const formFor = ({ urn }: School): FormState => freshForm(`/schools/${urn}/resend-link`, { back: `/schools/${urn}` })

const resendPage = (school: School, contacts: readonly ContactPoint[], form: FormState): Page =>
  reasonPage(form, {
    title: 'Send the nomination link another way',
    caption: school.name,
    submit: 'Send link',
    about: (
      <p class="govuk-body">
        Whoever reads the mailbox can name the school’s induction tutor. Links that were sent before go on working.
      </p>
    ),
    fields: (
      <RadioField
        name="way"
        legend="Where should it go?"
        choices={[...contacts.map(heldChoice), checkedChoice(form)]}
      />
    ),
  })

const HELD = { main: 'The main address', alternative: 'The alternative address' } as const

const heldChoice = ({ channel, address }: ContactPoint): Choice => ({
  value: channel,
  text: `${HELD[channel]}, ${address}`,
})

const checkedChoice = (form: FormState): Choice => ({
  value: 'checked-by-staff',
  text: 'Another address, which I have checked with the school',
  hint: 'Call the number in GIAS, or look at the school’s own website. Say in the reason what you did',
  conditional: (
    <FormContext.Provider value={form}>
      <EmailField name="checked" label="Email address" />
    </FormContext.Provider>
  ),
})
