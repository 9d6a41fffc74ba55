import { dateText, momentText, type Temporal } from '#src/kit/dates.ts'
import type { Subject } from '#src/platform/audit/event.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { type Keeps, lastDayOf } from '../handovers/handover-rules.ts'
import { dear, lines, plainName, type SchoolName, SERVICE } from './email-text.ts'

/** Who named the tutor, as messages say it. */
export type Namer =
  | { readonly kind: 'nominated' }
  | { readonly kind: 'handed-over'; readonly name: string }
  | { readonly kind: 'by-staff' }

type About = {
  /** The link that was used, or the one change: nobody is told twice of the same. */
  readonly occasion: string
  readonly to: string
  readonly school: SchoolName
  readonly by: Namer
  readonly about: readonly [Subject, ...Subject[]]
  readonly baseUrl: string
}

/** The secret with which somebody says "this was not me", and until when. */
export type ObjectionLink = { readonly token: string; readonly until: Temporal.Instant }

const whole = ({ name, urn }: SchoolName): string => `${name} (URN ${urn})`

/** "Somebody who reads email for Hill Primary School", at the beginning of a sentence. */
function namer(by: Namer, school: SchoolName): string {
  if (by.kind === 'nominated') return `Somebody who reads email for ${whole(school)}`
  if (by.kind === 'by-staff') return 'Our support team'
  return plainName(by.name) ?? `Somebody at ${school.name}`
}

export const nominatedEmail = ({ name, ...told }: About & { readonly name: string }): OutgoingEmail => ({
  intent: `access.nominated:${told.occasion}`,
  template: 'nominatedEmail',
  to: told.to,
  subject: `You are the induction tutor of ${told.school.name}`,
  body: lines(
    dear(name),
    told.by.kind === 'nominated'
      ? `${whole(told.school)} has nominated you as its induction tutor in ${SERVICE}.`
      : `${namer(told.by, told.school)} has named you as the induction tutor of ${whole(told.school)} in ${SERVICE}.`,
    'Sign in with this email address. You do not need a password:',
    `${told.baseUrl}/sign-in`,
    'If this is a mistake, tell your school. It can nominate somebody else.',
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: told.about,
})

type Replaced = About & {
  readonly name: string
  readonly keeps: Keeps
  /** They did it themselves, or so it seems. */
  readonly own: boolean
  readonly objection: ObjectionLink
}

const keptText = (keeps: Keeps, school: SchoolName): string => {
  if (keeps.access === 'nothing') return `You no longer have access to the school in ${SERVICE}.`
  if (keeps.until === null) return `You are still an administrator of ${school.name} in ${SERVICE}.`
  return `You are still an administrator of ${school.name} in ${SERVICE}, until the end of ${dateText(lastDayOf(keeps.until))}.`
}

const objectionText = (link: ObjectionLink, baseUrl: string): readonly string[] => [
  'If this was not meant to happen, open this link and say so. The change is then taken back at once:',
  `${baseUrl}/object-to-handover/link/${link.token}`,
  `The link works until ${momentText(link.until)}.`,
]

/** To whoever was replaced, also when it was they who handed over: somebody else may have been at their computer. */
export const replacedEmail = ({ name, keeps, own, objection, ...told }: Replaced): OutgoingEmail => ({
  intent: `access.replaced:${told.occasion}`,
  template: 'replacedEmail',
  to: told.to,
  subject: `You are no longer the induction tutor of ${told.school.name}`,
  body: lines(
    dear(name),
    own
      ? `You handed over to another induction tutor of ${whole(told.school)}. ${keptText(keeps, told.school)}`
      : `${namer(told.by, told.school)} has named another induction tutor. ${keptText(keeps, told.school)}`,
    ...objectionText(objection, told.baseUrl),
  ),
  holdsSecret: true,
  priority: 'ordinary',
  about: told.about,
})

type Done = About & { readonly nominee: string; readonly objection: ObjectionLink | null; readonly position: number }

/** To the school's mailboxes, so that a change that nobody at the school wanted is noticed. */
export const nominationDoneEmail = ({ nominee, objection, position, ...told }: Done): OutgoingEmail => ({
  intent: `access.nomination-done${position === 0 ? '' : `-${position}`}:${told.occasion}`,
  template: 'nominationDoneEmail',
  to: told.to,
  subject: `${told.school.name} has ${objection ? 'a new' : 'named its'} induction tutor`,
  body: lines(
    `To: whoever reads email for ${whole(told.school)}`,
    told.by.kind === 'nominated'
      ? `Somebody used the link that we sent to the school and named ${plainName(nominee) ?? 'somebody'} as induction tutor.`
      : `${namer(told.by, told.school)} named ${plainName(nominee) ?? 'somebody'} as induction tutor.`,
    ...(objection
      ? [
          'They replace the induction tutor that the school had. We have told both of them.',
          ...objectionText(objection, told.baseUrl),
        ]
      : [
          'We have told them how to sign in.',
          'If this is a mistake, find your school and see how to put it right:',
          `${told.baseUrl}/schools/${told.school.urn}`,
        ]),
  ),
  holdsSecret: objection !== null,
  priority: 'ordinary',
  about: told.about,
})
