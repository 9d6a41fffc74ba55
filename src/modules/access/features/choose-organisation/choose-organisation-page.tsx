import type { MembershipRole } from '#src/kit/actor.ts'
import { firstValue } from '#src/kit/form.ts'
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
import { type NamedOrganisation, organisationNames } from '../../../directory/public.ts'
import { OrganisationId, roleText } from '../../accounts/account.ts'
import { LostNotice } from '../../memberships/lost-notice.tsx'
import { chooseOrganisation } from './choose-organisation.ts'

type Choice = { readonly organisation: NamedOrganisation; readonly roles: readonly MembershipRole[] }
type Choices = {
  readonly choices: readonly Choice[]
  /** The name of the organisation that is no longer theirs. */
  readonly lost: string | null
}

/** Asks for whom somebody with several organisations acts. Who has only one, or none, goes home. */
export async function showChoice(request: WebRequest): Promise<Reply> {
  const choices = await choicesOf(request)
  if (choices.choices.length < 2) return redirectTo('/home')
  return show(choicePage(choices, { ...FORM, values: { organisation: request.actor.actingFor ?? '' } }))
}

/** Acts for the one that was chosen, from the list, or from the page of a trust for one of its schools. */
export async function chooseOne(request: WebRequest): Promise<Reply> {
  const chosen = OrganisationId.safeParse(firstValue(request.form, 'organisation'))
  const sessionId = request.session.id
  if (!chosen.success || sessionId === null) {
    const errors = [{ field: 'organisation', message: 'Select who you are acting for' }]
    return showAgain(choicePage(await choicesOf(request), { ...FORM, errors }))
  }
  const done = await request.execute(chooseOrganisation, { organisationId: chosen.data, sessionId })
  return done.ok ? redirectTo('/home') : notFound
}

const FORM = freshForm('/home/organisation')

async function choicesOf({ db, actor }: WebRequest): Promise<Choices> {
  const { lostActingFor, actingFor, memberships } = actor
  // Somebody of a trust who acts for one of its schools finds both.
  const ids = [...new Set([...actor.ownOrganisations, ...(actingFor === null ? [] : [actingFor])])]
  const names = await organisationNames(db, lostActingFor === null ? ids : [...ids, lostActingFor])
  const choices = ids.flatMap((id): Choice[] => {
    const organisation = names.get(id)
    const roles = memberships.filter(({ organisationId }) => organisationId === id).map(({ role }) => role)
    return organisation ? [{ organisation, roles }] : []
  })
  return {
    choices: choices.sort((one, other) => one.organisation.name.localeCompare(other.organisation.name, 'en-GB')),
    lost: lostActingFor === null ? null : (names.get(lostActingFor)?.name ?? null),
  }
}

const choicePage = ({ choices, lost }: Choices, form: FormState): Page =>
  formPage(
    form,
    { title: 'Who are you acting for?', ...(lost ? { before: <LostNotice name={lost} /> } : {}) },
    <RadioField
      name="organisation"
      legend="Who are you acting for?"
      heading
      hint="You can change this at any time from the top of every page"
      choices={choices.map(({ organisation, roles }) => ({
        value: organisation.id,
        text: organisation.name,
        hint: hintOf(organisation, roles),
      }))}
    />,
  )

const hintOf = ({ urn, kind }: NamedOrganisation, roles: readonly MembershipRole[]): string =>
  [
    roles.map((role) => roleText[role]).join(', '),
    ...(urn ? [`URN ${urn}`] : []),
    ...(kind === 'trust' ? ['trust'] : []),
  ].join(' – ')
