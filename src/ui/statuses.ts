import { type MessageStatus, messageStatusTexts } from '#src/platform/email/message-states.ts'

/** Who reads a status: what happens next differs for the school and for us. */
export type Audience = 'public' | 'school' | 'staff'

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
} as const satisfies Readonly<Record<string, Status>>

export type StatusKey = keyof typeof STATUSES

export const statusOf = (key: StatusKey): Status => STATUSES[key]

/** What happens next, for this reader; null where nothing does. */
export const nextFor = (key: StatusKey, audience: Audience): string | null => statusOf(key).next[audience] ?? null
