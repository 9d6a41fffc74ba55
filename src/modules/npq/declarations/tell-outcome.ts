import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import type { Footing } from '../acceptance/acceptance-queries.ts'
import type { Party } from '../acceptance/parties-queries.ts'
import { outcomeEmail } from '../emails/outcome-emails.ts'
import type { Registration } from '../registrations/registration.ts'
import { outcomeRecorded } from './declaration-events.ts'
import { latestOutcomeOf } from './declarations-queries.ts'
import { insertOutcome } from './declarations-store.ts'

type Telling = {
  /** Locked. */
  readonly registration: Registration
  readonly footing: Footing
  readonly party: Party
  readonly outcome: { readonly hasPassed: boolean; readonly completedOn: Temporal.PlainDate }
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Keeps an outcome and tells the participant. One that is what was told last is a repeat: null, and nothing is kept. */
export async function tellOutcome(tx: Tx, { registration, footing, party, outcome: given, now, baseUrl }: Telling) {
  const outcome = { state: given.hasPassed ? 'passed' : 'failed', completedOn: given.completedOn } as const
  const before = await latestOutcomeOf(tx, registration.id)
  if (before?.state === outcome.state && before.completedOn.equals(outcome.completedOn)) return null
  const outcomeId = await insertOutcome(tx, { registrationId: registration.id, ...outcome, now })
  const told = {
    ...{ registrationId: registration.id, outcomeId, state: outcome.state, baseUrl },
    ...{ courseName: footing.courseName, providerName: party.providerName },
  }
  return {
    outcomeId,
    event: outcomeRecorded.of(subjectsOf(registration), {
      ...aboutRegistration(registration, party, footing),
      ...{ outcomeId, outcome: { before: before?.state ?? null, after: outcome.state } },
      completedOn: outcome.completedOn.toString(),
    }),
    send: party.participant ? [outcomeEmail({ ...told, to: party.participant })] : [],
  }
}
