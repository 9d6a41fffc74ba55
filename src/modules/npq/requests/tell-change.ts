import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { organisationNames, personById } from '../../directory/public.ts'
import { partyOf, toTellAtProvider } from '../acceptance/parties-queries.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { courseChangedEmail, providerChangedEmail, providerLostEmail } from '../emails/change-emails.ts'
import type { Registration } from '../registrations/registration.ts'
import { courseChanged, providerChanged } from '../registrations/registration-events.ts'
import type { Moment } from './shown-change-rules.ts'

type Named = Pick<Registration, 'course' | 'providerId'>

/** How a course and a provider are called. Two queries. */
export async function namesOf(tx: Tx, { course, providerId }: Named) {
  const known = (await allCourses(tx)).get(course)
  const provider = (await organisationNames(tx, [providerId])).get(providerId)
  return { course: known ? courseText(known) : course, provider: provider?.name ?? 'A provider' }
}
export type Names = Awaited<ReturnType<typeof namesOf>>

/** What events and messages of a registration are filed under: its person and every provider concerned. */
export const subjectsOf = (
  { id, personId }: Pick<Registration, 'id' | 'personId'>,
  ...providers: readonly string[]
): AuditEvent['subjects'] => [
  { kind: 'registration', id },
  { kind: 'person', id: personId },
  ...[...new Set(providers)].map((provider) => ({ kind: 'organisation', id: provider }) as const),
]

type Made = {
  readonly before: Moment
  readonly after: Moment
  readonly names: { readonly before: Names; readonly after: Names }
  readonly cohortName: string
  readonly isReleased: boolean
  readonly byStaff: boolean
  readonly baseUrl: string
  readonly now: Temporal.Instant
}

/** The event of a changed course or provider. */
export function eventOf({ before, after, names }: Made): AuditEvent {
  const [was, is] = [before.registration, after.registration]
  const subjects = subjectsOf(was, was.providerId, is.providerId)
  const provider = { before: names.before.provider, after: names.after.provider }
  const status = { before: was.status, after: is.status }
  const fundedPlace = { before: was.fundedPlace, after: is.fundedPlace }
  const moved = { cohort: was.cohort, provider, status, fundedPlace }
  if (was.course === is.course) return providerChanged.of(subjects, { ...moved, course: names.before.course })
  return courseChanged.of(subjects, {
    ...moved,
    course: { before: names.before.course, after: names.after.course },
    funding: { before: before.funding, after: after.funding },
    fundingChoice: { before: was.fundingChoice, after: is.fundingChoice },
  })
}

/** The messages: to the participant always, and to the provider that lost them. */
export async function messagesOf(tx: Tx, made: Made): Promise<readonly OutgoingEmail[]> {
  const { before, after } = made
  const moved = before.registration.providerId !== after.registration.providerId
  return [...(await toParticipant(tx, made)), ...(moved ? await toProviderBefore(tx, made) : [])]
}

const occasionOf = ({ after, cohortName, byStaff, baseUrl }: Made) => ({
  ...{ registrationId: after.registration.id, occasion: String(after.registration.revision + 1) },
  ...{ cohortName, byStaff, baseUrl },
})

async function toParticipant(tx: Tx, made: Made): Promise<readonly OutgoingEmail[]> {
  const { before, after, names, isReleased } = made
  const { participant } = await partyOf(tx, before.registration)
  if (!participant) return []
  const told = {
    ...occasionOf(made),
    ...{ to: participant, courseName: names.after.course, providerName: names.after.provider, isReleased },
  }
  if (before.registration.course === after.registration.course) {
    return [providerChangedEmail({ ...told, before: names.before.provider })]
  }
  return [
    courseChangedEmail({
      ...told,
      before: { courseName: names.before.course, providerName: names.before.provider },
      funding: { before: before.funding, after: after.funding },
    }),
  ]
}

async function toProviderBefore(tx: Tx, made: Made): Promise<readonly OutgoingEmail[]> {
  const { before, names, now } = made
  const participant = (await personById(tx, before.registration.personId))?.name ?? ''
  const colleagues = await toTellAtProvider(tx, before.registration.providerId)
  return colleagues.map((to) =>
    providerLostEmail({
      ...occasionOf(made),
      ...{ to, courseName: names.before.course, providerName: names.before.provider, participant, now },
    }),
  )
}
