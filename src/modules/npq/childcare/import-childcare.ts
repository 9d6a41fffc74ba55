import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { readFile } from '#src/platform/imports/read-file.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { childcareChecked, childcareImported } from './childcare-events.ts'
import { childcareFile } from './childcare-file.ts'
import { applyChildcare, compareChildcare, takeChildcareTurn } from './childcare-store.ts'

/**
 * Share of the open providers that a file may close before somebody must say why it is right. Own figure: a quarter's
 * leavers are about 3 per cent (Ofsted's releases of 2023 to 2025).
 */
const MOST_CLOSINGS = 0.1

/** Brings the register of childcare to what Ofsted's file says: all of it or nothing. A preview changes nothing. */
export const importChildcare = command({
  name: 'npq.import-childcare-providers',
  input: z.object({
    path: z.string(),
    fileName: z.string().min(1),
    mode: z.enum(['preview', 'apply']),
    acceptedBecause: z.string().trim().min(1).nullable(),
  }),
  refusals: [...FILE_FAULTS, 'many-closings'],
  records: [childcareImported.name, childcareChecked.name],
  async run({ tx, actor, now, refuse }, { path, fileName, mode, acceptedBecause }) {
    demand(listPolicy.manage(actor))
    await takeChildcareTurn(tx)
    const today = londonDate(now).toString()
    const read = await readFile(tx, { path, importer: childcareFile, today, onProgress: () => {} })
    const counts = await compareChildcare(tx)
    const isUnusual = counts.closed > counts.open * MOST_CLOSINGS
    if (mode === 'apply' && isUnusual && acceptedBecause === null) refuse('many-closings', counts)
    if (mode === 'apply') await applyChildcare(tx, now)
    const { rows, rejected, rejects } = read
    const subjects = [{ kind: 'import', id: newId<string>() }] as const
    const { added, changed, closed } = counts
    const because = isUnusual ? acceptedBecause : null
    const event =
      mode === 'apply'
        ? childcareImported.of(subjects, { fileName, rows, added, changed, closed, rejected, acceptedBecause: because })
        : childcareChecked.of(subjects, { fileName, rows })
    return { value: { rows, rejected, rejects, counts }, events: [event] }
  },
})
