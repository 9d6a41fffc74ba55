import { Temporal } from '#src/kit/dates.ts'
import { type BankHolidays, workingDaysAfter } from '#src/kit/working-days.ts'
import type { MessageStatus } from '#src/platform/email/message-states.ts'

/** What is known of an eligible school that has no induction tutor. */
export type MissingEvidence = {
  /** The newest answer for this academic year is that it expects no early career teachers. */
  readonly saidNo: boolean
  readonly hasAddress: boolean
  /** The newest nomination link that went to it. */
  readonly link: {
    readonly opened: boolean
    /** Used, or revoked because another was. */
    readonly ended: boolean
    readonly expired: boolean
    /** What became of its message; null when the message is no longer kept. */
    readonly message: MessageStatus | null
  } | null
}

/**
 * Why nobody is registered: one reason a school, the first in this order that the evidence shows. What the school itself said
 * or did comes first, then what stops the next link, then what became of the last one.
 */
export const MISSING_REASONS = [
  'said-no',
  'unfinished',
  'no-address',
  'never-invited',
  'link-ended',
  'bounced',
  'refused',
  'expired',
  'unopened',
  'on-its-way',
] as const
export type MissingReason = (typeof MISSING_REASONS)[number]

/** The rule. `reasonOfRow` in missing-queries.ts is the same in SQL; a test holds the two together. */
export function missingReason({ saidNo, hasAddress, link }: MissingEvidence): MissingReason {
  if (saidNo) return 'said-no'
  if (link?.opened && !link.ended) return 'unfinished'
  if (!hasAddress) return 'no-address'
  if (!link) return 'never-invited'
  if (link.ended) return 'link-ended'
  if (link.message === 'permanent-failure') return 'bounced'
  if (REFUSED.some((status) => status === link.message)) return 'refused'
  if (link.expired) return 'expired'
  return link.message === 'delivered' ? 'unopened' : 'on-its-way'
}

/** The inbox or something before it did not take the message: trying again may help. */
export const REFUSED = [
  'temporary-failure',
  'technical-failure',
  'abandoned',
] as const satisfies readonly MessageStatus[]

/** Reasons as pages and files name them, and what to do about each. */
export const missingReasonTexts: Readonly<Record<MissingReason, { readonly text: string; readonly next: string }>> = {
  'said-no': {
    text: 'Expects no early career teachers',
    next: 'Nothing this year. The school can change its answer.',
  },
  unfinished: { text: 'Opened but not finished', next: 'Ring the school, or send another link.' },
  'no-address': { text: 'No email address', next: 'Ask the school to add one in Get Information about Schools.' },
  'never-invited': { text: 'Never invited', next: 'Send the link.' },
  'link-ended': {
    text: 'Not invited since its last link was used',
    next: 'Its tutor has left or its answer was for another year. Send a new link.',
  },
  bounced: { text: 'Address does not exist', next: 'Use the other address, or ask the school to correct it.' },
  refused: { text: 'Inbox refused the link', next: 'Send it again or use the other address.' },
  expired: { text: 'Link expired unopened', next: 'Send a new link.' },
  unopened: { text: 'Delivered but not opened', next: 'Remind the school.' },
  'on-its-way': { text: 'Sent, no report yet', next: 'Wait for the report: it comes within 3 days.' },
}

/** A link that nobody has opened for so long is worth a reminder. Source: our own promise to schools, in working days. */
export const REMIND_AFTER_WORKING_DAYS = 5

/** The last day on which an unopened link can have been sent for a reminder to be due on `today`. */
export function remindIfSentBy(today: Temporal.PlainDate, holidays: BankHolidays): Temporal.PlainDate {
  let day = today.subtract({ days: REMIND_AFTER_WORKING_DAYS })
  while (Temporal.PlainDate.compare(workingDaysAfter(day, REMIND_AFTER_WORKING_DAYS, holidays), today) > 0) {
    day = day.subtract({ days: 1 })
  }
  return day
}
