import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'
import { EXPIRES_AFTER_DAYS } from '../expiry/expiry-rules.ts'

type Expired = {
  readonly registrationId: string
  /** The revision that it has afterwards: put back, it may expire again, and is then told again. */
  readonly revision: number
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  readonly baseUrl: string
}

/** To the participant: nobody accepted the registration in time, what that means, and what they can do. */
export const expiredEmail = (told: Expired): OutgoingEmail => ({
  intent: `npq.expiredEmail:${told.registrationId}:${told.revision}`,
  template: 'expiredEmail',
  to: told.to.address,
  subject: `Your registration for ${told.courseName} has expired`,
  body: lines(
    dear(told.to.name),
    `${told.providerName} has not accepted your registration for ${told.courseName}, ${told.cohortName}. We end a registration that nobody has accepted ${EXPIRES_AFTER_DAYS} days after registration for its cohort closed, so yours has now expired.`,
    'This means that you do not have a place by this registration, and no provider can accept it any more. It does not count as funding that you have had.',
    `If you still want to do the course, register again for a later start while registration is open:\n\n${told.baseUrl}/npq`,
    `If ${told.providerName} has told you that you have a place, ask it to contact us. We can make this registration pending again.`,
    `See your registration:\n\n${told.baseUrl}/npq/registrations/${told.registrationId}`,
  ),
  holdsSecret: false,
  priority: 'bulk',
  about: [
    { kind: 'registration', id: told.registrationId },
    { kind: 'account', id: told.to.accountId },
  ],
})
