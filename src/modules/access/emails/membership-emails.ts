import type { MembershipRole } from '#src/kit/actor.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { roleText } from '../accounts/account.ts'
import { dear, lines, nameText, type OrganisationName, SERVICE, subjectOf } from './email-text.ts'

type AboutRole = {
  readonly membershipId: string
  readonly accountId: string
  readonly to: string
  readonly name: string
  readonly organisation: OrganisationName
  readonly role: MembershipRole
  readonly baseUrl: string
}

const about = ({ accountId, organisation }: AboutRole): OutgoingEmail['about'] => [
  { kind: 'account', id: accountId },
  subjectOf(organisation),
]

export const roleGivenEmail = (told: AboutRole): OutgoingEmail => ({
  intent: `access.role-given:${told.membershipId}`,
  template: 'roleGivenEmail',
  to: told.to,
  subject: `You have access to ${told.organisation.name}`,
  body: lines(
    dear(told.name),
    `You now have the role ‘${roleText[told.role]}’ for ${nameText(told.organisation)} in ${SERVICE}.`,
    'Sign in with this email address. You do not need a password:',
    `${told.baseUrl}/sign-in`,
    'If you did not expect this, tell whoever looks after the service at your organisation. They can take the role away.',
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(told),
})

export const roleEndedEmail = (told: AboutRole): OutgoingEmail => ({
  intent: `access.role-ended:${told.membershipId}`,
  template: 'roleEndedEmail',
  to: told.to,
  subject: `Your access to ${told.organisation.name} has changed`,
  body: lines(
    dear(told.name),
    `You no longer have the role ‘${roleText[told.role]}’ for ${nameText(told.organisation)} in ${SERVICE}. You have been signed out.`,
    'If you still have another role, sign in again. If this is a mistake, tell whoever looks after the service at your organisation:',
    `${told.baseUrl}/sign-in`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(told),
})

type Changed = AboutRole & { readonly before: MembershipRole }

export const roleChangedEmail = (told: Changed): OutgoingEmail => ({
  intent: `access.role-changed:${told.membershipId}`,
  template: 'roleChangedEmail',
  to: told.to,
  subject: `Your role at ${told.organisation.name} has changed`,
  body: lines(
    dear(told.name),
    `Your role for ${nameText(told.organisation)} in ${SERVICE} was ‘${roleText[told.before]}’. It is now ‘${roleText[told.role]}’.`,
    'See what you can do now:',
    `${told.baseUrl}/home`,
    'If this is a mistake, tell whoever looks after the service at your organisation.',
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(told),
})
