import { Temporal } from '#src/kit/dates.ts'
import { NOTIFY_MESSAGES_A_SECOND } from '#src/platform/email/email-rules.ts'

/** Schools in any 60 seconds. Source: GOV.UK Notify, "Limits": 3,000 messages a minute for one kind of key. */
export const MOST_PER_MINUTE = 3_000

/** A school that was sent a link less than this ago is left alone. Source: the first-generation service's reminders to contacts. */
const DAYS_BETWEEN_INVITATIONS = 7
export const BETWEEN_INVITATIONS = Temporal.Duration.from({ hours: DAYS_BETWEEN_INVITATIONS * 24 })

/** Children's centres: they may use the service and are never written to. Source: the first-generation service, GIAS types. */
export const SUPPRESSED_TYPE_CODES = ['47', '48']

/** Schools in one transaction: small, so that a killed worker loses little and nobody waits for a lock. */
export const SCHOOLS_AT_A_TIME = 100

/** Batches can be planned this far ahead. Ours: beyond it the list would be stale. */
export const PLANNED_AHEAD = Temporal.Duration.from({ hours: 90 * 24 })

/** Why a school in the list is not sent a link, in the order in which it is asked. */
export const SKIP_REASONS = [
  'said-no',
  'suppressed-type',
  'no-address',
  'address-bounced',
  'recent-link',
  'already-planned',
] as const
/** What may also have happened between planning and sending. */
export const LATER_SKIP_REASONS = ['tutor-named', 'not-eligible', 'stopped'] as const
export type SkipReason = (typeof SKIP_REASONS)[number] | (typeof LATER_SKIP_REASONS)[number]

export const skipTexts: Readonly<Record<SkipReason, string>> = {
  'said-no': 'Said that it expects no early career teachers this year',
  'suppressed-type': 'Children’s centre, which we never write to',
  'no-address': 'No email address',
  'address-bounced': 'Its only email address does not exist',
  'recent-link': `Was sent a link in the last ${DAYS_BETWEEN_INVITATIONS} days`,
  'already-planned': 'Is in another invitation that has not been sent yet',
  'tutor-named': 'Named its induction tutor meanwhile',
  'not-eligible': 'Can no longer use the service',
  stopped: 'The invitation was stopped',
}

type Candidate = {
  readonly saidNo: boolean
  readonly typeCode: string
  readonly addresses: { readonly main: string | null; readonly alternative: string | null }
  /** Where the newest link went, when that address was found not to exist. */
  readonly bounced: string | null
  readonly newestLinkAt: Temporal.Instant | null
  readonly isPlanned: boolean
}

export type Channel = 'main' | 'alternative'

/** The main address, else the alternative one; never one that the newest link has shown not to exist. */
export function channelFor({ addresses, bounced }: Pick<Candidate, 'addresses' | 'bounced'>): Channel | null {
  const works = (address: string | null) => address !== null && address.toLowerCase() !== bounced?.toLowerCase()
  if (works(addresses.main)) return 'main'
  return works(addresses.alternative) ? 'alternative' : null
}

/** Why a school is passed over; null when it is invited. `skipOfRow` in candidates-queries.ts is the same in SQL. */
export function skipReason(candidate: Candidate, now: Temporal.Instant): (typeof SKIP_REASONS)[number] | null {
  const { saidNo, typeCode, addresses, newestLinkAt, isPlanned } = candidate
  if (saidNo) return 'said-no'
  if (SUPPRESSED_TYPE_CODES.includes(typeCode)) return 'suppressed-type'
  if (addresses.main === null && addresses.alternative === null) return 'no-address'
  if (channelFor(candidate) === null) return 'address-bounced'
  // A link that never arrived is no reason to spare the other address.
  if (candidate.bounced === null && newestLinkAt && isRecent(newestLinkAt, now)) return 'recent-link'
  return isPlanned ? 'already-planned' : null
}

const isRecent = (sentAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(sentAt, now.subtract(BETWEEN_INVITATIONS)) > 0

/** How many more may be sent now, of a batch that sent `inLastMinute` in the 60 seconds before. */
export const allowance = (perMinute: number, inLastMinute: number): number => Math.max(0, perMinute - inLastMinute)

/** How long a batch takes: sending here and at the provider go on together, and the slower decides. */
export const minutesFor = (schools: number, perMinute: number): number =>
  Math.ceil(Math.max(schools / perMinute, schools / (NOTIFY_MESSAGES_A_SECOND * 60)))
