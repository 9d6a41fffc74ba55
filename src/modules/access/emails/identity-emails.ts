import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { DoorName } from '#src/platform/oidc/sign-in-port.ts'
import { doorText } from '../identities/identity.ts'
import { dear, lines, SERVICE } from './email-text.ts'

type AboutIdentity = {
  readonly accountId: string
  readonly to: string
  readonly name: string
  readonly door: DoorName
  /** Names this one change, so that each is told once. */
  readonly occasion: string
  readonly baseUrl: string
}

/** ASVS 5.0, 6.3.7: whoever owns the account hears of a new way into it. */
export const identityConnectedEmail = (told: AboutIdentity): OutgoingEmail => ({
  intent: `access.identity-connected:${told.accountId}:${told.occasion}:${told.to}`,
  template: 'identityConnectedEmail',
  to: told.to,
  subject: `${doorText[told.door]} now opens your account`,
  body: lines(
    dear(told.name),
    `Your account in ${SERVICE} can now also be opened with ${doorText[told.door]}.`,
    'If that was you, you do not need to do anything.',
    'If it was not you, sign in with this email address and disconnect it. Then end the sessions that you do not know:',
    `${told.baseUrl}/account/sign-in-methods`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})

export const identityDisconnectedEmail = (told: AboutIdentity): OutgoingEmail => ({
  intent: `access.identity-disconnected:${told.accountId}:${told.occasion}:${told.to}`,
  template: 'identityDisconnectedEmail',
  to: told.to,
  subject: `${doorText[told.door]} no longer opens your account`,
  body: lines(
    dear(told.name),
    `Your account in ${SERVICE} can no longer be opened with ${doorText[told.door]}. You have been signed out.`,
    'You can sign in with this email address. If this was not you, you can connect it again after you sign in:',
    `${told.baseUrl}/account/sign-in-methods`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})
