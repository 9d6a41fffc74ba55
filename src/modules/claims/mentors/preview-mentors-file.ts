import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { mentorFilePreviewed } from './mentor-events.ts'
import { mentorPolicy } from './mentor-policy.ts'
import { FaultyRow, MatchedRow } from './mentors-file.ts'
import { insertMentorsFile } from './mentors-file-store.ts'

/** Keeps what the teaching record found of the rows of a file, for somebody to look at. Nobody is put on a list by it. */
export const previewMentorsFile = command({
  name: 'claims.preview-mentors-file',
  input: z.object({
    schoolId: z.uuid(),
    fileName: z.string().min(1),
    rows: z.array(MatchedRow),
    faults: z.array(FaultyRow),
  }),
  refusals: [],
  records: [mentorFilePreviewed.name],
  async run({ tx, actor, now }, { schoolId, fileName, rows, faults }) {
    demand(mentorPolicy.change(actor, { schoolId }))
    const by = { accountId: actor.accountId, name: actor.name }
    const fileId = await insertMentorsFile(tx, { schoolId, fileName, rows, faults, by, now })
    const payload = { fileName, rows: rows.length + faults.length, faults: faults.length }
    return { value: { fileId }, events: [mentorFilePreviewed.of([{ kind: 'school', id: schoolId }], payload)] }
  },
})
