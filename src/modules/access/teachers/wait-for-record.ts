import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { endOf } from './number-rules.ts'
import { numberWaits } from './teacher-events.ts'
import { keepWaiting } from './waiting-numbers-store.ts'

/** Keeps a number until the teaching record answers again, never the date of birth (docs/adr/0014-who-somebody-is.md). */
export const waitForRecord = command({
  name: 'access.wait-for-teaching-record',
  input: z.object({ trn: z.string().regex(/^[0-9]{7}$/) }),
  refusals: [],
  records: [numberWaits.name],
  async run({ tx, actor, now, refuse }, { trn }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    await keepWaiting(tx, { accountId, trn, now })
    return { value: null, events: [numberWaits.of([{ kind: 'account', id: accountId }], { ending: endOf(trn) })] }
  },
})
