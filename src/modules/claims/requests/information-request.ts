import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import { machine } from '#src/kit/machine.ts'

export const RequestId = idOf('request for information')
export type RequestId = ReturnType<(typeof RequestId)['parse']>
export const EvidenceId = idOf('evidence file')
export type EvidenceId = ReturnType<(typeof EvidenceId)['parse']>

/** What is asked about. */
export const REQUEST_TOPICS = ['employment', 'placement', 'hours', 'provider', 'payment-details', 'other'] as const
export type RequestTopic = (typeof REQUEST_TOPICS)[number]

/** Topics as pages and e-mails say them. */
export const topicText: Readonly<Record<RequestTopic, string>> = {
  employment: 'Whether a mentor works at the school',
  placement: 'Which trainee a mentor looked after',
  hours: 'How many hours a mentor was trained',
  provider: 'Which provider trained a mentor',
  'payment-details': 'Where the payer sends the money',
  other: 'Something else',
}

export const REQUEST_STATUSES = ['open', 'answered', 'settled', 'cancelled'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** A request is answered, again while it is not settled, and settled; or it is not needed any more. */
export const requestStates = machine<RequestStatus>()({
  answer: { from: ['open'], to: 'answered' },
  /** The answer was not enough. */
  reopen: { from: ['answered'], to: 'open' },
  settle: { from: ['answered', 'open'], to: 'settled' },
  cancel: { from: ['open', 'answered'], to: 'cancelled' },
})

export type InformationRequest = {
  readonly id: RequestId
  readonly claimId: string
  /** The mentor that it is about; null: the whole claim. */
  readonly lineId: string | null
  /** Who is to answer. */
  readonly organisationId: string
  /** The provider that asks; null: DfE. */
  readonly askedByOrganisationId: string | null
  readonly askedByName: string
  readonly askedAt: Temporal.Instant
  readonly topic: RequestTopic
  readonly question: string
  readonly status: RequestStatus
  readonly dueOn: Temporal.PlainDate
  readonly extension: { readonly until: Temporal.PlainDate; readonly because: string } | null
  readonly remindedAt: Temporal.Instant | null
  readonly answer: string | null
  readonly answeredByName: string | null
  readonly answeredAt: Temporal.Instant | null
  readonly settledBecause: string | null
  /** What whoever answered can quote. */
  readonly receipt: string | null
  readonly revision: number
}
