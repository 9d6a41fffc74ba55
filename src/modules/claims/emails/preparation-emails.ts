import { type AcademicYear, academicYearText } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, plainName, type Told } from '../../access/public.ts'

type ListTold = {
  readonly to: Told
  /** Who sends it. */
  readonly from: string
  readonly school: { readonly id: string; readonly name: string }
  readonly year: AcademicYear
  /** What the sender adds, as typed. */
  readonly note: string | null
  readonly items: number
  readonly occasion: string
  readonly baseUrl: string
}

/** Asks a colleague to look at the list of what is still to be found out. Its names stay behind the sign-in. */
export const preparationListEmail = ({
  to,
  from,
  school,
  year,
  note,
  items,
  occasion,
  baseUrl,
}: ListTold): OutgoingEmail => ({
  intent: `claims.preparation-list:${school.id}:${to.accountId}:${occasion}`,
  template: 'preparationListEmail',
  to: to.address,
  subject: `Mentors to prepare for ${school.name}`,
  body: lines(
    dear(to.name),
    `${plainName(from) ?? 'A colleague'} asks you to look at the list of mentors of ${school.name} whose training you claim for in ${academicYearText(year)}. ${items === 1 ? 'One mentor is' : `${items} mentors are`} on it.`,
    'It shows who still lacks a teacher reference number, a date of birth, a provider, or hours agreed with it:',
    `${baseUrl}/organisations/${school.id}/preparation`,
    ...(note === null
      ? []
      : [`They add: ${plainName(note) ?? 'a note that cannot be shown in an email. Ask them for it.'}`]),
    'You get this email because you are a colleague of theirs in this service. If you do nothing, the list stays as it is.',
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'school', id: school.id },
    { kind: 'account', id: to.accountId },
  ],
})
