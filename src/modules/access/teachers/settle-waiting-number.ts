import { z } from 'zod'
import { demand, type Policy, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountWithAddresses } from '../accounts/accounts-queries.ts'
import { numberAnsweredEmail } from '../emails/teacher-emails.ts'
import { endOf } from './number-rules.ts'
import { NUMBER_OUTCOMES, numberAnswered } from './teacher-events.ts'
import { takeWaiting } from './waiting-numbers-store.ts'

/** Only the job that asks the teaching record. */
const maySettle: Policy = (actor) => when(actor.identity.kind === 'system')

/** Tells somebody what the teaching record said in the end of the number that they gave. Refuses one that waits no longer. */
export const settleWaitingNumber = command({
  name: 'access.settle-waiting-number',
  input: z.object({ accountId: z.uuid(), outcome: z.enum(NUMBER_OUTCOMES) }),
  refusals: ['settled-already'],
  records: [numberAnswered.name],
  async run({ tx, actor, now, baseUrl, refuse }, { accountId, outcome }) {
    demand(maySettle(actor))
    const trn = (await takeWaiting(tx, accountId)) ?? refuse('settled-already')
    const found = await accountWithAddresses(tx, accountId)
    const ending = endOf(trn)
    const occasion = `${accountId}:${now.epochMilliseconds}`
    const told = { accountId, name: found?.account.name ?? '', ending, outcome, baseUrl }
    return {
      value: null,
      events: [numberAnswered.of([{ kind: 'account', id: accountId }], { ending, outcome })],
      send: (found?.account.disabledAt ? [] : (found?.addresses ?? []))
        .filter(({ verifiedAt }) => verifiedAt !== null)
        .slice(0, 1)
        .map(({ address }) => numberAnsweredEmail({ ...told, to: address, occasion })),
    }
  },
})
