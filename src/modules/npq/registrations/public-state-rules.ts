import type { ReasonForRejection, Registration } from './registration.ts'
import type { RegistrationStatus } from './registration-states.ts'

/** The statuses that the providers' API has had from the beginning; `status_code` says more. */
export const PUBLIC_STATUSES = ['pending', 'accepted', 'rejected'] as const
export type PublicStatus = (typeof PUBLIC_STATUSES)[number]

const PUBLIC: Readonly<Record<RegistrationStatus, PublicStatus>> = {
  pending: 'pending',
  accepted: 'accepted',
  rejected: 'rejected',
  // Nobody can accept it any more: the nearest word of the contract.
  withdrawn: 'rejected',
  expired: 'rejected',
}

type PublicState = {
  readonly status: PublicStatus
  readonly status_code: RegistrationStatus
  readonly reason_for_rejection: ReasonForRejection | null
}

/** Where a registration stands, in the words that providers read: in the API, and before and after in its feed. */
export const publicStateOf = ({
  status,
  reasonForRejection,
}: Pick<Registration, 'status' | 'reasonForRejection'>): PublicState => ({
  status: PUBLIC[status],
  status_code: status,
  reason_for_rejection: status === 'expired' ? 'registration_expired' : reasonForRejection,
})
