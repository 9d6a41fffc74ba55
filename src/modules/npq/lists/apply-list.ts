import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { listApplied } from './list-events.ts'
import { isUnusual, momentFrom, unusualAbout, whyNotFrom } from './list-guard-rules.ts'
import { listPolicy } from './list-policy.ts'
import { subjectsOf } from './list-subjects.ts'
import { differenceOf } from './list-versions-queries.ts'
import { applyVersion, lockVersion } from './lists-store.ts'

/**
 * Makes an uploaded version count from a day on, today or later. Decisions that were made keep the version they were made by.
 * One that takes much away, or of which rows were left out, needs a reason.
 */
export const applyList = command({
  name: 'npq.apply-eligibility-list',
  input: z.object({
    versionId: z.uuid(),
    from: z.iso.date(),
    because: z.string().trim().min(1).max(1_000).nullable(),
  }),
  refusals: ['no-longer-previewed', 'reason-needed', 'in-the-past', 'too-far-ahead'],
  records: [listApplied.name],
  async run({ tx, actor, now, refuse }, { versionId, from, because }) {
    demand(listPolicy.manage(actor))
    const version = (await lockVersion(tx, versionId)) ?? refuse('not-found')
    if (version.status !== 'previewed') refuse('no-longer-previewed')
    const day = Temporal.PlainDate.from(from)
    const whyNot = whyNotFrom(day, now)
    if (whyNot !== null) refuse(whyNot)
    const inForceFrom = momentFrom(day, now)
    const difference = await differenceOf(tx, { version, at: inForceFrom })
    const needsReason = isUnusual(unusualAbout(difference, version.leftOut.length))
    if (needsReason && because === null) refuse('reason-needed', { ...difference })
    const kept = needsReason ? because : null
    if (!(await applyVersion(tx, { id: versionId, inForceFrom, difference, because: kept, now }))) {
      refuse('no-longer-previewed')
    }
    const { list, fileName, rows } = version
    const { added, removed } = difference
    const event = listApplied.of(subjectsOf(version), { list, fileName, from, rows, added, removed, because: kept })
    return { value: { versionId, added, removed, rows }, events: [event] }
  },
})
