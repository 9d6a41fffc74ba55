import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { outcomeRecorded } from './declaration-events.ts'
import { whyNoOutcome } from './declaration-rules.ts'
import { latestOutcomeOf } from './declarations-queries.ts'
import { tellOutcome } from './tell-outcome.ts'

/** A provider tells, or corrects, whether somebody passed. What it told last already is `told-already`, with its id. */
export const recordOutcome = command({
  name: 'npq.record-outcome',
  input: z.object({
    registrationId: RegistrationId,
    state: z.enum(['passed', 'failed']),
    completedOn: z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
  }),
  refusals: ['not-accepted', 'course-has-no-outcome', 'in-future', 'no-completed-declaration', 'told-already'],
  records: [outcomeRecorded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, state, completedOn }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const footing = await footingOf(tx, registration)
    const { hasCompleted } = await changeFactsOf(tx, registration)
    const facts = { status: registration.status, hasCompleted, completedOn, today: londonDate(now) }
    const stays = whyNoOutcome({ ...facts, courseHasOutcome: footing.course.hasOutcome })
    if (stays) return refuse(stays)
    const party = await partyOf(tx, registration)
    const outcome = { hasPassed: state === 'passed', completedOn }
    const told = await tellOutcome(tx, { registration, footing, party, outcome, now, baseUrl })
    if (!told) {
      const latest = await latestOutcomeOf(tx, registrationId)
      return refuse('told-already', { outcomeId: latest?.id ?? null })
    }
    return { value: { outcomeId: told.outcomeId }, events: [told.event], send: told.send }
  },
})
