import { z } from 'zod'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { email, name, oneOf } from '#src/kit/form-fields.ts'
import {
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  tooMany,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import { type Choice, EmailField, NameField, RadioField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import { roleText } from '../../accounts/account.ts'
import { ADDED_IN_A_DAY, GIVEN_ROLES, type GivenRole, offeredRoles } from '../../memberships/membership-rules.ts'
import type { Place } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { overtaken, peoplePath } from '../../memberships/refusal-page.tsx'
import { addPerson } from './add-person.ts'

const Fields = z.object({
  name: name({ missing: 'Enter their full name' }),
  email: email({ missing: 'Enter their email address' }),
  role: oneOf(GIVEN_ROLES, 'Select what they may do'),
})

export function showAddPerson({ actor }: WebRequest, place: Place): Reply {
  return show(addPage({ place, form: formFor(place), saysWhy: mustSayWhy(actor, place), likely: null }))
}

/** Adds somebody, after a look at the address: one slip and the message goes to nobody. */
export async function sendAddPerson(request: WebRequest, place: Place): Promise<Reply> {
  const { actor, form } = request
  const saysWhy = mustSayWhy(actor, place)
  const parsed = parseForm(Fields.extend(reasonSchema(saysWhy).shape), form)
  const again = (state: Partial<FormState>, likely: string | null = null) =>
    addPage({ place, form: { ...formFor(place), ...state }, saysWhy, likely })
  if (!parsed.ok) return showAgain(again({ values: parsed.values, errors: parsed.errors }))
  const { email: address, reason, ...person } = parsed.values
  const likely = likelyAddress(address)
  if (likely && firstValue(form, 'as-typed') !== address) {
    return show(again({ values: parsed.raw, hidden: { 'as-typed': address } }, likely))
  }
  const key = `access.people-added-by:${actor.accountId}`
  const token = await takeToken(request.db, { ...ADDED_IN_A_DAY, key, now: request.now })
  if (!token.taken) return tooMany(token.waitSeconds)
  const done = await because(request, reason).execute(addPerson, { organisationId: place.id, address, ...person })
  if (done.ok) return redirectTo(`${peoplePath(place)}?done=added`)
  const message = MESSAGES[done.refusal.code]
  if (message) return showAgain(again({ values: parsed.raw, errors: [{ field: 'role', message }] }))
  return overtaken(place, done.refusal) ?? redirectTo(peoplePath(place))
}

const MESSAGES: Readonly<Record<string, string>> = {
  'has-role': 'Select a role that this person does not have yet',
  'not-offered': 'Select one of these roles',
}

const formFor = (place: Place): FormState => freshForm(`${peoplePath(place)}/add`, { back: peoplePath(place) })

type AddPage = {
  readonly place: Place
  readonly form: FormState
  readonly saysWhy: boolean
  readonly likely: string | null
}

const addPage = ({ place, form, saysWhy, likely }: AddPage): Page =>
  formPage(
    form,
    {
      title: 'Add a person',
      caption: place.name,
      headed: 'by-page',
      submit: 'Add this person',
      before: likely ? (
        <InsetText text={`Did you mean ${likely}? Change the email address, or add the person if it is right.`} />
      ) : (
        <p class="govuk-body">
          We send them an email that tells them how to sign in. They need to sign up nowhere else: the same account
          serves every teacher training service.
        </p>
      ),
    },
    <>
      <NameField name="name" label="Full name" autocomplete="off" />
      <EmailField name="email" label="Email address" hint="One that only this person reads" />
      <RadioField name="role" legend="What may they do?" choices={roleChoices(offeredRoles(place))} />
      {saysWhy ? <ReasonField /> : null}
    </>,
  )

const ROLE_HINTS: Readonly<Record<GivenRole, string>> = {
  administrator: 'Adds and removes people, and does everything that the other roles do',
  claims: 'Prepares and follows claims for funding, and sees who has access',
  viewer: 'Sees everything and changes nothing',
}

export const roleChoices = (roles: readonly GivenRole[]): readonly Choice[] =>
  roles.map((role) => ({ value: role, text: roleText[role], hint: ROLE_HINTS[role] }))
