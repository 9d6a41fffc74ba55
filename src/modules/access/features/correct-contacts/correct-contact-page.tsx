import { z } from 'zod'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
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
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { CONTACT_CHANNELS, correctContact, takeBackContact } from '../../../directory/public.ts'
import type { Place } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { CHANNEL_TEXT, type Channel, contactsPath } from './contacts-page.tsx'

const Fields = z.object({ email: email({ missing: 'Enter the email address' }) })

export function showCorrect({ params, actor }: WebRequest, place: Place): Reply {
  const channel = channelIn(params)
  return channel ? show(correctPage(asked(place, channel, actor), formFor(place, channel))) : notFound
}

/** Sets the address after a look at it. Both mailboxes are told, so that neither loses the school unnoticed. */
export async function sendCorrect(request: WebRequest, place: Place): Promise<Reply> {
  const channel = channelIn(request.params)
  if (!channel) return notFound
  const asking = asked(place, channel, request.actor)
  const form = formFor(place, channel)
  const parsed = parseForm(Fields.extend(reasonSchema(asking.saysWhy).shape), request.form)
  if (!parsed.ok) return showAgain(correctPage(asking, { ...form, values: parsed.values, errors: parsed.errors }))
  const { email: address, reason } = parsed.values
  const likely = likelyAddress(address)
  if (likely && firstValue(request.form, 'as-typed') !== address) {
    return show(correctPage(asking, { ...form, values: parsed.raw, hidden: { 'as-typed': address } }, likely))
  }
  const done = await because(request, reason).execute(correctContact, { organisationId: place.id, channel, address })
  if (done.ok) return redirectTo(`${contactsPath(place)}?done=corrected`)
  if (done.refusal.code !== 'same-address') return notFound
  const errors = [{ field: 'email', message: 'Enter another address: we use this one already' }]
  return showAgain(correctPage(asking, { ...form, values: parsed.raw, errors }))
}

export function showTakeBack({ params, actor }: WebRequest, place: Place): Reply {
  const channel = channelIn(params)
  return channel ? show(takeBackPage(asked(place, channel, actor), takeBackForm(place, channel))) : notFound
}

/** Lets GIAS's address count again. Twice is no harm. */
export async function sendTakeBack(request: WebRequest, place: Place): Promise<Reply> {
  const channel = channelIn(request.params)
  if (!channel) return notFound
  const asking = asked(place, channel, request.actor)
  const parsed = parseForm(reasonSchema(asking.saysWhy), request.form)
  if (!parsed.ok) {
    const form = { ...takeBackForm(place, channel), values: parsed.values, errors: parsed.errors }
    return showAgain(takeBackPage(asking, form))
  }
  const input = { organisationId: place.id, channel }
  const done = await because(request, parsed.values.reason).execute(takeBackContact, input)
  return redirectTo(`${contactsPath(place)}${done.ok ? '?done=taken-back' : ''}`)
}

type Asking = { readonly place: Place; readonly channel: Channel; readonly saysWhy: boolean }

const asked = (place: Place, channel: Channel, actor: WebRequest['actor']): Asking => ({
  place,
  channel,
  saysWhy: mustSayWhy(actor, place),
})

const channelIn = (params: WebRequest['params']): Channel | null =>
  CONTACT_CHANNELS.find((channel) => channel === params['channel']) ?? null

const formFor = (place: Place, channel: Channel): FormState =>
  freshForm(`${contactsPath(place)}/${channel}`, { back: contactsPath(place) })

const takeBackForm = (place: Place, channel: Channel): FormState =>
  freshForm(`${contactsPath(place)}/${channel}/gias`, { back: contactsPath(place) })

const correctPage = ({ place, channel, saysWhy }: Asking, form: FormState, likely: string | null = null): Page =>
  formPage(
    form,
    {
      title: `Correct the ${CHANNEL_TEXT[channel].toLowerCase()}`,
      caption: place.name,
      headed: 'by-page',
      submit: 'Use this address',
      before: likely ? (
        <InsetText text={`Did you mean ${likely}? Change the email address, or use it if it is right.`} />
      ) : (
        <WhatHappens />
      ),
    },
    <>
      <EmailField name="email" label="Email address" hint="A mailbox of the school, such as the school office" />
      {saysWhy ? <ReasonField /> : null}
    </>,
  )

const WhatHappens = (): Html => (
  <ul class="govuk-list govuk-list--bullet">
    <li>We write to this address from now on.</li>
    <li>We tell the new mailbox and the one before.</li>
    <li>Whoever reads it can name the induction tutor of the school.</li>
  </ul>
)

const takeBackPage = ({ place, channel, saysWhy }: Asking, form: FormState): Page =>
  formPage(
    form,
    {
      title: `Use what Get Information about Schools says as ${CHANNEL_TEXT[channel].toLowerCase()}?`,
      caption: place.name,
      headed: 'by-page',
      submit: 'Take the correction back',
    },
    <>
      <p class="govuk-body">Your correction ends at once. We tell both mailboxes.</p>
      {saysWhy ? <ReasonField /> : null}
    </>,
  )
