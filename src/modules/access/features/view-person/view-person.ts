import { historyBefore } from '#src/platform/audit/history-pages.ts'
import { messagesWithEvidence } from '#src/platform/email/messages-queries.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { sessionsOf } from '#src/platform/session/sessions-queries.ts'
import { organisationNames } from '../../../directory/public.ts'
import { type PersonForStaff, personForStaff } from '../../accounts/person-queries.ts'
import { identitiesOfAccount } from '../../identities/identities-store.ts'
import { rolesWithReasons } from '../../memberships/person-roles-queries.ts'
import { signInAttempts, wrongCodesByMailbox } from '../../proofs/sign-in-attempts-queries.ts'
import { MOST_MESSAGES, messagesShown } from '../../record-page.tsx'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'
import { personFactsOf } from '../../teachers/person-facts-queries.ts'
import { type PersonFacts, personPage } from './person-page.tsx'

export const loadPerson = ({ db, params }: WebRequest): Promise<PersonForStaff | null> =>
  personForStaff(db, params['accountId'] ?? '')

/** What staff may have just done on the person's page, by the word in its address. */
const DONE: Readonly<Record<string, string>> = {
  unlocked: 'Sign-in codes unlocked. Codes work again at once.',
  'address-corrected': 'Email address corrected. Both mailboxes have been told. To undo it, see Email addresses.',
  'correction-undone': 'The email address before has been put back. Both mailboxes have been told.',
  disabled: 'Account disabled. To undo it, enable the account.',
  enabled: 'Account enabled.',
  'sessions-ended': 'They have been signed out everywhere.',
  'number-checked': 'The teaching record has been asked. What it says stands under Teacher.',
  'viewing-stopped': 'You have stopped viewing the service as them.',
}

/** Attempts that the page shows; messages are asked for widely, because they tell what became of each. */
const NEWEST_ATTEMPTS = 10

/** Everything about one account on one page, for staff. */
export async function showPerson(request: WebRequest, person: PersonForStaff): Promise<Reply> {
  const { db, now, query, actor } = request
  const { id: accountId } = person
  const subject = { kind: 'account', id: accountId } as const
  const addresses = person.addresses.map(({ address }) => address)
  const roles = await rolesWithReasons(db, { accountId })
  const evidence = await messagesWithEvidence(db, { subject, addresses, limit: MOST_MESSAGES })
  const { messages, more } = messagesShown(evidence, `/people/${accountId}`, query['messages'])
  const treated = { accountId, isStaff: person.powers.length > 0, isDisabled: person.disabledAt !== null }
  return show(
    personPage({
      person,
      roles,
      organisations: await organisationNames(
        db,
        roles.map(({ organisationId }) => organisationId),
      ),
      teacher: await personFactsOf(db, accountId),
      identities: await identitiesOfAccount(db, accountId),
      attempts: await signInAttempts(db, { accountId, addresses, limit: NEWEST_ATTEMPTS }),
      wrongCodes: await wrongCodesByMailbox(db, addresses, now),
      evidence,
      messages,
      moreMessages: more,
      sessions: await sessionsOf(db, accountId, now),
      history: await request.history(subject, historyBefore(query['before'])),
      mayTreat: remedyPolicy.treat(actor, treated).allowed,
      mayEndSessions: remedyPolicy.endSessions(actor).allowed,
      mayViewAs: remedyPolicy.viewAs(actor, treated).allowed,
      done: DONE[query['done'] ?? ''] ?? null,
      now,
    } satisfies PersonFacts),
  )
}
