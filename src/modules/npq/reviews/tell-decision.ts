import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import type { Footing } from '../acceptance/acceptance-queries.ts'
import type { Party } from '../acceptance/parties-queries.ts'
import { fundingGrantedEmail, fundingRefusedEmail } from '../emails/funding-emails.ts'
import type { Registration } from '../registrations/registration.ts'

type Around = { readonly party: Party; readonly footing: Footing }

/** What an event of a decision is filed under, and the names as they are now. */
export const aboutOf = (registration: Registration, { party, footing }: Around) => ({
  subjects: subjectsOf(registration),
  names: aboutRegistration(registration, party, footing),
})

type Told = Around & {
  readonly registration: Registration
  readonly isFunded: boolean
  readonly baseUrl: string
}

/** The person is told either way; nobody is told of a registration that came without an account. */
export function tellDecision({ registration, party, footing, isFunded, baseUrl }: Told): readonly OutgoingEmail[] {
  if (!party.participant) return []
  const told = {
    ...{ registrationId: registration.id, decisionId: registration.decisionId, to: party.participant, baseUrl },
    ...{ courseName: footing.courseName, cohortName: footing.cohortName, providerName: party.providerName },
    isAccepted: registration.status === 'accepted',
  }
  return [isFunded ? fundingGrantedEmail(told) : fundingRefusedEmail(told)]
}
