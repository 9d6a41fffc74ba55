import { type AcademicYear, academicYearText, momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { type Expectation, NOMINATION_LINK_DAYS } from '../nominations/nomination-rules.ts'
import { dear, lines, type SchoolName, SERVICE } from './email-text.ts'

/** One intent for each proof, so that a page can ask what became of the message. */
export const nominationIntent = (proofId: string): string => `access.nomination-link:${proofId}`

type NominationLink = {
  readonly proofId: string
  readonly to: string
  readonly school: SchoolName
  readonly token: string
  readonly expiresAt: Temporal.Instant
  readonly hasTutor: boolean
  readonly baseUrl: string
}

export const nominationLinkEmail = (link: NominationLink): OutgoingEmail => ({
  intent: nominationIntent(link.proofId),
  template: 'nominationLinkEmail',
  to: link.to,
  subject: `Nominate the induction tutor of ${link.school.name}`,
  body: lines(
    `To: whoever reads email for ${link.school.name} (URN ${link.school.urn})`,
    `Every school that trains early career teachers names one induction tutor. They set up training in ${SERVICE}.`,
    link.hasTutor
      ? 'Your school has an induction tutor. Use this link only if somebody else takes over. They will replace the one that you have:'
      : 'Use this link to tell us who yours is. You need their name and email address:',
    `${link.baseUrl}/nominate-induction-tutor/link/${link.token}`,
    `The link works once, for ${NOMINATION_LINK_DAYS} days: until ${momentText(link.expiresAt)}.`,
    'If somebody else should do this, forward this email to them. Whoever has the link can nominate the induction tutor.',
    'If your school expects no early career teachers this year, open the link and say so.',
  ),
  holdsSecret: true,
  priority: 'ordinary',
  about: [
    { kind: 'school', id: link.school.id },
    { kind: 'proof', id: link.proofId },
  ],
})

type ExpectationTold = {
  readonly to: string
  readonly accountId: string
  readonly name: string
  readonly school: SchoolName
  readonly academicYear: AcademicYear
  readonly answer: Expectation
  /** Who said it: "the holder of the link", "our support team". */
  readonly by: string
  readonly at: Temporal.Instant
  readonly baseUrl: string
}

const SAID: Readonly<Record<Expectation, string>> = {
  yes: 'expects early career teachers',
  no: 'expects no early career teachers',
  'not-known': 'does not know yet whether it expects early career teachers',
}

/** To the induction tutor when somebody else answered for the school: the answer stops what we would send them for a year. */
export const expectationToldEmail = (told: ExpectationTold): OutgoingEmail => ({
  intent: `access.expectation-told:${told.school.id}:${told.at.epochMilliseconds}`,
  template: 'expectationToldEmail',
  to: told.to,
  subject: `${told.school.name} ${SAID[told.answer]} in ${academicYearText(told.academicYear)}`,
  body: lines(
    dear(told.name),
    `${told.by} told us that ${told.school.name} (URN ${told.school.urn}) ${SAID[told.answer]} in the ${academicYearText(told.academicYear)} academic year.`,
    'The answer is for this academic year only. If it is not right, sign in and change it:',
    `${told.baseUrl}/organisations/${told.school.id}/expectation`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'account', id: told.accountId },
    { kind: 'school', id: told.school.id },
  ],
})
