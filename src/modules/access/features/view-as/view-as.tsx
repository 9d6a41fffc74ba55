import { Actor } from '#src/kit/actor.ts'
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
import { VIEW_AS } from '#src/platform/session/session-rules.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { type PersonForStaff, personForStaff } from '../../accounts/person-queries.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import { startViewingAs } from './start-viewing.ts'
import { stopViewingAs } from './stop-viewing.ts'

/** Whom staff want to look through the eyes of, as the policy judges them. */
export async function loadViewed({ db, params }: WebRequest) {
  const person = await personForStaff(db, params['accountId'] ?? '')
  if (!person) return null
  return {
    person,
    accountId: person.id,
    isStaff: person.powers.length > 0,
    isDisabled: person.disabledAt !== null,
  }
}

type Viewed = NonNullable<Awaited<ReturnType<typeof loadViewed>>>

/** Asks why, and says what it means. */
export const showViewAs = (_request: WebRequest, { person }: Viewed): Reply => show(viewAsPage(person, formFor(person)))

/** Begins, and shows what the person sees first. */
export async function startView(request: WebRequest, { person, accountId }: Viewed): Promise<Reply> {
  const parsed = parseForm(ReasonSchema, request.form)
  if (!parsed.ok) return showAgain(viewAsPage(person, { ...formFor(person), ...parsed }))
  const sessionId = request.session.id
  if (sessionId === null) return notFound
  const started = await request.withReason(parsed.values.reason).execute(startViewingAs, { accountId, sessionId })
  return started.ok ? redirectTo('/home') : notFound
}

/** Ends it, as the member of staff whom the session belongs to, and goes back to the person's page. */
export async function stopView(request: WebRequest): Promise<Reply> {
  const { viewedBy, accountId } = request.actor
  const sessionId = request.session.id
  if (viewedBy === null || sessionId === null) return notFound
  const viewer = new Actor({
    identity: { kind: 'account', id: viewedBy.accountId },
    name: viewedBy.name,
    door: 'staff',
  })
  await request.withReason(viewedBy.reason).executeAs(viewer, stopViewingAs, { sessionId })
  return redirectTo(`/people/${accountId}?done=viewing-stopped`)
}

const formFor = ({ id }: PersonForStaff): FormState => freshForm(`/view-as/${id}`, { back: `/people/${id}` })

const viewAsPage = ({ name }: PersonForStaff, form: FormState): Page =>
  reasonPage(form, {
    title: `View the service as ${name}`,
    caption: name,
    submit: 'Start viewing',
    about: (
      <p class="govuk-body">
        You see every page as they see it and cannot change anything. It ends when you stop it, when you sign out, or
        after {VIEW_AS.total('minutes')} minutes. Their history and yours show that you looked, and why.
      </p>
    ),
  })
