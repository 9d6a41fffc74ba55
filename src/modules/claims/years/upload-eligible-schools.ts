import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { schoolsByUrns } from '#src/modules/directory/public.ts'
import { command } from '#src/platform/commands/command.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { insertEligibleFile } from './eligible-files-store.ts'
import { ELIGIBLE_COLUMNS, MOST_ELIGIBLE_ROWS } from './eligible-school.ts'
import { eligibleFileUploaded } from './eligible-school-events.ts'
import { readEligible, urnOf } from './eligible-school-rules.ts'
import { eligibleOf } from './eligible-schools-queries.ts'
import { rulesPolicy } from './rules-policy.ts'
import { claimYear } from './years-queries.ts'

/** Reads a list of schools that may claim for a year and keeps it to look at. It changes nothing until somebody applies it. */
export const uploadEligibleSchools = command({
  name: 'claims.upload-eligible-schools',
  input: z.object({
    year: z.int(),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: ['no-such-year', ...FILE_FAULTS],
  records: [eligibleFileUploaded.name],
  async run({ tx, actor, now, refuse }, { year, fileName, path }) {
    demand(rulesPolicy.manage(actor))
    if (!(await claimYear(tx, year))) refuse('no-such-year')
    const table = await readTable(path(), { columns: ELIGIBLE_COLUMNS, mostRows: MOST_ELIGIBLE_ROWS })
    const schools = await schoolsByUrns(
      tx,
      table.flatMap(({ cells }) => urnOf(cells.urn) ?? []),
    )
    const ids = [...schools.values()].map(({ id }) => id)
    const read = readEligible(table, { schools, listed: await eligibleOf(tx, ids, year) })
    const by = { accountId: actor.accountId, name: actor.name }
    const fileId = await insertEligibleFile(tx, { ...read, by, year, fileName, path: path(), now })
    const facts = { year, fileName, rows: table.length, faults: read.faults.length }
    return {
      value: { fileId },
      events: [eligibleFileUploaded.of([{ kind: 'claim-rules', id: `eligible-schools-${year}` }], facts)],
    }
  },
})
