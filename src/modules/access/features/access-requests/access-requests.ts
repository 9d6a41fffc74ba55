import type { Reader } from '#src/platform/db/database.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { organisationNames } from '../../../directory/public.ts'
import { objectedHandovers } from '../../handovers/handovers-queries.ts'
import { openRequestsEverywhere } from '../../join-requests/join-requests-queries.ts'
import { linkRequestsWithStaff } from '../../link-requests/link-requests-queries.ts'
import { mergeRequestsWithStaff } from '../../merges/merge-requests-queries.ts'
import { openTaskCounts } from '../../reports/open-tasks-queries.ts'
import { requestsPage } from './requests-page.tsx'
import { TASK_KINDS, type Task } from './task.ts'

/** All that waits for staff, the longest first, whatever kind it is. Seven queries, however many wait. */
export async function showAccessRequests({ db, query, path, now }: WebRequest): Promise<Reply> {
  const chosen = TASK_KINDS.find((kind) => kind === query['kind']) ?? null
  const counts = await openTaskCounts(db)
  const all = (await tasks(db)).filter(({ kind }) => chosen === null || kind === chosen)
  const shown = paging(query['page'], all.length)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const listed = all.slice(shown.offset, shown.offset + shown.limit)
  const organisations = await organisationNames(
    db,
    listed.flatMap(({ organisationId }) => organisationId ?? []),
  )
  return show(requestsPage({ chosen, counts, listed, organisations, paging: shown, query, now }))
}

/** Of requests to join the oldest are read, more than anybody answers in a day. */
const MOST_JOINS = 500

async function tasks(db: Reader): Promise<readonly Task[]> {
  const links = await linkRequestsWithStaff(db)
  const joins = await openRequestsEverywhere(db, { stage: 'with-staff', most: MOST_JOINS, skip: 0 })
  const objections = await objectedHandovers(db)
  const merges = await mergeRequestsWithStaff(db)
  return [
    ...links.map(
      ({ id, organisationId, name, askedAt }): Task => ({
        kind: 'link',
        organisationId,
        who: name,
        since: askedAt,
        href: `/staff/link-requests/${id}`,
      }),
    ),
    ...joins.requests.map(
      ({ id, organisationId, name, createdAt }): Task => ({
        kind: 'join',
        organisationId,
        who: name,
        since: createdAt,
        href: `/organisations/${organisationId}/join-requests/${id}`,
      }),
    ),
    ...objections.map(
      ({ handover, from }): Task => ({
        kind: 'objection',
        organisationId: handover.organisationId,
        who: from.name,
        since: handover.objectedAt ?? handover.happenedAt,
        href: `/staff/handovers/${handover.id}`,
      }),
    ),
    ...merges.map(
      ({ accountId, otherAccountId, name, askedAt }): Task => ({
        kind: 'merge',
        organisationId: null,
        who: name,
        since: askedAt,
        href: `/people/${otherAccountId}/merge/${accountId}`,
      }),
    ),
  ].sort((one, other) => one.since.epochMilliseconds - other.since.epochMilliseconds)
}
