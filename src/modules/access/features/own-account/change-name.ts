import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { setName } from '../../accounts/accounts-store.ts'
import { lockAccount } from '../../accounts/corrections-store.ts'
import { nameChanged } from '../../accounts/own-account-events.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { nameChangedEmail } from '../../emails/account-emails.ts'

/** Changes the name of one's own account. Every address of the account is told. Refuses the name that it has. */
export const changeName = command({
  name: 'access.change-name',
  input: z.object({ name: z.string().min(1) }),
  refusals: ['same-name'],
  records: [nameChanged.name],
  async run({ tx, actor, process, baseUrl, refuse }, { name }) {
    const { accountId } = actor
    const account = accountId === null ? null : await lockAccount(tx, accountId)
    if (!account || accountId === null) return refuse('not-found')
    if (account.name === name) refuse('same-name')
    await setName(tx, accountId, name)
    const told = { accountId, name, occasion: process.id, baseUrl }
    return {
      value: null,
      events: [nameChanged.of([{ kind: 'account', id: accountId }], { name: { before: account.name, after: name } })],
      send: (await addressesOf(tx, accountId)).map(({ address }) => nameChangedEmail({ ...told, to: address })),
    }
  },
})
