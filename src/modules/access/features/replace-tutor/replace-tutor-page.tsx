import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { email, name } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { EmailField, NameField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { type School, schoolByUrn } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { OBJECTION_DAYS } from '../../handovers/handover-rules.ts'
import { replaceTutor } from '../../handovers/replace-tutor.ts'
import { type Member, tutorOf } from '../../memberships/memberships-queries.ts'
import { reason, reasonPage } from '../../remedies/reason-form.tsx'

const Schema = z.object({
  name: name({ missing: 'Enter the full name of the new induction tutor' }),
  address: email({ missing: 'Enter the email address of the new induction tutor' }),
  reason,
})

const FAULTS: Readonly<Record<string, string>> = {
  'already-tutor': 'This person is the induction tutor already. Enter the email address of somebody else',
  'not-eligible': 'The school cannot use the service, so it can have no new induction tutor',
}

export const schoolAt = ({ db, params }: WebRequest): Promise<School | null> => schoolByUrn(db, params['urn'] ?? '')

/** Asks who follows, and why. */
export const showReplaceTutor = async ({ db }: WebRequest, school: School): Promise<Reply> =>
  show(replacePage(school, await tutorOf(db, school.id), formFor(school)))

/** Names the tutor, and shows the school, from which it can be undone. */
export async function sendReplaceTutor(request: WebRequest, school: School): Promise<Reply> {
  const tutor = await tutorOf(request.db, school.id)
  const again = (state: Partial<FormState>) => showAgain(replacePage(school, tutor, { ...formFor(school), ...state }))
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return again({ values: parsed.values, errors: parsed.errors })
  const input = { organisationId: OrganisationId.parse(school.id), ...parsed.values }
  const done = await request.withReason(parsed.values.reason).execute(replaceTutor, input)
  if (done.ok) return redirectTo(`/schools/${school.urn}?done=tutor-replaced`)
  const message = FAULTS[done.refusal.code]
  return message === undefined ? notFound : again({ values: parsed.raw, errors: [{ field: 'address', message }] })
}

const formFor = ({ urn }: School): FormState => freshForm(`/schools/${urn}/replace-tutor`, { back: `/schools/${urn}` })

const replacePage = (school: School, tutor: Member | null, form: FormState): Page =>
  reasonPage(form, {
    title: tutor ? `Replace ${tutor.name} as induction tutor` : 'Name the induction tutor',
    caption: school.name,
    submit: tutor ? 'Replace induction tutor' : 'Name induction tutor',
    about: (
      <p class="govuk-body">
        {tutor
          ? `${tutor.name} loses their access to the school. They and the school’s contact are told, and can object for ${OBJECTION_DAYS} days. You can undo it on the school’s page.`
          : 'They and the school’s contact are told by email.'}
      </p>
    ),
    fields: (
      <>
        <NameField name="name" label="Full name of the new induction tutor" autocomplete="off" />
        <EmailField name="address" label="Their email address" />
      </>
    ),
  })
