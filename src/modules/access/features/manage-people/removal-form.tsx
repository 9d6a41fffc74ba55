import type { Page } from '#src/platform/http/route.ts'
import { EmailField, NameField, RadioField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { roleText } from '../../accounts/account.ts'
import { REMOVAL_UNDO_DAYS } from '../../memberships/membership-rules.ts'
import type { Member } from '../../memberships/memberships-queries.ts'
import type { Place } from '../../memberships/place.ts'
import { ReasonField } from '../../memberships/reason-field.tsx'
import { peoplePath } from '../../memberships/refusal-page.tsx'

export type Removal = {
  readonly place: Place
  readonly member: Member
  /** Whether it is the reader's own role: they leave. */
  readonly isOwn: boolean
  /** Whether nobody would be left who can add people. */
  readonly needsSuccessor: boolean
  readonly others: readonly Member[]
}

export const NEW_PERSON = 'new-person'

export const removalForm = ({ place, member }: Removal): FormState =>
  freshForm(`${peoplePath(place)}/${member.membershipId}/removal`, { back: peoplePath(place) })

export const removalPage = (removal: Removal, form: FormState): Page => {
  const { place, member, isOwn } = removal
  const role = roleText[member.role].toLowerCase()
  const title = isOwn ? `Leave ${place.name}` : `Remove ${member.name} from ${place.name}`
  return formPage(
    form,
    {
      title: isOwn ? title : `${title}?`,
      headed: 'by-page',
      submit: isOwn ? 'Leave' : 'Remove this person',
      before: isOwn ? <WhatLeavingDoes role={role} /> : <WhatRemovingDoes role={role} />,
    },
    <>
      {removal.needsSuccessor ? <SuccessorFields {...removal} /> : null}
      {isOwn ? null : <ReasonField hint="Such as: they have left the school. It is kept with the change" />}
    </>,
  )
}

const WhatRemovingDoes = ({ role }: { readonly role: string }): Html => (
  <ul class="govuk-list govuk-list--bullet">
    <li>They lose the role of {role} and are signed out at once.</li>
    <li>We tell them by email.</li>
    <li>You can undo this for {REMOVAL_UNDO_DAYS} days.</li>
  </ul>
)

const WhatLeavingDoes = ({ role }: { readonly role: string }): Html => (
  <ul class="govuk-list govuk-list--bullet">
    <li>You lose the role of {role} and are signed out at once.</li>
    <li>Your account stays. If you have other roles, sign in again.</li>
    <li>Somebody in charge can give you the role back.</li>
  </ul>
)

const SuccessorFields = ({ isOwn, others }: Removal): Html => (
  <RadioField
    name="successor"
    legend="Who takes over as administrator?"
    hint={`${isOwn ? 'You are' : 'They are'} the only person who can add and remove people, so somebody must follow`}
    choices={[
      ...others.map(({ accountId, name, role }) => ({ value: accountId, text: name, hint: roleText[role] })),
      {
        value: NEW_PERSON,
        text: 'Somebody new',
        conditional: (
          <>
            <NameField name="name" label="Full name" autocomplete="off" />
            <EmailField name="email" label="Email address" />
          </>
        ),
      },
    ]}
  />
)
