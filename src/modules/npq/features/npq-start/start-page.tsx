import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'

/** A registration that somebody has, as the way to a new one shows it. */
export type Shown = {
  readonly id: string
  readonly course: string
  readonly provider: string
  readonly cohort: string
  readonly registeredAt: Temporal.Instant
}

type Start = {
  readonly live: readonly Shown[]
  /** Answers that were begun and not sent. */
  readonly unfinished: { readonly id: string; readonly changedAt: Temporal.Instant } | null
  readonly isSignedIn: boolean
  readonly isOpen: boolean
}

const TITLE = 'Register for a national professional qualification (NPQ)'

/** What it is, who it is for, what one needs, and, for somebody who has registered before, that first. */
export const startPage = (start: Start): Page =>
  page(
    { title: TITLE },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <Own {...start} />
      <p class="govuk-body">
        Use this service to register for an NPQ or the early headship coaching offer, and to find out whether your
        course could be funded by a scholarship. It is for teachers, leaders and people who work with them.
      </p>
      <h2 class="govuk-heading-m">Before you start</h2>
      <p class="govuk-body">You need to know:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>which NPQ you want to do, and with which provider</li>
        <li>the name or address of your workplace</li>
        <li>your Ofsted unique reference number (URN), if you work in early years or childcare and have one</li>
      </ul>
      <p class="govuk-body">
        It takes about 10 minutes. Your answers are kept, so that you can stop and go on later. You sign in first.
      </p>
      <Begin {...start} />
      <h2 class="govuk-heading-m">If you only want to know about funding</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/npq/funding">
          Check whether a course could be funded
        </a>
        . You do not need to sign in or register.
      </p>
    </>,
  )

const Own = ({ live, unfinished }: Start): Html => (
  <>
    {live.length === 0 ? null : <h2 class="govuk-heading-m">You have registered already</h2>}
    {live.map(({ id, course, provider, cohort, registeredAt }) => (
      <Summary
        title={course}
        rows={[
          { key: 'Provider', value: provider },
          { key: 'Course start', value: cohort },
          { key: 'Registered', value: dateText(londonDate(registeredAt)) },
          {
            key: 'To change it',
            value: (
              <a class="govuk-link" href={`/npq/registrations/${id}`}>
                See or change this registration
                <span class="govuk-visually-hidden"> for {course}</span>
              </a>
            ),
          },
        ]}
      />
    ))}
    {unfinished === null ? null : (
      <>
        <h2 class="govuk-heading-m">You have not finished registering</h2>
        <p class="govuk-body">Your last answer was at {momentText(unfinished.changedAt)}.</p>
        <Button text="Go on with your registration" href={`/npq/register/${unfinished.id}/check-answers`} />
      </>
    )}
  </>
)

const Begin = ({ live, unfinished, isSignedIn, isOpen }: Start): Html => {
  if (!isOpen) return <p class="govuk-body govuk-!-font-weight-bold">Registration is closed at the moment.</p>
  if (!isSignedIn) return <Button text="Start now" href="/npq/register" isStartButton />
  const isAnother = live.length > 0
  return (
    <>
      {isAnother ? (
        <p class="govuk-body">
          Registering for another course does not change what you have registered for. To change that, use the links
          above.
        </p>
      ) : null}
      <Form state={freshForm('/npq/register')}>
        <Button
          text={isAnother ? 'Register for another course' : 'Start a registration'}
          preventDoubleClick
          {...(unfinished === null ? {} : { classes: 'govuk-button--secondary' })}
        />
      </Form>
    </>
  )
}
