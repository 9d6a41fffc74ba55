import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { schoolsOfTrusts } from '../../directory/public.ts'
import { insertFile } from '../files/files-store.ts'
import { trustFilePreviewed } from './trust-events.ts'
import { MOST_TRUST_ROWS, TRUST_COLUMNS } from './trust-file.ts'
import { trustFileFacts } from './trust-file-facts.ts'
import { judgeTrustFile } from './trust-file-rules.ts'
import { trustPolicy } from './trust-place.ts'

/** Looks at a trust's file of claims and keeps what was found. No claim is made by it. */
export const previewTrustFile = command({
  name: 'claims.preview-trust-file',
  input: z.object({
    trustId: z.uuid(),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string(),
  }),
  refusals: [...FILE_FAULTS],
  records: [trustFilePreviewed.name],
  async run({ tx, actor, now }, { trustId, fileName, path }) {
    demand(trustPolicy.claim(actor, { trustId }))
    const rows = await readTable(path(), { columns: TRUST_COLUMNS, mostRows: MOST_TRUST_ROWS })
    const members = await schoolsOfTrusts(tx, [trustId], londonDate(now))
    const schoolIds = members.map(({ schoolId }) => schoolId)
    const { claims, faults } = judgeTrustFile(rows, await trustFileFacts(tx, { trustId, schoolIds, rows, now }))
    const by = { accountId: actor.accountId, name: actor.name }
    const { id } = await insertFile(tx, {
      ...{ kind: 'trust-claims', organisationId: trustId, fileName, bytes: await wholeFile(path()), by },
      ...{ status: 'previewed', rows: claims, faults, now },
    })
    const payload = { fileName, rows: rows.length, claims: claims.length, faults: faults.length }
    return { value: { fileId: id }, events: [trustFilePreviewed.of([{ kind: 'organisation', id: trustId }], payload)] }
  },
})
