import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { courseText } from '../../courses/course.ts'
import type { Registration } from '../../registrations/registration.ts'
import type { View } from './first-pages.tsx'
import { AS_WELL, type RegisterFacts } from './journey.ts'

/** Where a registration that they have stands in the way, or may be the one that they mean. */
export const courseStops = {
  'already-registered': ({ form, facts }: View): Page =>
    alreadyRegisteredPage({
      back: form.back,
      course: facts.held ? nameOf(facts, facts.held) : 'this course',
      registrationId: facts.held?.id ?? null,
      otherCourse: form.action.replace(/[^/]+$/, 'choose-your-npq'),
    }),
  'instead-or-as-well': ({ form, answers, facts }: View): Page => {
    const wanted = facts.courses.find(({ identifier }) => identifier === answers['choose-your-npq']?.course)
    const name = wanted ? courseText(wanted) : 'this course'
    const title = `Do you want the ${name} instead of a course that you have registered for?`
    return formPage(
      form,
      { title },
      <RadioField
        name="instead"
        heading
        legend={title}
        hint="You cannot be funded for two NPQs at the same time just by registering twice: each provider decides"
        choices={[
          ...facts.perhapsReplaced.map((registration) => ({
            value: registration.id,
            text: `Instead of the ${nameOf(facts, registration)}`,
            hint: `Registered on ${dateText(londonDate(registration.createdAt))}, and not accepted yet`,
          })),
          { divider: 'or' },
          { value: AS_WELL, text: 'As well', hint: 'Keep what you have and register for one more course' },
        ]}
      />,
    )
  },
  'change-course-instead': ({ form, answers, facts }: View): Page => {
    const id = answers['instead-or-as-well']?.instead
    const replaced = facts.perhapsReplaced.find((one) => one.id === id)
    return page(
      { title: 'Change the course of your registration', back: form.back },
      <>
        <h1 class="govuk-heading-l">Change the course of your registration</h1>
        <p class="govuk-body">
          You do not need a new registration. Change the course of the one that you have
          {replaced ? ` for the ${nameOf(facts, replaced)}` : ''}: it keeps its date and your work details.
        </p>
        <Button
          text="Change course"
          href={`/npq/registrations/${id ?? ''}/change-course?course=${answers['choose-your-npq']?.course ?? ''}`}
        />
      </>,
    )
  },
}

const nameOf = ({ courses }: RegisterFacts, { course }: Registration): string => {
  const known = courses.find(({ identifier }) => identifier === course)
  return known ? courseText(known) : 'course that you chose before'
}

type Held = {
  readonly back: string | null
  readonly course: string
  readonly registrationId: string | null
  /** Where another course is chosen; null when the journey is over. */
  readonly otherCourse: string | null
}

/** They have it already: everything that they may want instead of a second one. */
export const alreadyRegisteredPage = ({ back, course, registrationId, otherCourse }: Held): Page => {
  const title = `You have already registered for the ${course}`
  return page(
    { title, back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">You do not need to register again, and a second registration would not help. You can:</p>
      {registrationId === null ? <Somewhere /> : <Doors at={`/npq/registrations/${registrationId}`} />}
      {otherCourse === null ? null : (
        <p class="govuk-body">
          Or{' '}
          <a class="govuk-link" href={otherCourse}>
            choose another course
          </a>
          .
        </p>
      )}
    </>,
  )
}

const Doors = ({ at }: { readonly at: string }): Html => (
  <ul class="govuk-list govuk-list--bullet">
    {DOORS.map(({ path, text }) => (
      <li>
        <a class="govuk-link" href={`${at}${path}`}>
          {text}
        </a>
      </li>
    ))}
  </ul>
)

const DOORS = [
  { path: '', text: 'see how your registration stands' },
  { path: '/change-provider', text: 'change your provider' },
  { path: '/change-work-details', text: 'change your work details' },
  { path: '/withdrawal', text: 'withdraw your registration' },
]

const Somewhere = (): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href="/npq/registrations">
      See your registrations
    </a>
  </p>
)
