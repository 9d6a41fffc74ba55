import { earlierHistory, historyBefore } from '#src/platform/audit/history-pages.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { registrationPolicy } from '../../registrations/registration-policy.ts'
import { asTold } from '../../status/history.ts'
import { type LoadedStatus, loadStatus, loadStatuses } from '../../status/loaded-status-queries.ts'
import { registrationsPage } from './list-page.tsx'
import { registrationPage } from './registration-page.tsx'

/** Straight to the only registration; a list of several. `?all` shows the list whatever is on it. */
export async function showRegistrations({ actor, db, now, query }: WebRequest): Promise<Reply> {
  const { personId } = actor
  const registrations = personId === null ? [] : await loadStatuses(db, { personId, now })
  const [only, another] = registrations
  if (only && !another && query['all'] === undefined) return redirectTo(addressOf(only.view.registration))
  return show(registrationsPage(registrations))
}

const addressOf = ({ id }: Pick<Registration, 'id'>): string => `/npq/registrations/${id}`

/** What the policy judges: whose it is. */
export type Loaded = LoadedStatus & Pick<Registration, 'personId' | 'providerId'>

/** Null when there is no such registration. */
export async function loadRegistration({ db, params, now, actor }: WebRequest): Promise<Loaded | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  const loaded = id.success ? await loadStatus(db, { id: id.data, now, lookedAtBy: actor.personId }) : null
  return loaded && { ...loaded, ...ownersOf(loaded) }
}

const ownersOf = ({ view: { registration } }: LoadedStatus) => ({
  personId: registration.personId,
  providerId: registration.providerId,
})

/** One registration. A page of its history; earlier ones are asked for. */
export async function showRegistration(request: WebRequest, loaded: Loaded): Promise<Reply> {
  const { actor, query } = request
  const { id } = loaded.view.registration
  const history = await request.history({ kind: 'registration', id }, historyBefore(query['before']))
  return show(
    registrationPage({
      loaded,
      isOwn: actor.personId === loaded.personId,
      mayChange: registrationPolicy.change(actor, loaded).allowed,
      history: asTold(history, actor),
      earlier: earlierHistory(addressOf({ id }), history),
    }),
  )
}
