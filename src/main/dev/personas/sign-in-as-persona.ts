import { z } from 'zod'
import { signedIn } from '#src/modules/access/access-events.ts'
import { loadActor } from '#src/modules/access/actor-queries.ts'
import { command } from '#src/platform/commands/command.ts'

/** Signs in without any proof, outside production only. Refuses accounts that may not sign in. */
export const signInAsPersona = command({
  name: 'development.sign-in-as-persona',
  input: z.object({ accountId: z.uuid() }),
  refusals: [],
  records: [signedIn.name],
  async run({ tx, now, refuse }, { accountId }) {
    if ((await loadActor(tx, accountId, now)) === null) return refuse('not-found')
    return { value: { accountId }, events: [signedIn.of([{ kind: 'account', id: accountId }], { method: 'persona' })] }
  },
})
