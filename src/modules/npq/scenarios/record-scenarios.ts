import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { runScenarios } from './run-scenarios-queries.ts'
import { countsOf } from './scenario.ts'
import { scenariosRun } from './scenario-events.ts'
import { insertRun } from './scenario-runs-store.ts'

/** Runs an uploaded table of cases through the rules and keeps what came, so that it can be looked at and downloaded. */
export const recordScenarios = command({
  name: 'npq.run-scenarios',
  input: z.object({
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: FILE_FAULTS,
  records: [scenariosRun.name],
  async run({ tx, actor, now }, { fileName, path, sha256 }) {
    demand(listPolicy.view(actor))
    const results = await runScenarios(tx, { path: path(), now })
    const id = newId<string>()
    await insertRun(tx, { id, fileName, sha256, results, accountId: actor.accountId, now })
    const { rows, different, unreadable } = countsOf(results)
    const event = scenariosRun.of([{ kind: 'import', id }], { fileName, rows, different, unreadable })
    return { value: { runId: id }, events: [event] }
  },
})
