import type { MembershipRole } from '#src/kit/actor.ts'
import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'
import { type BankHolidays, workingDaysAfter } from '#src/kit/working-days.ts'
import { STAGES, type Stage } from './join-request-states.ts'

/** How long each of those asked has before the next is asked. Own figures. */
export const WORKING_DAYS_TO_ANSWER = 2
/** The hour, in London, at which the last of those days is over: people are told a time that they can keep. Source: ours. */
const END_OF_WORKING_DAY = 17
/** How long a link to answer lives: as long as a nomination link, for it goes to the same mailboxes. Source: ours. */
export const ANSWER_LINK_DAYS = 21
export const ANSWER_LINK_LIFE = Temporal.Duration.from({ hours: ANSWER_LINK_DAYS * 24 })
/** How long a browser remembers a link that it has opened, or a request that it has sent. */
export const JOIN_BROWSER_MEMORY = Temporal.Duration.from({ hours: 12 })
export const LONGEST_NOTE = 500
export const LONGEST_REASON = 500

/** Requests that one browser, one mailbox and one organisation may cause; an internet address as a backstop only. Source: ours. */
export const JOIN_LIMITS = {
  browser: { limit: 5, seconds: 3_600 },
  address: { limit: 5, seconds: 24 * 3_600 },
  organisation: { limit: 20, seconds: 24 * 3_600 },
  ip: { limit: 30, seconds: 3_600 },
} as const

/**
 * Answers about somebody else's address leave on whole fifths of a second: who has access already, or has asked already, takes
 * less work, and the time would tell. Ten times what either takes. Source: bin/bench enumeration.
 */
const ANSWER_STEP_MILLISECONDS = 200

/** How much longer an answer waits that has taken so long. */
export const waitForStep = (milliseconds: number): number =>
  ANSWER_STEP_MILLISECONDS - (milliseconds % ANSWER_STEP_MILLISECONDS)

/** Why a request goes to the next: time is up, or there is no point in waiting. */
export const REASONS_TO_MOVE_ON = ['no-answer', 'not-reached'] as const
export type ReasonToMoveOn = (typeof REASONS_TO_MOVE_ON)[number]

/** Whether there is anybody to ask at each stage. */
export type Reach = Readonly<Record<Stage, boolean>>

/** Who is asked after a stage, or first of all. Staff can always be asked. */
export function nextStage(after: Stage | null, reach: Reach): Stage {
  const later = STAGES.slice(after === null ? 0 : STAGES.indexOf(after) + 1)
  return later.find((stage) => reach[stage]) ?? 'with-staff'
}

/** When a request that was brought to a stage goes on: two whole working days later. Staff keep it. */
export function movesOnFrom(stage: Stage, askedAt: Temporal.Instant, holidays: BankHolidays): Temporal.Instant | null {
  if (stage === 'with-staff') return null
  const day = workingDaysAfter(londonDate(askedAt), WORKING_DAYS_TO_ANSWER, holidays)
  // Clocks change on Sundays, so a working day has no hour more or less.
  return startOfDay(day).add({ hours: END_OF_WORKING_DAY })
}

/** Whether somebody with these roles has what they ask for. Every role lets its holder see what a viewer sees. */
export const alreadyHas = (held: readonly MembershipRole[], wanted: MembershipRole): boolean =>
  held.includes(wanted) || (wanted === 'viewer' && held.length > 0)

/** What can be asked for, as the form puts it. */
export const wantedText: Readonly<Record<MembershipRole, { readonly text: string; readonly hint: string }>> = {
  administrator: { text: 'Administrator', hint: 'Add and remove people, and do everything the service offers' },
  claims: { text: 'Claims', hint: 'Claim funding' },
  viewer: { text: 'Viewer', hint: 'See everything and change nothing' },
  'induction-tutor': {
    text: 'I am the new induction tutor',
    hint: 'A school has one named induction tutor. We ask the school to hand over to you',
  },
}

/** What somebody asks for, in a sentence: "asks …". */
export const askText: Readonly<Record<MembershipRole, string>> = {
  administrator: 'to be added as administrator',
  claims: 'to be added with the role claims',
  viewer: 'to be added as viewer',
  'induction-tutor': 'to take over as induction tutor',
}

/** What is chosen where somebody asks to take over as induction tutor and gets no role of their own before the handover. */
export const NO_ROLE_YET = 'none'
