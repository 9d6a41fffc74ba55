import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { listDiscarded, listTakenBack } from './list-events.ts'
import { listPolicy } from './list-policy.ts'
import { subjectsOf } from './list-subjects.ts'
import { discardVersion, lockVersion, takeBackVersion } from './lists-store.ts'

/** Takes back a version that counts, or was going to: the one before counts again. What was decided by it stays decided. */
export const takeBackList = command({
  name: 'npq.take-back-eligibility-list',
  input: z.object({ versionId: z.uuid() }),
  refusals: ['not-applied', 'reason-needed'],
  records: [listTakenBack.name],
  async run({ tx, actor, process, now, refuse }, { versionId }) {
    demand(listPolicy.manage(actor))
    const because = process.reason ?? refuse('reason-needed')
    const version = (await lockVersion(tx, versionId)) ?? refuse('not-found')
    if (!(await takeBackVersion(tx, { id: versionId, because, now }))) refuse('not-applied')
    const { list, fileName } = version
    return { value: { list }, events: [listTakenBack.of(subjectsOf(version), { list, fileName })] }
  },
})

/** Throws away a version that was only looked at. */
export const discardList = command({
  name: 'npq.discard-eligibility-list',
  input: z.object({ versionId: z.uuid() }),
  refusals: ['no-longer-previewed'],
  records: [listDiscarded.name],
  async run({ tx, actor, refuse }, { versionId }) {
    demand(listPolicy.manage(actor))
    const version = (await lockVersion(tx, versionId)) ?? refuse('not-found')
    if (!(await discardVersion(tx, versionId))) refuse('no-longer-previewed')
    const { list, fileName } = version
    return { value: { list }, events: [listDiscarded.of(subjectsOf(version), { list, fileName })] }
  },
})
