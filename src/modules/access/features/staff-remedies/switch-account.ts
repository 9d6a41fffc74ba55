import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { lockAccount, setDisabled } from '../../accounts/corrections-store.ts'
import { type PersonForStaff, personForStaff } from '../../accounts/person-queries.ts'
import { accountDisabledEmail, accountEnabledEmail } from '../../emails/remedy-emails.ts'
import { mergedAway } from '../../merges/merges-queries.ts'
import { accountDisabled, accountEnabled } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'

const Input = z.object({ accountId: z.uuid() })

/** Nobody signs in with the account any more, and whoever is signed in with it is signed out. Its roles stay, for the undo. */
export const disableAccount = command({
  name: 'access.disable-account',
  input: Input,
  refusals: ['no-reason', 'disabled-already'],
  records: [accountDisabled.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { accountId }) {
    await lockAccount(tx, accountId)
    const person = (await personForStaff(tx, accountId)) ?? refuse('not-found')
    demand(remedyPolicy.treat(actor, { accountId, isStaff: person.powers.length > 0 }))
    if (process.reason === null) refuse('no-reason')
    if (person.disabledAt) refuse('disabled-already')
    await setDisabled(tx, { accountId, at: now })
    const sessionsEnded = await endSessionsOf(tx, accountId, { because: 'account disabled', now })
    return {
      value: { accountId },
      events: [accountDisabled.of([{ kind: 'account', id: accountId }], { sessionsEnded })],
      send: mailboxes(person).map((to) =>
        accountDisabledEmail({ accountId, to, name: person.name, baseUrl, occasion: `${process.id}:${to}` }),
      ),
    }
  },
})

/** The account can be signed in with again, with the roles that it has. */
export const enableAccount = command({
  name: 'access.enable-account',
  input: Input,
  refusals: ['no-reason', 'enabled-already', 'merged'],
  records: [accountEnabled.name],
  async run({ tx, actor, process, baseUrl, refuse }, { accountId }) {
    await lockAccount(tx, accountId)
    const person = (await personForStaff(tx, accountId)) ?? refuse('not-found')
    demand(remedyPolicy.treat(actor, { accountId, isStaff: person.powers.length > 0 }))
    if (process.reason === null) refuse('no-reason')
    if (!person.disabledAt) refuse('enabled-already')
    if (await mergedAway(tx, accountId)) refuse('merged')
    await setDisabled(tx, { accountId, at: null })
    return {
      value: { accountId },
      events: [accountEnabled.of([{ kind: 'account', id: accountId }], {})],
      send: mailboxes(person).map((to) =>
        accountEnabledEmail({ accountId, to, name: person.name, baseUrl, occasion: `${process.id}:${to}` }),
      ),
    }
  },
})

const mailboxes = ({ addresses }: PersonForStaff): readonly string[] =>
  addresses.filter(({ removedAt }) => removedAt === null).map(({ address }) => address)
