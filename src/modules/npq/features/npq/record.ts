import { accountOfPerson } from '#src/modules/access/public.ts'
import { personIdChanges } from '#src/modules/directory/public.ts'
import { earlierHistory, historyBefore } from '#src/platform/audit/history-pages.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { sightOf } from '../../api/application-sights-queries.ts'
import { presentApplication } from '../../api/present-application.ts'
import { decisionsOf } from '../../funding/decisions-queries.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { type LoadedStatus, loadStatus } from '../../status/loaded-status-queries.ts'
import { recordPage } from './record-page.tsx'

export type StaffRecord = LoadedStatus & Pick<Registration, 'personId' | 'providerId'>

/** Null when there is no such registration. */
export async function loadRecord({ db, params, now, actor }: WebRequest): Promise<StaffRecord | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  const loaded = id.success ? await loadStatus(db, { id: id.data, now, lookedAtBy: actor.personId }) : null
  if (!loaded) return null
  const { personId, providerId } = loaded.view.registration
  return { ...loaded, personId, providerId }
}

/** A registration as its owner sees it, as its provider's system does, and what only staff see. */
export async function showRecord(request: WebRequest, record: StaffRecord): Promise<Reply> {
  const { db, query } = request
  const { id, personId, providerId } = record.view.registration
  const history = await request.history({ kind: 'registration', id }, historyBefore(query['before']))
  const sight = await sightOf(db, { providerId, registrationId: id })
  return show(
    recordPage({
      record,
      history,
      earlier: earlierHistory(recordPath(record), history),
      done: query['done'] ?? null,
      account: await accountOfPerson(db, personId),
      decisions: await decisionsOf(db, id),
      idChanges: (await personIdChanges(db, [personId])).get(personId) ?? [],
      application: sight && presentApplication(sight),
    }),
  )
}

export const recordPath = ({ view }: Pick<StaffRecord, 'view'>): string =>
  `/staff/npq/registrations/${view.registration.id}`
