import { dateText, londonDate } from '#src/kit/dates.ts'
import { organisationNames } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { wishText } from './ask-release.ts'
import type { ChangeRequest } from './change-request.ts'
import { newestRequestOf } from './change-requests-queries.ts'

/** A request with the names that it is told with. */
export type ToldRequest = { readonly request: ChangeRequest; readonly provider: string; readonly wish: string }

/** What was asked last of a provider for a registration; null when nothing ever was. At most three queries. */
export async function toldRequest(reader: Reader, registrationId: string): Promise<ToldRequest | null> {
  const request = await newestRequestOf(reader, registrationId)
  if (!request) return null
  const { fromProviderId, toProviderId, toCourse, kind } = request
  const names = await organisationNames(reader, [fromProviderId, toProviderId])
  const course = (await allCourses(reader)).get(toCourse)
  const provider = names.get(fromProviderId)?.name ?? 'Your provider'
  const after = {
    course: course ? courseText(course) : toCourse,
    provider: names.get(toProviderId)?.name ?? 'another provider',
  }
  const wish = wishText(kind, { before: { course: '', provider }, after })
  return { request, provider, wish }
}

/** Where an open request stands, and how it is taken back. */
export const OpenRequest = ({ told, start }: { readonly told: ToldRequest; readonly start: string }): Html => (
  <>
    <p class="govuk-body">
      You asked {told.provider} on {dateText(londonDate(told.request.askedAt))} to let you go. You want {told.wish}.
    </p>
    <h2 class="govuk-heading-m">What happens next</h2>
    <p class="govuk-body">
      {told.provider} answers, and we email you. Until then you stay registered as you are. There is no fixed time for
      the answer: contact {told.provider} if you are in a hurry.
    </p>
    <Button text="Take the request back" href={`${start}/take-back`} classes="govuk-button--secondary" />
  </>
)

/** The last request was refused: why, before somebody asks again. */
export const LastAnswer = ({ told }: { readonly told: ToldRequest | null }): Html | null =>
  told?.request.status === 'refused' && told.request.answeredAt ? (
    <InsetText
      html={
        <>
          <p class="govuk-body">
            {told.provider} did not let you go on {dateText(londonDate(told.request.answeredAt))}. You wanted{' '}
            {told.wish}.
          </p>
          <p class="govuk-body">It says: {told.request.refusedBecause}</p>
        </>
      }
    />
  ) : null

/** What asking means, said before it is done: the funded place goes only because its owner wants that. */
export const AskText = ({ provider, hasPlace }: { readonly provider: string; readonly hasPlace: boolean }): Html => (
  <>
    <h2 class="govuk-heading-m">Your provider has to agree</h2>
    <p class="govuk-body">
      {provider} has accepted you. We ask it to let you go. Until it answers, nothing changes, and you can take the
      request back.
    </p>
    <p class="govuk-body">
      If it agrees, your registration waits for an answer again.
      {hasPlace
        ? ' You give up the funded place that you have now, and it is not certain that you get another.'
        : ' It is not certain that you are accepted again.'}
    </p>
  </>
)
