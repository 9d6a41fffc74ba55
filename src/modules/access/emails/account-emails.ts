import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { ADDRESS_LINK_HOURS } from '../accounts/address-rules.ts'
import { dear, lines, plainName, SERVICE } from './email-text.ts'

type AboutAccount = {
  readonly accountId: string
  readonly name: string
  readonly to: string
  readonly baseUrl: string
}

type AboutProof = AboutAccount & { readonly proofId: string }

/** One intent for each proof, so that a page can ask what became of the message. */
export const addressProofIntent = (proofId: string): string => `access.prove-address:${proofId}`

/** To a new address of an account. It works only for whoever is signed in to that account. */
export const proveAddressEmail = ({ token, ...told }: AboutProof & { readonly token: string }): OutgoingEmail => ({
  ...common(told, 'proveAddressEmail'),
  intent: addressProofIntent(told.proofId),
  subject: `Confirm this email address for ${SERVICE}`,
  body: lines(
    `${plainName(told.name) ?? 'Somebody'} asked to sign in to ${SERVICE} with this email address as well. If that was you, open this link in the browser where you are signed in:`,
    `${told.baseUrl}/account/email-addresses/link/${token}`,
    `The link works once, for ${ADDRESS_LINK_HOURS} hours.`,
    'If it was not you, you do not need to do anything. The address is not added without the link.',
  ),
  holdsSecret: true,
  priority: 'at-once',
})

/** To a mailbox that another account has already: the page says the same as always, the mailbox is told why nothing comes of it. */
export const addressInUseEmail = (told: Omit<AboutProof, 'name'>): OutgoingEmail => ({
  ...common(told, 'addressInUseEmail'),
  intent: addressProofIntent(told.proofId),
  subject: `You already have an account for ${SERVICE}`,
  body: lines(
    `Somebody asked to add this email address to another account of ${SERVICE}. It belongs to an account already, so it was not added. You can sign in with it:`,
    `${told.baseUrl}/sign-in`,
    'If you have two accounts and want one, remove the address from one of them first, on the page of that account.',
    'If it was not you, you do not need to do anything.',
  ),
  priority: 'at-once',
})

type Occasion = AboutAccount & {
  /** What the message is about, so that each mailbox is told once: a proof, an address, a process. */
  readonly occasion: string
}

export const addressAddedEmail = (told: Occasion & { readonly address: string }): OutgoingEmail => ({
  ...common(told, 'addressAddedEmail'),
  intent: `access.address-added:${told.occasion}:${told.to.toLowerCase()}`,
  subject: `An email address was added to your account for ${SERVICE}`,
  body: lines(dear(told.name), `You can now sign in to ${SERVICE} with ${told.address} as well.`, ...notYou(told)),
})

export const addressRemovedEmail = (told: Occasion & { readonly address: string }): OutgoingEmail => ({
  ...common(told, 'addressRemovedEmail'),
  intent: `access.address-removed:${told.occasion}:${told.to.toLowerCase()}`,
  subject: `An email address was removed from your account for ${SERVICE}`,
  body: lines(
    dear(told.name),
    `The email address ${told.address} no longer opens your account for ${SERVICE}.`,
    ...notYou(told),
  ),
})

export const nameChangedEmail = (told: Occasion): OutgoingEmail => ({
  ...common(told, 'nameChangedEmail'),
  intent: `access.name-changed:${told.occasion}:${told.to.toLowerCase()}`,
  subject: `Your name in ${SERVICE} was changed`,
  body: lines(dear(told.name), `The name of your account for ${SERVICE} was changed.`, ...notYou(told)),
})

const notYou = ({ baseUrl }: AboutAccount): readonly string[] => [
  'If that was you, you do not need to do anything. If it was not, look at your account now, and sign out all other browsers there:',
  `${baseUrl}/account`,
]

const common = ({ accountId, to }: Pick<AboutAccount, 'accountId' | 'to'>, template: string) =>
  ({
    template,
    to,
    holdsSecret: false,
    priority: 'ordinary',
    about: [{ kind: 'account', id: accountId }],
  }) as const
