import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { name } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { NameField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { changeName } from './change-name.ts'

const Schema = z.object({ name: name({ missing: 'Enter your full name' }) })

export const showChangeName = ({ actor }: WebRequest): Reply =>
  show(namePage({ ...FORM, values: { name: actor.name } }))

export async function sendChangeName(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(namePage({ ...FORM, values: parsed.values, errors: parsed.errors }))
  const done = await request.execute(changeName, parsed.values)
  return redirectTo(done.ok ? '/account?done=name' : '/account')
}

const FORM = freshForm('/account/name', { back: '/account' })

const namePage = (form: FormState): Page =>
  formPage(
    form,
    { title: 'What is your full name?', submit: 'Change name' },
    <NameField
      name="name"
      label="What is your full name?"
      heading
      hint="Colleagues and training providers see it. We tell all your email addresses"
    />,
  )
