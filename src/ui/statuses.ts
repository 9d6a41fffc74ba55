import { type MessageStatus, messageStatusTexts } from '#src/platform/email/message-states.ts'
import { CLAIM_STATUSES } from './claim-statuses.ts'
import { NPQ_STATUSES } from './npq-statuses.ts'

/** Who reads a status: what happens next differs for the school and for us. */
export type Audience = 'public' | 'school' | 'provider' | 'staff'

type Colour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

type Status = {
  readonly text: string
  /** Never the only carrier of the meaning. The same status has the same colour everywhere. */
  readonly colour: Colour
  /** One sentence for each audience that sees it. */
  readonly next: Partial<Readonly<Record<Audience, string>>>
}

/** A message's words belong to the platform, which also gives them to the API. */
const message = (status: MessageStatus, colour: Colour): Status => {
  const { text, next } = messageStatusTexts[status]
  return { text, colour, next: { public: next, school: next, staff: next } }
}

/** Every status that any page shows: its words, its colour and what happens next. Text of a status is written nowhere else. */
export const STATUSES = {
  'school-open': { text: 'Open', colour: 'green', next: {} },
  'school-closing': {
    text: 'Proposed to close',
    colour: 'yellow',
    next: {
      public: 'The school can use the service until it closes.',
      staff: 'Move its teachers before it closes; the successor appears here when GIAS names one.',
    },
  },
  'school-closed': {
    text: 'Closed',
    colour: 'grey',
    next: {
      public: 'Look for the school that took over from it.',
      staff: 'Nothing can be registered for it any more.',
    },
  },
  'school-proposed': {
    text: 'Proposed to open',
    colour: 'teal',
    next: {
      public: 'The school can use the service once it opens.',
      staff: 'It becomes eligible on the day GIAS opens it.',
    },
  },
  'school-eligible': {
    text: 'Can use the service',
    colour: 'green',
    next: {
      public: 'The school can name its induction tutor.',
      staff: 'Send the nomination link when nobody is named.',
    },
  },
  'school-not-eligible': {
    text: 'Cannot use the service',
    colour: 'grey',
    next: {
      public: 'The reason is given below.',
      staff: 'The reason is given below, with the rule that it follows from.',
    },
  },
  'tutor-not-named': {
    text: 'No induction tutor',
    colour: 'orange',
    next: {
      school: 'Name your induction tutor with the link that we sent to your school.',
      staff: 'Send the nomination link to the school’s contact.',
    },
  },
  'tutor-invited': {
    text: 'Invited',
    colour: 'blue',
    next: {
      school: 'Open the link in the email that we sent to your school.',
      staff: 'Wait for the school to open the link, or send it again.',
    },
  },
  'tutor-named': {
    text: 'Induction tutor named',
    colour: 'green',
    next: { school: 'The induction tutor can sign in.', staff: 'Nothing to do.' },
  },
  'message-queued': message('queued', 'grey'),
  'message-sending': message('sending', 'blue'),
  'message-sent': message('sent', 'blue'),
  'message-delivered': message('delivered', 'green'),
  'message-permanent-failure': message('permanent-failure', 'red'),
  'message-temporary-failure': message('temporary-failure', 'orange'),
  'message-technical-failure': message('technical-failure', 'red'),
  'message-abandoned': message('abandoned', 'red'),
  'handover-done': { text: 'Changed', colour: 'green', next: { staff: 'Nothing to do.' } },
  'handover-objected': {
    text: 'Objected to',
    colour: 'orange',
    next: { staff: 'The one before has the role again. Decide who is right.' },
  },
  'handover-undone': { text: 'Undone', colour: 'grey', next: { staff: 'Nothing to do.' } },
  'handover-upheld': { text: 'Objection upheld', colour: 'grey', next: { staff: 'Nothing to do.' } },
  'handover-reinstated': { text: 'Reinstated', colour: 'green', next: { staff: 'Nothing to do.' } },
  'import-running': { text: 'Being read', colour: 'blue', next: { staff: 'The page shows how far it is.' } },
  'import-previewed': {
    text: 'Ready to apply',
    colour: 'yellow',
    next: { staff: 'Look through the changes, then apply them.' },
  },
  'import-applied': { text: 'Applied', colour: 'green', next: { staff: 'Nothing to do.' } },
  'import-refused': {
    text: 'Refused',
    colour: 'red',
    next: { staff: 'Nothing was changed. Put the file right and upload it again.' },
  },
  'import-failed': {
    text: 'Failed',
    colour: 'red',
    next: { staff: 'Nothing was changed. Upload the file again.' },
  },
  'organisation-open': { text: 'Active', colour: 'green', next: {} },
  'organisation-closed': {
    text: 'Closed',
    colour: 'grey',
    next: { staff: 'It keeps its history and takes no new work.' },
  },
  'organisation-proposed': {
    text: 'Not yet open',
    colour: 'teal',
    next: { staff: 'It can be given roles from its first day.' },
  },
  'join-request-with-administrators': {
    text: 'With administrators',
    colour: 'blue',
    next: { public: 'Whoever manages access there has been asked.', staff: 'Wait, or answer it with a reason.' },
  },
  'join-request-with-contact': {
    text: 'With the school contact',
    colour: 'blue',
    next: {
      public: 'Whoever reads the school’s own email has been asked.',
      staff: 'Wait, or answer it with a reason.',
    },
  },
  'join-request-with-trust': {
    text: 'With the trust',
    colour: 'blue',
    next: {
      public: 'Whoever manages access for the trust has been asked.',
      staff: 'Wait, or answer it with a reason.',
    },
  },
  'join-request-with-staff': {
    text: 'With support',
    colour: 'yellow',
    next: { public: 'Our support team answers it.', staff: 'Check who asks, then approve or refuse.' },
  },
  'join-request-approved': {
    text: 'Approved',
    colour: 'green',
    next: {
      public: 'You can sign in, or wait for the school to hand over to you.',
      school: 'The school still has to hand over to you. You get an email when it has.',
      staff: 'Nothing to do.',
    },
  },
  'join-request-refused': {
    text: 'Refused',
    colour: 'red',
    next: { public: 'The reason is given below, with what else you can do.', staff: 'Nothing to do.' },
  },
  'join-request-withdrawn': {
    text: 'Withdrawn',
    colour: 'grey',
    next: { public: 'You can ask again.', staff: 'Nothing to do.' },
  },
  'invitation-planned': {
    text: 'Planned',
    colour: 'yellow',
    next: { staff: 'It begins by itself at the time below.', school: 'It begins by itself at the time below.' },
  },
  'invitation-sending': {
    text: 'Being sent',
    colour: 'blue',
    next: { staff: 'The page shows how far it is.', school: 'The page shows how far it is.' },
  },
  'invitation-finished': {
    text: 'Finished',
    colour: 'green',
    next: {
      staff: 'Every school was sent its link or passed over. Opened and used links are still counted.',
      school: 'Every school was sent its link or passed over.',
    },
  },
  'invitation-stopped': {
    text: 'Stopped',
    colour: 'grey',
    next: {
      staff: 'The schools that were waiting were not sent the link. Plan another invitation for them.',
      school: 'The schools that were waiting were not sent the link.',
    },
  },
  'api-token-live': {
    text: 'Works',
    colour: 'green',
    next: { staff: 'It works until its day, or until it is replaced or ended.' },
  },
  'api-token-ending': {
    text: 'Replaced',
    colour: 'yellow',
    next: { staff: 'It works beside the new one until its day, so that a system can change over.' },
  },
  'api-token-expired': {
    text: 'Run out',
    colour: 'grey',
    next: { staff: 'A system that uses it is turned away. Make another token.' },
  },
  'api-token-revoked': {
    text: 'Ended',
    colour: 'grey',
    next: { staff: 'A system that uses it is turned away. Make another token.' },
  },
  ...NPQ_STATUSES,
  ...CLAIM_STATUSES,
} as const satisfies Readonly<Record<string, Status>>

export type StatusKey = keyof typeof STATUSES

export const statusOf = (key: StatusKey): Status => STATUSES[key]

/** What happens next, for this reader; null where nothing does. */
export const nextFor = (key: StatusKey, audience: Audience): string | null => statusOf(key).next[audience] ?? null
