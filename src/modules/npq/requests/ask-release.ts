import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { personById } from '../../directory/public.ts'
import { partyOf, toTellAtProvider } from '../acceptance/parties-queries.ts'
import { releaseAskedEmail, releaseAskedParticipantEmail } from '../emails/change-emails.ts'
import type { ChangeRequest } from './change-request.ts'
import { insertRequest } from './change-requests-store.ts'
import type { Locked } from './lock-for-change.ts'
import { releaseAsked } from './request-events.ts'
import { type Names, namesOf, subjectsOf } from './tell-change.ts'

type Wish = Pick<ChangeRequest, 'kind' | 'toProviderId' | 'toCourse' | 'answers' | 'fundingChoice'>

type Asking = {
  readonly locked: Locked
  readonly wish: Wish
  readonly baseUrl: string
  readonly now: Temporal.Instant
}

/** Asks the provider that accepted somebody to let them go, and tells both. Nothing else changes until it answers. */
export async function askRelease(tx: Tx, { locked, wish, baseUrl, now }: Asking) {
  const { registration, view, byStaff } = locked
  const asked = { ...wish, registrationId: registration.id, fromProviderId: registration.providerId }
  const requestId = await insertRequest(tx, asked, now)
  const names = {
    before: { course: view.course.name, provider: view.provider.name },
    after: await namesOf(tx, { course: wish.toCourse, providerId: wish.toProviderId }),
  }
  const about = aboutRequest({ kind: wish.kind, cohort: registration.cohort, names })
  const events: readonly [AuditEvent] = [
    releaseAsked.of(subjectsOf(registration, registration.providerId, wish.toProviderId), about),
  ]
  const told = {
    ...{ registrationId: registration.id, occasion: requestId, cohortName: view.cohort.name, byStaff, baseUrl },
    ...{ courseName: names.before.course, providerName: names.before.provider },
  }
  const { participant } = await partyOf(tx, registration)
  const person = await personById(tx, registration.personId)
  const colleagues = await toTellAtProvider(tx, registration.providerId)
  const send: readonly OutgoingEmail[] = [
    ...(participant
      ? [releaseAskedParticipantEmail({ ...told, to: participant, wish: wishText(wish.kind, names) })]
      : []),
    ...colleagues.map((to) =>
      releaseAskedEmail({
        ...{ ...told, to, requestId, participant: person?.name ?? '', organisationId: registration.providerId },
      }),
    ),
  ]
  return { requestId, events, send }
}

type BothNames = { readonly before: Names; readonly after: Names }

/** A request as events keep it, with the names of the day. */
export const aboutRequest = ({
  kind,
  cohort,
  names,
}: Pick<ChangeRequest, 'kind'> & { readonly cohort: string; readonly names: BothNames }) => ({
  ...{ kind, cohort, course: names.before.course, provider: names.before.provider },
  ...{ toCourse: names.after.course, toProvider: names.after.provider },
})

/** "Riverbank Teaching instead", or "Senior leadership NPQ instead, with Riverbank Teaching". */
export function wishText(kind: ChangeRequest['kind'], { before, after }: BothNames): string {
  if (kind === 'provider') return `${after.provider} instead`
  return `the ${after.course} instead${before.provider === after.provider ? '' : `, with ${after.provider}`}`
}
