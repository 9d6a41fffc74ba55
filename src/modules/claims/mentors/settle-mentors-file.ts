import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { checkReason } from '../claims/claim-checks.ts'
import { settleFile } from '../files/files-store.ts'
import { subjects } from './add-mentor.ts'
import { mentorAdded, mentorFileSettled } from './mentor-events.ts'
import { mentorPolicy } from './mentor-policy.ts'
import type { MatchedRow } from './mentors-file.ts'
import { lockMentorsFile } from './mentors-file-store.ts'
import { insertMentor, lockNumbers, personOfNumber } from './mentors-store.ts'

/**
 * Puts every mentor of a file that was looked at on the school's list, or throws the file away. All or nothing: refuses a file with
 * a fault, one that a colleague has settled, and one with a number that only support can settle.
 */
export const settleMentorsFile = command({
  name: 'claims.settle-mentors-file',
  input: z.object({
    schoolId: z.uuid(),
    fileId: z.uuid(),
    outcome: z.enum(['applied', 'discarded']),
    /** The school has told the mentors what is done with their details. Asked only of what is applied. */
    informed: z.boolean(),
  }),
  refusals: ['settled-already', 'has-faults', 'not-informed', 'for-support', 'no-reason'],
  records: [mentorFileSettled.name, mentorAdded.name],
  async run({ tx, actor, now, process, refuse }, { schoolId, fileId, outcome, informed }) {
    const file = (await lockMentorsFile(tx, { schoolId, fileId })) ?? refuse('not-found')
    demand(mentorPolicy.change(actor, { schoolId }))
    checkReason({ actor, process }, schoolId, refuse)
    if (file.status !== 'previewed') refuse('settled-already')
    if (outcome === 'applied' && file.faults.length > 0) refuse('has-faults')
    if (outcome === 'applied' && !informed) refuse('not-informed')
    const rows = outcome === 'applied' ? file.rows : []
    const added = await addAll(tx, { schoolId, rows, fileName: file.fileName, by: actor.accountId, now })
    if (typeof added === 'number') return refuse('for-support', { line: added })
    await settleFile(tx, { id: fileId, move: outcome === 'applied' ? 'apply' : 'discard', byName: actor.name, now })
    const payload = { fileName: file.fileName, outcome, added: added.length }
    return {
      value: { added: added.length },
      events: [mentorFileSettled.of([{ kind: 'school', id: schoolId }], payload), ...added] as const,
    }
  },
})

type Adding = {
  readonly schoolId: string
  readonly rows: readonly MatchedRow[]
  readonly fileName: string
  readonly by: string | null
  readonly now: Temporal.Instant
}

/** An event for each who was not on the list yet; the line of a number that only support can settle stops it. */
async function addAll(tx: Tx, { schoolId, rows, fileName, by, now }: Adding): Promise<readonly AuditEvent[] | number> {
  await lockNumbers(tx, rows)
  const events: AuditEvent[] = []
  for (const { line, ...found } of rows) {
    const personId = await personOfNumber(tx, found, now)
    if (personId === null) return line
    const added = await insertMentor(tx, { schoolId, personId, by, now })
    const { name: mentor, trn, followedFrom } = found
    const payload = { mentor, trn, followedFrom, byFile: fileName }
    if (added) events.push(mentorAdded.of(subjects(schoolId, personId), payload))
  }
  return events
}
