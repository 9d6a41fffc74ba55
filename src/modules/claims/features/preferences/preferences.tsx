import { allValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { NotificationBanner } from '#src/ui/govuk.ts'
import { organisationById } from '../../../directory/public.ts'
import { EMAIL_KINDS } from '../../claims/email-kinds.ts'
import { chooseEmails } from '../../preferences/choose-emails.ts'

export type PreferencePlace = { readonly organisationId: string; readonly name: string; readonly kind: string }

/** For `load`: the organisation of the address, of any kind. */
export async function organisationOfAddress({ db, params }: WebRequest): Promise<PreferencePlace | null> {
  const organisation = await organisationById(db, params['organisationId'] ?? '')
  return organisation ? { organisationId: organisation.id, name: organisation.name, kind: organisation.kind } : null
}

const TEXTS: Readonly<Record<(typeof EMAIL_KINDS)[number], { readonly text: string; readonly hint: string }>> = {
  progress: { text: 'How claims get on', hint: 'When a claim is sent, paid, checked or closed' },
  reminders: { text: 'Reminders', hint: 'Such as a draft that will not keep its hours much longer' },
  dates: { text: 'Dates', hint: 'When claiming opens and when it is about to close' },
}

/** What somebody gets by email about claims: everything, until they say otherwise. */
export async function showPreferences({ db, actor, query }: WebRequest, place: PreferencePlace): Promise<Reply> {
  const rows = await db
    .selectFrom('claims.email_preferences')
    .select('kind')
    .where('account_id', '=', actor.accountId ?? '')
    .where('wanted', '=', false)
    .execute()
  const wanted = EMAIL_KINDS.filter((kind) => !rows.some((row) => row.kind === kind))
  const path = pathOf(place)
  const form = freshForm(path, { back: listOf(place), values: { wanted } })
  return show(preferencesPage(form, place, query['done'] === 'saved'))
}

export async function sendPreferences(request: WebRequest, place: PreferencePlace): Promise<Reply> {
  const ticked = allValues(request.form, 'wanted')
  const wanted = EMAIL_KINDS.filter((kind) => ticked.includes(kind))
  await request.execute(chooseEmails, { organisationId: place.organisationId, wanted })
  return redirectTo(`${pathOf(place)}?done=saved`)
}

const LISTS: Readonly<{ [kind: string]: string }> = { school: 'claims', trust: 'trust-claims' }

/** Where its claims are listed: a school's own, a trust's of all its schools, or those that name a provider. */
const listOf = ({ organisationId, kind }: PreferencePlace): `/${string}` =>
  `/organisations/${organisationId}/${LISTS[kind] ?? 'provider-claims'}`

const pathOf = ({ organisationId }: PreferencePlace): `/${string}` =>
  `/organisations/${organisationId}/claims/preferences`

const preferencesPage = (form: FormState, { name }: PreferencePlace, isSaved: boolean): Page =>
  formPage(
    form,
    {
      title: 'Emails about claims',
      caption: name,
      headed: 'by-page',
      submit: 'Save',
      before: (
        <>
          {isSaved ? <NotificationBanner type="success" text="Saved. It counts from the next email on." /> : null}
          <p class="govuk-body">
            This is about the emails that you get yourself, wherever you work. When we need something from you or your
            claim, we write to you all the same.
          </p>
        </>
      ),
    },
    <CheckboxField
      name="wanted"
      legend="Which emails do you want?"
      choices={EMAIL_KINDS.map((value) => ({ value, ...TEXTS[value] }))}
    />,
  )
