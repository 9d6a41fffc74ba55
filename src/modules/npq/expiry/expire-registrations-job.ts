import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { EXPIRED_AT_A_TIME, expireRegistrations } from './expire-registrations.ts'
import { EXPIRES_AFTER_DAYS, isExpired } from './expiry-rules.ts'
import { cohortsToExpire, type WaitingRegistration, waitingIn } from './waiting-queries.ts'

const NAME = 'expire-registrations'
const BECAUSE = `Nobody had accepted it ${EXPIRES_AFTER_DAYS} days after registration for its cohort closed`

/**
 * Every night: ends the registrations that nobody accepted in time. Each batch is a transaction of its own, so a worker that is
 * stopped goes on the next night with what is left.
 */
export const expireRegistrationsJob = defineJob({
  name: NAME,
  schedule: '20 4 * * *',
  input: z.object({}),
  async run(context) {
    const acting = { ...context, process: newProcess(NAME, context.process.requestId, BECAUSE) }
    for (const cohort of await cohortsToExpire(context.db, context.now)) await expireCohort(acting, cohort)
  },
})

async function expireCohort(context: JobContext, cohort: string): Promise<void> {
  const today = londonDate(context.now)
  let after: WaitingRegistration | null = null
  for (;;) {
    const some: readonly WaitingRegistration[] = await waitingIn(context.db, {
      cohort,
      after,
      limit: EXPIRED_AT_A_TIME,
    })
    after = some.at(-1) ?? null
    if (after === null || context.signal.aborted) return
    const due = some.filter(({ waiting }) => isExpired(waiting, today))
    const registrationIds = due.map(({ id }) => RegistrationId.parse(id))
    if (registrationIds.length > 0) await execute(context, expireRegistrations, { registrationIds })
  }
}
