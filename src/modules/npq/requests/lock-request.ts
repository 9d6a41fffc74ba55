import type { Temporal } from '#src/kit/dates.ts'
import type { CommandContext } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { lockPeople } from '../../directory/public.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import type { RegistrationStatusView } from '../status/status.ts'
import { statusOf } from '../status/status-queries.ts'
import type { ChangeRequest } from './change-request.ts'
import { requestById } from './change-requests-queries.ts'
import { type Names, namesOf } from './tell-change.ts'

type Refuse = (code: 'not-found' | 'already-answered', facts?: Record<string, unknown>) => never

type Work = Pick<CommandContext, 'actor' | 'process'> & {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly refuse: Refuse
}

export type LockedRequest = {
  readonly request: ChangeRequest
  readonly registration: Registration
  readonly view: RegistrationStatusView
  /** As they are called now, and as they would be. */
  readonly names: { readonly before: Names; readonly after: Names }
}

/**
 * Holds the registration that a request is about, and with it the request: it is answered once, and whoever comes second is told
 * what the first said (`already-answered`, with `status` and `at`). `check` is the policy, which comes before that is told.
 */
export async function lockRequest(
  { tx, refuse }: Work,
  requestId: string,
  check: (registration: Registration, request: ChangeRequest) => void,
): Promise<LockedRequest> {
  const { registrationId } = (await requestById(tx, requestId)) ?? refuse('not-found')
  const known = (await registrationById(tx, registrationId)) ?? refuse('not-found')
  await lockPeople(tx, [known.personId])
  const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
  const request = (await requestById(tx, requestId)) ?? refuse('not-found')
  check(registration, request)
  if (request.status !== 'asked') refuse('already-answered', { status: request.status, at: request.answeredAt })
  const view = (await statusOf(tx, registrationId)) ?? refuse('not-found')
  const to = { course: request.toCourse, providerId: request.toProviderId }
  const before = await namesOf(tx, { course: registration.course, providerId: request.fromProviderId })
  return { request, registration, view, names: { before, after: await namesOf(tx, to) } }
}
