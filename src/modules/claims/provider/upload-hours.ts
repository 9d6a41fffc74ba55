import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { auditPolicy } from '../audits/audit-policy.ts'
import { insertFile } from '../files/files-store.ts'
import { claimYear } from '../years/years-queries.ts'
import { providerHoursUploaded } from './provider-events.ts'
import { insertHours } from './provider-hours-store.ts'
import { HOURS_COLUMNS, type HoursColumn, MORE_HOURS_COLUMNS, readHours } from './read-hours-rules.ts'

/**
 * Keeps a provider's own records of hours for a year, to be compared with what schools claim. The newest file counts. Refuses a file
 * with a fault, naming each; nothing else depends on it, so it counts at once.
 */
export const uploadHours = command({
  name: 'claims.upload-provider-hours',
  input: z.object({
    providerId: z.uuid(),
    year: z.int(),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: ['has-faults', 'no-such-year', ...FILE_FAULTS],
  records: [providerHoursUploaded.name],
  async run({ tx, actor, now, refuse }, { providerId, year, fileName, path }) {
    demand(auditPolicy.answer(actor, { providerId }))
    if ((await claimYear(tx, year)) === null) return refuse('no-such-year')
    const shape = { columns: HOURS_COLUMNS, optionalColumns: MORE_HOURS_COLUMNS }
    const { rows, faults } = readHours(await readTable<HoursColumn>(path(), shape))
    if (faults.length > 0) return refuse('has-faults', { faults })
    const { id, sha256 } = await insertFile(tx, {
      ...{ kind: 'provider-hours', organisationId: providerId, fileName, status: 'made', now },
      ...{ bytes: await wholeFile(path()), by: { accountId: actor.accountId, name: actor.name } },
    })
    await insertHours(tx, { fileId: id, providerId, year, rows })
    const facts = { file: fileName, sha256, year, mentors: rows.length }
    return {
      value: { fileId: id },
      events: [providerHoursUploaded.of([{ kind: 'organisation', id: providerId }], facts)],
    }
  },
})
