import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { changeFactsOf } from '../../registrations/change-facts-queries.ts'
import { workDetailsChange } from '../../registrations/change-rules.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import type { RegistrationStatusView } from '../../status/status.ts'
import { statusOf } from '../../status/status-queries.ts'
import { type Pinned, pinnedRulesOf } from '../../work-change/reassess-queries.ts'
import { type WhyFixed, whyFixed } from '../../work-change/work-change-rules.ts'
import type { WorkDetailsVersion } from '../../work-details/work-details.ts'
import { workDetailsOf } from '../../work-details/work-details-queries.ts'

/** A registration whose work details somebody changes: as it is at this moment, not as it was when they began. */
export type ChangingWork = Pick<Registration, 'personId' | 'providerId'> & {
  readonly registration: Registration
  readonly view: RegistrationStatusView
  /** Null for a registration that came without work details. */
  readonly current: WorkDetailsVersion | null
  readonly pinned: Pinned
  /** Whether it can be changed now, and what that does to funding. */
  readonly allowed: ReturnType<typeof workDetailsChange>
  readonly fixedBecause: WhyFixed | null
  readonly today: Temporal.PlainDate
  /** Its owner; staff do it for them, and say why. */
  readonly isOwn: boolean
}

/** Null when there is no such registration. Five queries. */
export async function loadChangingWork({ db, params, now, actor }: WebRequest): Promise<ChangingWork | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  const view = id.success ? await statusOf(db, id.data) : null
  if (!view) return null
  const { registration } = view
  const facts = await changeFactsOf(db, registration)
  return {
    ...{ registration, view, personId: registration.personId, providerId: registration.providerId },
    current: (await workDetailsOf(db, registration.id))[0] ?? null,
    pinned: await pinnedRulesOf(db, { ...registration, now }),
    allowed: workDetailsChange(facts),
    fixedBecause: whyFixed(facts),
    today: londonDate(now),
    isOwn: actor.personId === registration.personId,
  }
}
