import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import type { ContactPoint } from '../school.ts'

const SERVICE = 'Teacher training services'

type Changed = {
  /** The process of the change: one message of each kind for each mailbox. */
  readonly processId: string
  readonly school: { readonly id: string; readonly name: string; readonly urn: string }
  readonly channel: ContactPoint['channel']
  readonly to: string
  readonly baseUrl: string
}

/** To the mailbox that was used before, so that a wrong change is noticed where it hurts. */
export const contactReplacedEmail = (changed: Changed & { readonly now: string | null }): OutgoingEmail => ({
  ...common(changed, 'contactReplacedEmail'),
  subject: `We no longer write to this address about ${changed.school.name}`,
  body: paragraphs(
    `Somebody who looks after access to ${SERVICE} for ${nameOf(changed)} has changed the school’s ${changed.channel} email address.`,
    changed.now === null
      ? 'There is no other address for it now.'
      : `From now on we write to ${maskedAddress(changed.now)}.`,
    'Whoever reads the main address can name the school’s induction tutor. If this change is wrong, ask the school to put it right:',
    `${changed.baseUrl}/schools/${changed.school.urn}`,
  ),
})

/** To the mailbox that is used from now on. */
export const contactInUseEmail = (changed: Changed): OutgoingEmail => ({
  ...common(changed, 'contactInUseEmail'),
  subject: `We write to this address about ${changed.school.name} from now on`,
  body: paragraphs(
    `Somebody who looks after access to ${SERVICE} for ${nameOf(changed)} told us that this is the school’s ${changed.channel} email address.`,
    'We send links there with which the school names its induction tutor. Only the school should read it.',
    'The school also needs to change the address in Get Information about Schools, where other services find it.',
    'If this is not a mailbox of the school, tell the school, or see how to put it right:',
    `${changed.baseUrl}/schools/${changed.school.urn}`,
  ),
})

const nameOf = ({ school }: Changed): string => `${school.name} (URN ${school.urn})`

const common = ({ processId, school, channel, to }: Changed, template: string) =>
  ({
    intent: `directory.${template}:${processId}:${channel}`,
    template,
    to,
    holdsSecret: false,
    priority: 'ordinary',
    about: [{ kind: 'school', id: school.id }],
  }) as const

const paragraphs = (...texts: readonly string[]): string => texts.join('\n\n')
