import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { roleText } from '../accounts/account.ts'
import type { Approver } from '../join-requests/approvers-queries.ts'
import type { GivenRole, JoinRequest } from '../join-requests/join-request.ts'
import { ANSWER_LINK_DAYS, askText, type ReasonToMoveOn } from '../join-requests/join-request-rules.ts'
import type { Stage } from '../join-requests/join-request-states.ts'
import { dear, lines, nameText, type OrganisationName, plainName, SERVICE, subjectOf } from './email-text.ts'

/** One intent for each time that somebody asked, so that the page can tell what became of the message, whatever it says. */
export const joinAskedIntent = (askedId: string): string => `access.join-asked:${askedId}`

/** One intent for each link to answer, so that a request whose messages reach nobody goes on at once. */
export const answerIntent = (proofId: string): string => `access.answer-join-request:${proofId}`

/** What whoever asks is shown of who has their request: never a name. */
export const stageText: Readonly<Record<Stage, string>> = {
  'with-administrators': 'whoever manages access there',
  'with-contact': 'whoever reads the school’s own email',
  'with-trust': 'whoever manages access for its trust',
  'with-staff': 'our support team',
}

type Asked = {
  readonly askedId: string
  readonly to: string
  readonly name: string
  readonly organisation: OrganisationName
  readonly baseUrl: string
}

const about = (organisation: OrganisationName, joinRequestId?: string): OutgoingEmail['about'] =>
  joinRequestId ? [subjectOf(organisation), { kind: 'join-request', id: joinRequestId }] : [subjectOf(organisation)]

type Received = Asked & { readonly request: JoinRequest; readonly reference: string; readonly stage: Stage }

/** To whoever asked. The link in it is theirs alone. */
export const joinRequestReceivedEmail = (received: Received): OutgoingEmail => ({
  intent: joinAskedIntent(received.askedId),
  template: 'joinRequestReceivedEmail',
  to: received.to,
  subject: `You asked to be added to ${received.organisation.name}`,
  body: lines(
    dear(received.name),
    `You asked ${askText[received.request.role]} at ${nameText(received.organisation)} in ${SERVICE}. We have asked ${stageText[received.stage]}.`,
    goesOn(received.request.movesOnAt),
    'See where your request stands, or withdraw it:',
    `${received.baseUrl}/join-requests/${received.reference}`,
    ...fasterRoute(received),
    'If you did not ask for this, open the link and withdraw the request.',
  ),
  holdsSecret: true,
  priority: 'at-once',
  about: about(received.organisation, received.request.id),
})

/** The second time. The first reference stays the only one: whoever asks again need not be whoever asked first. */
export const joinRequestAskedAlreadyEmail = (
  again: Asked & { readonly request: JoinRequest; readonly stage: Stage },
): OutgoingEmail => ({
  intent: joinAskedIntent(again.askedId),
  template: 'joinRequestAskedAlreadyEmail',
  to: again.to,
  subject: `You have asked to be added to ${again.organisation.name} already`,
  body: lines(
    dear(again.name),
    `Somebody asked to be added to ${nameText(again.organisation)} in ${SERVICE} with this email address. We have such a request already, from ${momentText(again.request.createdAt)}. It is with ${stageText[again.stage]}.`,
    goesOn(again.request.movesOnAt),
    'You do not need to ask again. To see where it stands, open the link in the email that we sent you then.',
    ...fasterRoute(again),
  ),
  holdsSecret: false,
  priority: 'at-once',
  about: about(again.organisation, again.request.id),
})

/** The page said the same as to everybody: only the mailbox learns that there is nothing to ask for. */
export const alreadyHasAccessEmail = ({ askedId, to, name, organisation, baseUrl }: Asked): OutgoingEmail => ({
  intent: joinAskedIntent(askedId),
  template: 'alreadyHasAccessEmail',
  to,
  subject: `You have access to ${organisation.name} already`,
  body: lines(
    dear(name),
    `Somebody asked to be added to ${nameText(organisation)} in ${SERVICE} with this email address. You have access already, so we have not asked anybody.`,
    'Sign in with this email address. You do not need a password:',
    `${baseUrl}/sign-in`,
    'If you have problems signing in:',
    `${baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'at-once',
  about: about(organisation),
})

type Question = {
  readonly proofId: string
  readonly request: JoinRequest
  readonly organisation: OrganisationName
  readonly approver: Approver
  readonly token: string
  readonly baseUrl: string
}

/** To each who may answer. What the other person typed is on the page, not here, the name aside. */
export const answerJoinRequestEmail = ({
  proofId,
  request,
  organisation,
  approver,
  token,
  baseUrl,
}: Question): OutgoingEmail => ({
  intent: answerIntent(proofId),
  template: 'answerJoinRequestEmail',
  to: approver.address,
  subject: `${plainName(request.name) ?? 'Somebody'} asks for access to ${organisation.name}`,
  body: lines(
    approver.name ? dear(approver.name) : `To: whoever reads email for ${nameText(organisation)}`,
    `${plainName(request.name) ?? 'Somebody'} (${maskedAddress(request.address)}) asks ${askText[request.role]} at ${nameText(organisation)} in ${SERVICE}.`,
    'Open this link to see who asks, then approve or refuse. Opening it decides nothing:',
    `${baseUrl}/answer-join-request/link/${token}`,
    request.movesOnAt
      ? `Answer by ${momentText(request.movesOnAt)}. If nobody does, we ask the next who can.`
      : 'Nobody else is asked after you.',
    `The link works for ${ANSWER_LINK_DAYS} days or until somebody has answered. Others may have been asked too: the first answer counts.`,
    'If you do not know the person, refuse. They see your reason and not your name.',
  ),
  holdsSecret: true,
  priority: 'ordinary',
  about: [...about(organisation, request.id), { kind: 'proof', id: proofId }],
})

type News = { readonly request: JoinRequest; readonly organisation: OrganisationName; readonly baseUrl: string }

export const joinRequestMovedOnEmail = ({
  request,
  organisation,
  stage,
  because,
  baseUrl,
}: News & { readonly stage: Stage; readonly because: ReasonToMoveOn }): OutgoingEmail => ({
  intent: `access.join-request-moved-on:${request.id}:${stage}`,
  template: 'joinRequestMovedOnEmail',
  to: request.address,
  subject: `Your request to be added to ${organisation.name} has gone to somebody else`,
  body: lines(
    dear(request.name),
    because === 'no-answer'
      ? `Nobody has answered your request to be added to ${nameText(organisation)} in time. We have now asked ${stageText[stage]}.`
      : `The email addresses that we had for your request to be added to ${nameText(organisation)} do not exist any more. We have now asked ${stageText[stage]}.`,
    goesOn(request.movesOnAt),
    'To see where it stands, open the link in our first email about it.',
    ...fasterRoute({ organisation, baseUrl }),
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(organisation, request.id),
})

export const joinRequestApprovedEmail = ({
  request,
  organisation,
  role,
  baseUrl,
}: News & { readonly role: GivenRole | null }): OutgoingEmail => ({
  intent: `access.join-request-approved:${request.id}`,
  template: 'joinRequestApprovedEmail',
  to: request.address,
  subject: role ? `You have access to ${organisation.name}` : `${organisation.name} agrees to hand over to you`,
  body: lines(
    dear(request.name),
    role
      ? `Your request was approved. You have the role ‘${roleText[role]}’ for ${nameText(organisation)} in ${SERVICE}.`
      : `Your request to take over as induction tutor of ${nameText(organisation)} was approved. The school still has to hand over to you: you get another email when it has.`,
    ...(role && request.role === 'induction-tutor'
      ? [
          'You asked to take over as induction tutor. The school can hand over to you; you get another email when it has.',
        ]
      : []),
    ...(role
      ? ['Sign in with this email address. You do not need a password:', `${baseUrl}/sign-in`]
      : fasterRoute({ organisation, baseUrl })),
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(organisation, request.id),
})

export const joinRequestRefusedEmail = ({
  request,
  organisation,
  because,
  baseUrl,
}: News & { readonly because: string }): OutgoingEmail => ({
  intent: `access.join-request-refused:${request.id}`,
  template: 'joinRequestRefusedEmail',
  to: request.address,
  subject: `Your request to be added to ${organisation.name} was refused`,
  body: lines(
    dear(request.name),
    `Your request to be added to ${nameText(organisation)} in ${SERVICE} was refused. The reason given:`,
    plainReason(because) ?? 'Open the link in our first email about your request to read it.',
    'What you can do:',
    [
      '* talk to somebody at the school, then ask again',
      ...(organisation.urn
        ? ['* have the nomination link sent to the school’s own email address, if you take over as induction tutor']
        : []),
    ].join('\n'),
    organisation.urn
      ? `${baseUrl}/schools/${organisation.urn}/access`
      : `${baseUrl}/organisations/${organisation.id}/join-request`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(organisation, request.id),
})

const goesOn = (movesOnAt: Temporal.Instant | null): string =>
  movesOnAt
    ? `If nobody answers by ${momentText(movesOnAt)}, we ask the next who can. You do not need to do anything.`
    : 'They answer every request.'

/** Nobody has to wait for days who can have the school's own mailbox opened today. */
const fasterRoute = ({ organisation, baseUrl }: Pick<News, 'organisation' | 'baseUrl'>): readonly string[] =>
  organisation.urn
    ? [
        'If it cannot wait, have a link sent to the school’s own email address. Whoever reads it can name the induction tutor today:',
        `${baseUrl}/schools/${organisation.urn}/access`,
      ]
    : []

/** Somebody else typed it: what mail programs would turn into a link, or Notify into markup, stays on the page. */
const plainReason = (reason: string): string | null =>
  /[[\]<>#*^`|\\@_]|\w\.\w{2}|:\/\//.test(reason) ? null : `“${reason.replace(/\s+/g, ' ')}”`
