import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { settleFile } from '../files/files-store.ts'
import { lockEligibleFile } from './eligible-files-store.ts'
import { eligibleFileApplied, eligibleFileDiscarded } from './eligible-school-events.ts'
import { addEligible } from './eligible-schools-store.ts'
import { rulesPolicy } from './rules-policy.ts'

/** Puts all schools of a list that was looked at on the list of its year, or none: a file with a fault is uploaded again. */
export const applyEligibleSchools = command({
  name: 'claims.apply-eligible-schools',
  input: z.object({ fileId: z.uuid() }),
  refusals: ['no-longer-previewed', 'has-faults', 'reason-needed'],
  records: [eligibleFileApplied.name],
  async run({ tx, actor, process, now, refuse }, { fileId }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const file = (await lockEligibleFile(tx, fileId)) ?? refuse('not-found')
    if (file.status !== 'previewed') refuse('no-longer-previewed')
    if (file.faults.length > 0) refuse('has-faults')
    const schoolIds = file.rows.map(({ schoolId }) => schoolId)
    const added = await addEligible(tx, { schoolIds, year: file.year, source: file.fileName, now })
    await settleFile(tx, { id: fileId, move: 'apply', byName: actor.name, now })
    const facts = { year: file.year, fileName: file.fileName, added: added.length }
    const event = eligibleFileApplied.of([{ kind: 'claim-rules', id: `eligible-schools-${file.year}` }], {
      ...{ ...facts, listed: schoolIds.length - added.length },
    })
    return { value: { added: added.length }, events: [event] }
  },
})

/** Puts a list away that nobody applies. */
export const discardEligibleSchools = command({
  name: 'claims.discard-eligible-schools',
  input: z.object({ fileId: z.uuid() }),
  refusals: ['no-longer-previewed'],
  records: [eligibleFileDiscarded.name],
  async run({ tx, actor, now, refuse }, { fileId }) {
    demand(rulesPolicy.manage(actor))
    const file = (await lockEligibleFile(tx, fileId)) ?? refuse('not-found')
    if (file.status !== 'previewed') refuse('no-longer-previewed')
    await settleFile(tx, { id: fileId, move: 'discard', byName: actor.name, now })
    const subject = { kind: 'claim-rules', id: `eligible-schools-${file.year}` } as const
    return { value: null, events: [eligibleFileDiscarded.of([subject], { fileName: file.fileName })] }
  },
})
