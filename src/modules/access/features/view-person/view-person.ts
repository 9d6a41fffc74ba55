import { latestMessages } from '#src/platform/email/messages-queries.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { sessionSummary } from '#src/platform/session/sessions-queries.ts'
import { schoolsById } from '../../../directory/public.ts'
import { accountWithAddresses } from '../../accounts-queries.ts'
import { membershipsOf } from '../../memberships-queries.ts'
import { historyBefore } from '../../record-page.tsx'
import { personPage } from './person-page.tsx'

export type Person = NonNullable<Awaited<ReturnType<typeof accountWithAddresses>>>

export const loadPerson = ({ db, params }: WebRequest): Promise<Person | null> =>
  accountWithAddresses(db, params['accountId'] ?? '')

/** Everything about one account on one page, for staff. */
export async function showPerson(request: WebRequest, person: Person): Promise<Reply> {
  const { db, now, query } = request
  const { id } = person.account
  const subject = { kind: 'account', id } as const
  const memberships = await membershipsOf(db, id)
  return show(
    personPage({
      person,
      memberships,
      schools: await schoolsById(
        db,
        memberships.map(({ organisationId }) => organisationId),
      ),
      sessions: await sessionSummary(db, id, now),
      messages: await latestMessages(db, subject),
      history: await request.history(subject, historyBefore(query['before'])),
    }),
  )
}
