import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { oneOf } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { roleText } from '../../accounts/account.ts'
import { GIVEN_ROLES, offeredRoles } from '../../memberships/membership-rules.ts'
import { type Member, membersOf } from '../../memberships/memberships-queries.ts'
import type { Place } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { overtaken, peoplePath } from '../../memberships/refusal-page.tsx'
import { roleChoices } from './add-person-page.tsx'
import { changeRole } from './change-role.ts'

const Fields = z.object({ role: oneOf(GIVEN_ROLES, 'Select what they may do') })

export async function showChangeRole(request: WebRequest, place: Place): Promise<Reply> {
  const member = await memberInPath(request, place)
  if (!member) return notFound
  const form = { ...formFor(place, member), values: { role: member.role } }
  return show(changePage({ place, member, form, saysWhy: mustSayWhy(request.actor, place) }))
}

export async function sendChangeRole(request: WebRequest, place: Place): Promise<Reply> {
  const saysWhy = mustSayWhy(request.actor, place)
  const parsed = parseForm(Fields.extend(reasonSchema(saysWhy).shape), request.form)
  if (!parsed.ok) return again(parsed)
  const { role, reason } = parsed.values
  const membershipId = request.params['membershipId'] ?? ''
  const done = await because(request, reason).execute(changeRole, { organisationId: place.id, membershipId, role })
  if (done.ok) return redirectTo(`${peoplePath(place)}?done=changed`)
  const message = MESSAGES[done.refusal.code]
  if (message) return again({ values: parsed.raw, errors: [{ field: 'role', message }] })
  return overtaken(place, done.refusal) ?? notFound

  async function again(state: Pick<FormState, 'values' | 'errors'>): Promise<Reply> {
    const member = await memberInPath(request, place)
    return member
      ? showAgain(changePage({ place, member, form: { ...formFor(place, member), ...state }, saysWhy }))
      : notFound
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  'has-role': 'Select a role that they do not have yet',
  'not-offered': 'Select one of these roles',
  'last-in-charge': 'Add another administrator first: nobody else could add and remove people',
}

/** One of the place's own members whose role can be given by colleagues. */
const memberInPath = async ({ db, params }: WebRequest, place: Place): Promise<Member | null> =>
  (await membersOf(db, place.id)).find(
    ({ membershipId, role }) => membershipId === params['membershipId'] && role !== 'induction-tutor',
  ) ?? null

const formFor = (place: Place, { membershipId }: Member): FormState =>
  freshForm(`${peoplePath(place)}/${membershipId}/role`, { back: peoplePath(place) })

type ChangePage = {
  readonly place: Place
  readonly member: Member
  readonly form: FormState
  readonly saysWhy: boolean
}

const changePage = ({ place, member, form, saysWhy }: ChangePage): Page =>
  formPage(
    form,
    {
      title: `Change the role of ${member.name}`,
      caption: place.name,
      headed: 'by-page',
      submit: 'Change role',
      before: (
        <p class="govuk-body">
          They are {roleText[member.role].toLowerCase()} now. The change counts at once, and we tell them by email.
        </p>
      ),
    },
    <>
      <RadioField name="role" legend="What may they do?" choices={roleChoices(offeredRoles(place))} />
      {saysWhy ? <ReasonField /> : null}
    </>,
  )
