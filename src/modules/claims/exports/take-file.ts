import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { fileTaken, STAFF_DOWNLOADS } from './export-events.ts'

/** Notes that staff took a file of claims: who, which, how much of it, and why. */
export const takeFile = command({
  name: 'claims.take-file',
  input: z.object({
    file: z.string(),
    rows: z.int(),
    asked: z.array(z.string()),
    /** Whose claims they are, where they are one organisation's. */
    about: z.object({ kind: z.enum(['school', 'organisation']), id: z.uuid() }).nullable(),
    /** The same form sent twice within it is one download; later it is another. */
    minute: z.string(),
  }),
  refusals: ['no-reason'],
  records: [fileTaken.name],
  async run({ actor, process, refuse }, { file, rows, asked, about }) {
    demand(claimPolicy.staff(actor, undefined))
    const accountId = actor.accountId ?? refuse('not-allowed')
    if (process.reason === null) refuse('no-reason')
    const taken = fileTaken.of([STAFF_DOWNLOADS, { kind: 'account', id: accountId }, ...(about ? [about] : [])], {
      ...{ file, rows, asked },
    })
    return { value: null, events: [taken] }
  },
})
