import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { organisationById } from '../../directory/public.ts'
import { takeBackAcceptanceOf } from './acceptances-store.ts'
import { conditionsTakenBack } from './conditions-events.ts'
import { conditionsPolicy } from './conditions-policy.ts'

/** Staff take an acceptance back, because who accepted was not allowed to: the school accepts again before it claims again. */
export const takeBackAcceptance = command({
  name: 'claims.take-back-acceptance',
  input: z.object({ acceptanceId: z.string() }),
  refusals: ['reason-needed', 'taken-back-already'],
  records: [conditionsTakenBack.name],
  async run({ tx, actor, now, process, refuse }, { acceptanceId }) {
    const row = await tx
      .selectFrom('claims.conditions_acceptances')
      .selectAll()
      .where('id', '=', acceptanceId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return refuse('not-found')
    demand(conditionsPolicy.takeBack(actor, { organisationId: row.organisation_id }))
    if (process.reason === null) return refuse('reason-needed')
    if (row.taken_back_at !== null) return refuse('taken-back-already')
    await takeBackAcceptanceOf(tx, acceptanceId, now)
    const isTrust = (await organisationById(tx, row.organisation_id))?.kind === 'trust'
    const subject = { kind: isTrust ? 'organisation' : 'school', id: row.organisation_id } as const
    const facts = { version: row.version, year: row.academic_year, by: row.accepted_by_name, forAllSchools: isTrust }
    return { value: null, events: [conditionsTakenBack.of([subject], facts)] }
  },
})
