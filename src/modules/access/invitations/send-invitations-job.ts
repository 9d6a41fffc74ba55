import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { newProcess, type Process } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { BatchId } from './batch.ts'
import { dueBatches } from './invitations-queries.ts'
import { sendInvitations } from './send-invitations.ts'

/** One run works this long at most, well within what a job may take; the next minute's run goes on. */
const WORKS_FOR_MILLISECONDS = 10 * 60_000
/** Between looks while every batch has used up its minute's allowance. */
const REST_MILLISECONDS = 1_000

/**
 * Sends what is due of every batch, a few schools at a time, and goes on until nothing is. It is looked for every minute and never
 * runs twice at once; after a killed worker the next run finds what is still waiting.
 */
export const sendInvitationsJob = defineJob({
  name: 'send-invitations',
  schedule: '* * * * *',
  input: z.object({}),
  async run(context) {
    const began = performance.now()
    const processes = new Map<string, Process>()
    for (;;) {
      const elapsed = Math.round(performance.now() - began)
      if (context.signal.aborted || elapsed > WORKS_FOR_MILLISECONDS) return
      const state = await sendSome({ ...context, now: context.now.add({ milliseconds: elapsed }) }, processes)
      if (state === 'nothing-due') return
      if (state === 'waiting') await rest(context)
    }
  },
})

/** A few schools of every batch that is due. */
async function sendSome(
  context: JobContext,
  processes: Map<string, Process>,
): Promise<'nothing-due' | 'waiting' | 'moving'> {
  const batches = await dueBatches(context.db, context.now)
  if (batches.length === 0) return 'nothing-due'
  let state: 'waiting' | 'moving' = 'waiting'
  for (const { id, name, by } of batches) {
    const process = processes.get(id) ?? processOf(name, by)
    processes.set(id, process)
    const sent = await execute({ ...context, process }, sendInvitations, { batchId: BatchId.parse(id) })
    if (sent.ok) state = 'moving'
  }
  return state
}

/** So that a school's timeline says whose invitation it was. */
const processOf = (name: string, by: string | null) =>
  newProcess('send-invitations', null, by ? `Invitation “${name}” by ${by}` : `Invitation “${name}”`)

const rest = ({ signal }: JobContext): Promise<unknown> => sleep(REST_MILLISECONDS, null, { signal }).catch(() => null)
