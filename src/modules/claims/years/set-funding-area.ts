import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FUNDING_AREAS } from './claim-year.ts'
import { DAY_FAULTS, whyNotFrom } from './dated-rules.ts'
import { fundingAreaChanged } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'
import { insertFundingArea } from './rules-store.ts'
import { areaOfDistrict } from './years-queries.ts'

/** Says in which funding area a district lies from a day on. Claims that were submitted keep the area of their day. */
export const setFundingArea = command({
  name: 'claims.set-funding-area',
  input: z.object({
    ...{ district: z.string().regex(/^E[0-9]{8}$/), name: z.string().trim().min(1), area: z.enum(FUNDING_AREAS) },
    ...{ from: z.iso.date(), source: z.string().trim().min(1) },
  }),
  refusals: [...DAY_FAULTS, 'same-area', 'later-exists', 'reason-needed'],
  records: [fundingAreaChanged.name],
  async run({ tx, actor, process, now, refuse }, { district, name, area, from, source }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const day = Temporal.PlainDate.from(from)
    const fault = whyNotFrom(day, now)
    if (fault) refuse(fault)
    await sql`select pg_advisory_xact_lock(hashtext('claims.funding-areas'))`.execute(tx)
    const before = await areaOfDistrict(tx, district, day)
    if (before === area) refuse('same-area')
    const later = await tx
      .selectFrom('claims.funding_areas')
      .select('area')
      .where('district_code', '=', district)
      .where(sql<boolean>`lower(period) >= ${from}::date`)
      .executeTakeFirst()
    if (later) refuse('later-exists')
    await sql`update claims.funding_areas set period = daterange(lower(period), ${from}::date)
      where district_code = ${district} and period @> ${from}::date`.execute(tx)
    if (area !== 'rest-of-england') {
      const period = `[${from},)`
      await insertFundingArea(tx, { district_code: district, area, name, period, source })
    }
    const event = fundingAreaChanged.of([{ kind: 'claim-rules', id: 'funding-areas' }], {
      ...{ district, name, area: { before, after: area }, from, source },
    })
    return { value: { district }, events: [event] }
  },
})
