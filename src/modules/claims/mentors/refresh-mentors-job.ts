import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import type { TeachingRecord } from '#src/platform/teaching-record/teaching-record-port.ts'
import { peopleById } from '../../directory/public.ts'
import { askForRenewal } from './ask-for-renewal.ts'
import { refreshMentors } from './refresh-mentors.ts'
import type { Renewed } from './renew-mentor.ts'

/** A mentor is looked up again after so long. */
const AGAIN_AFTER = { hours: 24 * 7 } as const
/** What one run looks up: the teaching record takes 300 questions a minute. */
const MOST_A_RUN = 250

/** Looks up, every ten minutes of the night, the mentors on lists whose names are the oldest. Stops while the teaching record is silent. */
export const refreshMentorsJob = (record: TeachingRecord) =>
  defineJob({
    name: 'refresh-mentors',
    schedule: '*/10 0-5 * * *',
    input: z.object({}),
    async run(context) {
      const renewed: Renewed[] = []
      for (const { personId, trn } of await mentorsToRefresh(context.db, context.now)) {
        if (context.signal.aborted) break
        const answer = await askForRenewal(record, { personId, trn })
        if (answer === null) break
        renewed.push(answer)
      }
      if (renewed.length > 0) await execute(context, refreshMentors, { renewed })
    },
  })

type Numbered = { readonly personId: string; readonly trn: string }

/** Those with a number that was proved, the longest since they were looked up first. Two queries. */
async function mentorsToRefresh(reader: Reader, now: Temporal.Instant): Promise<readonly Numbered[]> {
  const rows = await reader
    .selectFrom('claims.school_mentors')
    .select('person_id as id')
    .distinct()
    .where('removed_at', 'is', null)
    .execute()
  const people = await peopleById(
    reader,
    rows.map(({ id }) => id),
  )
  const due = now.subtract(AGAIN_AFTER).epochMilliseconds
  return [...people.values()]
    .map(({ id, trn, trnConfirmedAt, lastCheckedAt }) => ({
      ...{ personId: id, trn: trnConfirmedAt === null ? null : trn },
      checked: lastCheckedAt?.epochMilliseconds ?? 0,
    }))
    .filter(({ checked }) => checked <= due)
    .toSorted((one, other) => one.checked - other.checked)
    .flatMap(({ personId, trn }) => (trn === null ? [] : [{ personId, trn }]))
    .slice(0, MOST_A_RUN)
}
