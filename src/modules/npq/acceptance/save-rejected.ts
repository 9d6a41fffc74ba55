import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import { recordChange } from '../registrations/changes-store.ts'
import type { ReasonForRejection, Registration } from '../registrations/registration.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { placeBeforeAcceptance } from './acceptance-rules.ts'
import { shownOf } from './lock-with-siblings.ts'
import { moved } from './move-rules.ts'

type Rejection = {
  readonly because: ReasonForRejection
  readonly cohortFunding: CohortFunding
  readonly now: Temporal.Instant
}

/** A registration once it is rejected: without training, without a place, and with why. */
export const rejected = (registration: Registration, { because, cohortFunding, now }: Rejection): Registration => ({
  ...moved(registration, 'reject'),
  ...{ trainingStatus: null, scheduleIdentifier: null, reasonForRejection: because, endedAt: now },
  fundedPlace: placeBeforeAcceptance(cohortFunding),
})

type Change = { readonly before: Registration; readonly after: Registration; readonly now: Temporal.Instant }

/** Saves it and puts it on its provider's feed. */
export async function saveRejected(tx: Tx, { before, after, now }: Change): Promise<void> {
  await saveRegistration(tx, after, now)
  await recordChange(tx, {
    registration: after,
    kind: 'rejected',
    before: shownOf(before),
    after: shownOf(after),
    now,
  })
}
