import type { Reader } from '#src/platform/db/database.ts'
import { problemOfTable } from '#src/platform/http/api/api-errors.ts'
import { type ApiAnswer, type ApiContext, answer, problem } from '#src/platform/http/api/endpoint.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import type { Caller } from '../api-policy.ts'
import { sightOf } from '../application-sights-queries.ts'
import { presentApplication } from '../present-application.ts'

export type OwnApplication = Caller & { readonly registration: Registration | null }

/** Who had an application before may read it as it was, and change nothing: told so, because it is there for them. */
export const MOVED_ON = {
  status: 403,
  code: 'with-another-provider',
  title: 'application',
  detail: 'The participant is with another provider now. You can read the application as it was, and cannot change it',
} as const

/** For `load`: the application in the address, if the caller has it now. One that it never had is not there. */
export async function applicationInPath({
  actor,
  db,
  params,
}: ApiContext): Promise<OwnApplication | ApiAnswer<never> | null> {
  const providerId = actor.callsFor('npq-provider')
  // Whoever is no provider today is told so by the policy.
  if (providerId === null) return { providerId, registration: null }
  const id = RegistrationId.safeParse(params['id']?.toLowerCase())
  const registration = id.success ? await registrationById(db, id.data) : null
  if (!registration) return null
  if (registration.providerId === providerId) return { providerId, registration }
  return (await hadIt(db, { providerId, registrationId: registration.id })) ? problem(MOVED_ON) : null
}

type Had = { readonly providerId: string; readonly registrationId: string }

const hadIt = async (reader: Reader, { providerId, registrationId }: Had): Promise<boolean> =>
  (await reader
    .selectFrom('npq.registration_providers')
    .select('provider_id')
    .where('registration_id', '=', registrationId)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()) !== undefined

/** The application as it is after a change. */
export async function answerApplication({ db }: Pick<ApiContext, 'db'>, { providerId, registration }: OwnApplication) {
  const sight = await sightOf(db, { providerId: providerId ?? '', registrationId: registration?.id ?? '' })
  return sight ? answer({ data: presentApplication(sight) }) : problem(problemOfTable('not-found'))
}
