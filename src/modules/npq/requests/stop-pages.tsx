import type { Page } from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { WhyNotChanged } from '../registrations/change-rules.ts'
import type { RegistrationStatus } from '../registrations/registration-states.ts'
import { type Change, whyNotChanged } from '../status/change-links-rules.ts'
import type { Changing } from './changing-queries.ts'

const STATUS: Readonly<Record<RegistrationStatus, (provider: string) => string>> = {
  pending: (provider) => `It is waiting for the answer of ${provider}.`,
  accepted: (provider) => `${provider} has accepted it.`,
  rejected: (provider) => `${provider} has not accepted it.`,
  withdrawn: () => 'It has been withdrawn.',
  expired: () => 'It has expired.',
}

type At = Pick<Changing, 'view'> & { readonly at: Pick<Changing['at'], 'registration'> }

/** The state of a registration does not allow it: why, and what to do instead. */
export const notPossiblePage = (changing: At, change: Change, because: WhyNotChanged): Page =>
  stopPage(
    TITLES[change],
    changing,
    <>
      <p class="govuk-body">{whyText(change, because)}</p>
      {because === 'rejected' && change === 'course' ? (
        <Button text="Choose another provider" href={`${changing.at.registration}/change-provider`} />
      ) : null}
      {because === 'started' || because === 'deferred' ? (
        <p class="govuk-body">
          {changing.view.provider.name} can pause your training, or end it with you. Once it has ended, you can register
          again.
        </p>
      ) : (
        <RegisterAgain />
      )}
    </>,
  )

function whyText(change: Change, because: WhyNotChanged): string {
  if (change !== 'withdrawal') return whyNotChanged([change], because).join(' ')
  return because === 'started' || because === 'deferred'
    ? 'Your provider has accepted you. Tell your provider that you want to leave.'
    : 'This registration has ended already, so there is nothing to withdraw.'
}

const TITLES: Readonly<Record<Change, string>> = {
  course: 'You cannot change the course',
  provider: 'You cannot change the provider',
  withdrawal: 'You cannot withdraw this registration here',
  'work-details': 'You cannot change the work details',
}

/** It is not as it was on the page before: somebody was quicker, or it was done in another tab. */
export const changedSincePage = (
  changing: At,
  { status, again }: { readonly status: unknown; readonly again: string },
): Page => {
  const now = STATUSES.find((known) => known === status)
  return stopPage(
    'Your registration has changed',
    changing,
    <>
      <p class="govuk-body">
        It changed after you opened the page before, so nothing that you entered has been sent.
        {now ? ` ${STATUS[now](changing.view.provider.name)}` : ''}
      </p>
      <p class="govuk-body">Your answers are kept. Look at what they would do now, and confirm again.</p>
      <Button text="Look again" href={again} />
    </>,
  )
}

const STATUSES: readonly RegistrationStatus[] = ['pending', 'accepted', 'rejected', 'withdrawn', 'expired']

/** Nobody can choose courses and providers of the cohort any more. */
export const closedPage = (changing: At): Page =>
  stopPage(
    'Registration has closed',
    changing,
    <p class="govuk-body">
      Courses and providers of {changing.view.cohort.name} cannot be chosen any more. Contact{' '}
      {changing.view.provider.name} if you cannot go on as you are, or register for a later start.
    </p>,
  )

/** The provider that was selected does not deliver the course any more. */
export const notOfferedPage = (changing: At, again: string): Page =>
  stopPage(
    'This provider does not deliver the course any more',
    changing,
    <>
      <p class="govuk-body">
        The provider that you selected stopped delivering the course for {changing.view.cohort.name} after you opened
        the page before. Nothing has been changed.
      </p>
      <Button text="Select another provider" href={again} />
    </>,
  )

/** Somebody has a live registration for the course: theirs to look at instead of a second. */
export const otherRegistrationPage = (changing: At, registrationId: unknown, back: string | null = null): Page =>
  stopPage(
    'You have registered for this course already',
    { ...changing, back },
    <>
      <p class="govuk-body">
        You cannot have two registrations for the same course and start. Nothing has been changed.
      </p>
      {typeof registrationId === 'string' ? (
        <Button text="Go to your other registration" href={`/npq/registrations/${registrationId}`} />
      ) : null}
    </>,
  )

/** No other provider delivers the course in the cohort. */
export const nobodyElsePage = (changing: At, back: string | null): Page =>
  stopPage(
    'No other provider delivers this course',
    { ...changing, back },
    <>
      <p class="govuk-body">
        {changing.view.provider.name} is the only provider of the {changing.view.course.name} for{' '}
        {changing.view.cohort.name}. You can choose another course instead.
      </p>
      <Button text="Change your course" href={`${changing.at.registration}/change-course`} />
    </>,
  )

/** Its funding was decided by rules of a service before, which we do not hold. */
export const noRulesPage = (changing: At, back: string | null = null): Page =>
  stopPage(
    'You cannot change the course online',
    { ...changing, back },
    <p class="govuk-body">
      We do not hold the funding rules that your registration was decided by, so we cannot tell whether you would be
      eligible for another course. Nothing has been changed. You can withdraw this registration and register for the
      other course while registration is open.
    </p>,
  )

type Stopped = Pick<At, 'at'> & { readonly back?: string | null }

const stopPage = (title: string, { at, back = null }: Stopped, body: Html): Page =>
  page(
    { title, back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
      <p class="govuk-body">
        <a class="govuk-link" href={at.registration}>
          Go to your registration
        </a>
      </p>
    </>,
  )

const RegisterAgain = (): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href="/npq">
      Register for an NPQ
    </a>
  </p>
)
