import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { ConditionsSection } from '../conditions/conditions.ts'
import { conditionsVersions } from './conditions-versions-queries.ts'
import { DAY_FAULTS, momentFrom, whyNotFrom } from './dated-rules.ts'
import { conditionsAdded } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'
import { insertGrantConditions } from './rules-store.ts'
import { claimYear } from './years-queries.ts'

/**
 * Adds the conditions of the grant for a year, from today or a later day. Every organisation accepts a new version before it
 * claims again; what was accepted stays as it was accepted.
 */
export const addGrantConditions = command({
  name: 'claims.add-grant-conditions',
  input: z.object({
    ...{ year: z.int(), from: z.iso.date(), source: z.string().trim().min(1) },
    sections: z.array(ConditionsSection).min(1),
  }),
  refusals: [...DAY_FAULTS, 'no-such-year', 'moment-taken', 'same-text', 'reason-needed'],
  records: [conditionsAdded.name],
  async run({ tx, actor, process, now, refuse }, { year, from, source, sections }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    if (!(await claimYear(tx, year))) refuse('no-such-year')
    const day = Temporal.PlainDate.from(from)
    const fault = whyNotFrom(day, now)
    if (fault) refuse(fault)
    await sql`select pg_advisory_xact_lock(hashtext('claims.grant-conditions'))`.execute(tx)
    const inForceFrom = momentFrom(day, now)
    const versions = (await conditionsVersions(tx)).filter((one) => one.year === year)
    if (versions.some((one) => one.inForceFrom.equals(inForceFrom))) refuse('moment-taken')
    const before = versions.find((one) => Temporal.Instant.compare(one.inForceFrom, inForceFrom) < 0)
    if (before && JSON.stringify(before.sections) === JSON.stringify(sections)) refuse('same-text')
    const version = `${year}-${versions.length + 1}`
    await insertGrantConditions(tx, {
      ...{ version, academic_year: year, in_force_from: inForceFrom, source },
      sections: JSON.stringify(sections),
    })
    const facts = { version, year, from: inForceFrom.toString(), source, replaces: before?.version ?? null }
    return { value: { version }, events: [conditionsAdded.of([{ kind: 'claim-rules', id: 'conditions' }], facts)] }
  },
})
