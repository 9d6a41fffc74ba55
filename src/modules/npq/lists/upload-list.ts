import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { readFile } from '#src/platform/imports/read-file.ts'
import { ELIGIBILITY_LISTS } from './eligibility-list.ts'
import { listUploaded } from './list-events.ts'
import { listFiles } from './list-files.ts'
import { listPolicy } from './list-policy.ts'
import { subjectsOf } from './list-subjects.ts'
import { insertPreview } from './lists-store.ts'

/** Reads the file of a list and keeps it as a version to look at. It counts for nothing until somebody applies it. */
export const uploadList = command({
  name: 'npq.upload-eligibility-list',
  input: z.object({
    list: z.enum(ELIGIBILITY_LISTS),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: FILE_FAULTS,
  records: [listUploaded.name],
  async run({ tx, actor, now }, { list, fileName, path, sha256 }) {
    demand(listPolicy.manage(actor))
    const today = londonDate(now).toString()
    const read = await readFile(tx, { path: path(), importer: listFiles[list], today, onProgress: () => {} })
    const id = newId<string>()
    const leftOut = read.rejects.map(({ line, reason }) => ({ line, reason }))
    const rows = await insertPreview(tx, { id, list, fileName, sha256, leftOut, accountId: actor.accountId, now })
    const facts = { list, fileName, rows, leftOut: read.rejected }
    return { value: { versionId: id }, events: [listUploaded.of(subjectsOf({ id, list }), facts)] }
  },
})
