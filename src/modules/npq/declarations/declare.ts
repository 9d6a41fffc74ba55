import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { type Footing, footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { COUNTING_STATES } from '../registrations/change-facts-queries.ts'
import { type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { hasOpenTask } from '../tasks/tasks-store.ts'
import { DECLARATION_TYPES, type DeclarationType } from '../training/schedule.ts'
import { schedulesOf } from '../training/schedules-queries.ts'
import { declarationMade, outcomeRecorded } from './declaration-events.ts'
import { whyNotDeclared } from './declaration-rules.ts'
import { declarationsOf, wasDeclaredBefore, withdrawnOn } from './declarations-queries.ts'
import { insertDeclaration } from './declarations-store.ts'
import { deliveredBy } from './delivered-queries.ts'
import { PLACE_IN_DOUBT } from './held-store.ts'
import { tellOutcome } from './tell-outcome.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/**
 * A provider declares that a participant started, goes on or completed. The same for the same day again is `declared-already`, with
 * the id of the first. While the funded place is in doubt it is held; what was declared of the person before is not paid twice.
 */
export const declare = command({
  name: 'npq.declare',
  input: z.object({
    registrationId: RegistrationId,
    type: z.enum(DECLARATION_TYPES),
    date: day,
    /** With `completed`, for courses that are passed or failed. */
    hasPassed: z.boolean().nullable(),
  }),
  refusals: [
    'not-accepted',
    'no-schedule',
    'course-not-offered',
    'type-not-in-schedule',
    'in-future',
    'before-schedule',
    'after-withdrawal',
    'has-passed-missing',
    'declared-already',
    'declared-otherwise',
  ],
  records: [declarationMade.name, outcomeRecorded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, type, date, hasPassed }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const footing = await footingOf(tx, registration)
    const asked = { type, date, hasPassed, today: londonDate(now) }
    const stays = whyNotDeclared({ ...(await factsOf(tx, registration, footing)), ...asked })
    if (stays) return refuse(stays)
    const counting = await declaredAs(tx, registration, type)
    if (counting) {
      const isSame = counting.date.equals(date) && counting.providerId === registration.providerId
      return refuse(isSame ? 'declared-already' : 'declared-otherwise', { declarationId: counting.id })
    }
    const begins = await beginningOf(tx, registration, type)
    const { providerId } = registration
    const declarationId = await insertDeclaration(tx, { registrationId, providerId, type, date, ...begins, now })
    const party = await partyOf(tx, registration)
    const made = declarationMade.of(subjectsOf(registration), {
      ...aboutRegistration(registration, party, footing),
      ...{ declarationId, type, date: date.toString(), ...begins },
    })
    const outcome = outcomeWith({ type, date, hasPassed }, footing)
    const told = outcome && (await tellOutcome(tx, { registration, footing, party, outcome, now, baseUrl }))
    return { value: { declarationId }, events: told ? [made, told.event] : [made], send: told?.send ?? [] }
  },
})

type Said = { readonly type: DeclarationType; readonly date: Temporal.PlainDate; readonly hasPassed: boolean | null }

/** With the completion of a course that has one comes its outcome. */
const outcomeWith = ({ type, date, hasPassed }: Said, { course }: Footing) =>
  type === 'completed' && course.hasOutcome ? { hasPassed: hasPassed === true, completedOn: date } : null

/** The declaration of a type that counts, where there is one. */
const declaredAs = async (tx: Tx, { id }: Registration, type: DeclarationType) =>
  (await declarationsOf(tx, id)).find(
    (one) => one.type === type && COUNTING_STATES.some((state) => state === one.state),
  )

/** What was declared of the person before is not paid again; while the funded place is in doubt, it waits. */
async function beginningOf(tx: Tx, registration: Registration, type: DeclarationType) {
  if (await wasDeclaredBefore(tx, registration, type)) return { state: 'ineligible', heldBecause: null } as const
  const inDoubt = await hasOpenTask(tx, { registrationId: registration.id, kind: 'funded-place-in-doubt' })
  return { state: 'submitted', heldBecause: inDoubt ? PLACE_IN_DOUBT : null } as const
}

async function factsOf(tx: Tx, registration: Registration, { course }: Footing) {
  const { cohort, scheduleIdentifier } = registration
  const schedules = await schedulesOf(tx, [cohort])
  return {
    status: registration.status,
    withdrawnOn: await withdrawnOn(tx, registration),
    schedule: schedules.find(({ identifier }) => identifier === scheduleIdentifier) ?? null,
    isDelivered: await deliveredBy(tx, registration),
    courseHasOutcome: course.hasOutcome,
  }
}
