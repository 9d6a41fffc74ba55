import { parseForm } from '#src/kit/form.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { roleText } from '../../accounts/account.ts'
import { type EndedMembership, removalsSince } from '../../memberships/endings-queries.ts'
import { undoableSince } from '../../memberships/membership-rules.ts'
import type { Place } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { overtaken, peoplePath } from '../../memberships/refusal-page.tsx'
import { restorePerson } from './restore-person.ts'

export async function showRestoration(request: WebRequest, place: Place): Promise<Reply> {
  const removed = await removalInPath(request, place)
  if (!removed) return redirectTo(peoplePath(place))
  return show(restorePage({ place, removed, form: formFor(place, removed), saysWhy: mustSayWhy(request.actor, place) }))
}

export async function sendRestoration(request: WebRequest, place: Place): Promise<Reply> {
  const saysWhy = mustSayWhy(request.actor, place)
  const removed = await removalInPath(request, place)
  if (!removed) return redirectTo(peoplePath(place))
  const parsed = parseForm(reasonSchema(saysWhy), request.form)
  if (!parsed.ok) {
    const form = { ...formFor(place, removed), values: parsed.values, errors: parsed.errors }
    return showAgain(restorePage({ place, removed, form, saysWhy }))
  }
  const { reason } = parsed.values
  const done = await because(request, reason).execute(restorePerson, {
    organisationId: place.id,
    membershipId: removed.membershipId,
  })
  if (done.ok) return redirectTo(`${peoplePath(place)}?done=restored`)
  if (done.refusal.code === 'not-undoable') return redirectTo(peoplePath(place))
  return overtaken(place, done.refusal) ?? notFound
}

async function removalInPath({ db, now, params }: WebRequest, place: Place): Promise<EndedMembership | null> {
  const removals = await removalsSince(db, { organisationId: place.id, since: undoableSince(now) })
  return removals.find(({ membershipId }) => membershipId === params['membershipId']) ?? null
}

const formFor = (place: Place, { membershipId }: EndedMembership): FormState =>
  freshForm(`${peoplePath(place)}/${membershipId}/restoration`, { back: peoplePath(place) })

type RestorePage = {
  readonly place: Place
  readonly removed: EndedMembership
  readonly form: FormState
  readonly saysWhy: boolean
}

const restorePage = ({ place, removed, form, saysWhy }: RestorePage): Page =>
  formPage(
    form,
    {
      title: `Give ${removed.name} the role back?`,
      caption: place.name,
      headed: 'by-page',
      submit: 'Give the role back',
    },
    <>
      <p class="govuk-body">
        They become {roleText[removed.role].toLowerCase()} again at once, and we tell them by email.
      </p>
      {saysWhy ? <ReasonField /> : null}
    </>,
  )
