import type { Page, Reply, WebRequest } from '#src/platform/http/route.ts'
import { show } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { organisationNames } from '../../../directory/public.ts'
import { courseText } from '../../courses/course.ts'
import { allCourses } from '../../courses/courses-queries.ts'
import { decisionsOf } from '../../funding/decisions-queries.ts'
import type { FundingResult } from '../../funding/funding.ts'
import { type Registration, RegistrationId } from '../../registrations/registration.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { PROVIDER_ANSWER_DAYS } from '../../submission/submission-rules.ts'

/** The registration of the address; null when there is none. */
export async function loadRegistered({ db, params }: WebRequest): Promise<Registration | null> {
  const id = RegistrationId.safeParse(params['registrationId'])
  return id.success ? registrationById(db, id.data) : null
}

/** What happens next, in order. Can be visited again, also when the registration has moved on: it names what is so now. */
export async function showRegistered({ db }: WebRequest, registration: Registration): Promise<Reply> {
  const [courses, names, decisions] = await Promise.all([
    allCourses(db),
    organisationNames(db, [registration.providerId]),
    decisionsOf(db, registration.id),
  ])
  const course = courses.get(registration.course)
  return show(
    registeredPage({
      registrationId: registration.id,
      course: course ? courseText(course) : registration.course,
      provider: names.get(registration.providerId)?.name ?? 'Your provider',
      result: decisions.find(({ id }) => id === registration.decisionId)?.result ?? 'review',
    }),
  )
}

type Registered = {
  readonly registrationId: string
  readonly course: string
  readonly provider: string
  readonly result: FundingResult
}

const registeredPage = ({ registrationId, course, provider, result }: Registered): Page =>
  confirmationPage({
    title: `You have registered for the ${course}`,
    next: (
      <>
        <ol class="govuk-list govuk-list--number">
          <li>
            {provider} sees your registration now. They should contact you within {PROVIDER_ANSWER_DAYS} working days,
            and may ask you to apply on their own website.
          </li>
          <li>
            {provider} decides whether to accept you
            {result === 'not-funded' ? '' : ' and whether they have a funded place for you'}.
          </li>
          {result === 'review' ? (
            <li>We check whether you are eligible for scholarship funding, and email you.</li>
          ) : null}
          <li>We email you when {provider} has decided.</li>
        </ol>
        <p class="govuk-body">
          You do not need to register again. If something changes, such as where you work, change this registration.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/npq/registrations/${registrationId}`}>
            See your registration
          </a>
        </p>
      </>
    ),
  })
