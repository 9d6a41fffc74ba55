import type { Period, Temporal } from '#src/kit/dates.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import type { CourseKind } from '../courses/course.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import type { PolicySource } from '../funding/policy-source.ts'
import type { Registration } from '../registrations/registration.ts'

/** Where a registration stands: everything that its owner is told of it on one page, without deriving any of it anew. */
export type RegistrationStatusView = {
  readonly registration: Registration
  readonly course: { readonly name: string; readonly kind: CourseKind; readonly hasOutcome: boolean }
  readonly cohort: {
    readonly name: string
    readonly funding: CohortFunding
    readonly startsOn: Temporal.PlainDate
    /** The days on which people may register for it, and choose its courses and providers. */
    readonly registration: Period
  }
  /** When it was last put back to pending; null when it never was. */
  readonly pendingAgainAt: Temporal.Instant | null
  readonly provider: { readonly id: string; readonly name: string; readonly since: Temporal.Instant }
  readonly decision: FundingOutcome & {
    readonly decidedAt: Temporal.Instant
    readonly decidedBy: 'engine' | 'staff' | 'previous-service'
  }
  /** The rules that the decision followed; null where we do not hold them. */
  readonly rules: PolicySource | null
  readonly progress: {
    /** The provider has declared that training began, and that it is done. */
    readonly hasStarted: boolean
    readonly hasCompleted: boolean
    /** The newest result that was not taken back. */
    readonly result: 'passed' | 'failed' | null
    /** Staff look at whether the funded place stays. */
    readonly isPlaceInDoubt: boolean
    /** The provider has been asked to let the registration go. */
    readonly isReleaseAsked: boolean
  }
}
