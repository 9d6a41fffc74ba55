import { z } from 'zod'
import { londonDate, startOfDay } from '#src/kit/dates.ts'
import { execute } from '#src/platform/commands/command.ts'
import { hardBounces } from '#src/platform/email/messages-queries.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { bankHolidaysFrom, registrationPeriodOn } from '../../directory/public.ts'
import { askContacts } from './ask-contacts.ts'
import { askTutors } from './ask-tutors.ts'
import { BOUNCES_COUNT_FOR, DAYS_LOOKED_BACK, unansweredSince } from './confirmation-rules.ts'

/**
 * Every working hour: asks tutors once a year when registration opens, those who have not signed in for 13 months, and the contacts
 * of schools whose tutor's address is dead or whose tutor has not answered. A few schools in each transaction until nobody is left;
 * what a killed worker leaves, the next run does. The messages go out at the dispatcher's pace.
 */
export const askTutorsJob = defineJob({
  name: 'ask-tutors',
  schedule: '20 8-17 * * 1-5',
  input: z.object({}),
  async run(context) {
    const { db, now, signal } = context
    const today = londonDate(now)
    const messages = await hardBounces(db, now.subtract(BOUNCES_COUNT_FOR))
    if (messages.length > 0) {
      await untilNobodyIsLeft(signal, () =>
        execute(context, askTutors, { because: 'bounced', messages: [...messages] }),
      )
    }
    const holidays = await bankHolidaysFrom(db, today.subtract({ days: DAYS_LOOKED_BACK }))
    const askedBefore = unansweredSince(today, holidays).toString()
    await untilNobodyIsLeft(signal, () => execute(context, askContacts, { askedBefore }))
    await askEachYear(context)
    await untilNobodyIsLeft(signal, () => execute(context, askTutors, { because: 'not-signed-in' }))
  },
})

async function askEachYear(context: JobContext): Promise<void> {
  const period = await registrationPeriodOn(context.db, londonDate(context.now))
  if (!period) return
  const { academicYear, opensOn } = period
  const input = { because: 'registration-opens', academicYear, opened: startOfDay(opensOn).toString() } as const
  await untilNobodyIsLeft(context.signal, () => execute(context, askTutors, input))
}

/** A refusal means that nobody is left, or that the rest is busy until the next run. */
async function untilNobodyIsLeft(signal: AbortSignal, ask: () => Promise<{ readonly ok: boolean }>): Promise<void> {
  while (!signal.aborted) {
    if (!(await ask()).ok) return
  }
}
