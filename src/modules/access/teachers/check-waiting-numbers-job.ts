import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import type { NumberAnswer, TeachingRecord } from '#src/platform/teaching-record/teaching-record-port.ts'
import { WAITS_FOR } from './number-rules.ts'
import { settleWaitingNumber } from './settle-waiting-number.ts'
import type { NumberOutcome } from './teacher-events.ts'
import { waitingNumbers } from './waiting-numbers-store.ts'

/** What one run asks about: more than a slow afternoon brings. */
const MOST_A_RUN = 200

/** Asks the teaching record, every five minutes, about the numbers that it did not answer about. The longest waiting first. */
export const checkWaitingNumbersJob = (record: TeachingRecord) =>
  defineJob({
    name: 'check-waiting-numbers',
    schedule: '*/5 * * * *',
    input: z.object({}),
    async run(context) {
      for (const { accountId, trn, askedAt } of await waitingNumbers(context.db, MOST_A_RUN)) {
        if (context.signal.aborted) return
        const outcome = outcomeOf((await record.check(trn)).kind, { askedAt, now: context.now })
        // A service that is down is asked again in five minutes, not two hundred times now.
        if (outcome === null) return
        await execute(context, settleWaitingNumber, { accountId, outcome })
      }
    },
  })

type Waited = { readonly askedAt: Temporal.Instant; readonly now: Temporal.Instant }

/** What to tell; null while there is nothing to tell yet. */
function outcomeOf(said: NumberAnswer['kind'], { askedAt, now }: Waited): NumberOutcome | null {
  if (said !== 'unavailable') return said
  return Temporal.Instant.compare(now, askedAt.add(WAITS_FOR)) >= 0 ? 'given-up' : null
}
