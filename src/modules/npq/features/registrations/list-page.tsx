import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { OutcomeTag } from '../../funding/outcome.tsx'
import type { ListedStatus } from '../../status/loaded-status-queries.ts'
import { decisionStatus, placeStatus, resultStatus } from '../../status/status-tags.ts'

const TITLE = 'Your NPQ registrations'

/** All of somebody's registrations: what goes on, and apart from it what is over. */
export const registrationsPage = (registrations: readonly ListedStatus[]): Page => {
  const live = registrations.filter(({ isPast }) => !isPast)
  const past = registrations.filter(({ isPast }) => isPast)
  return page(
    { title: TITLE, back: '/home' },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      {registrations.length === 0 ? <Nothing /> : null}
      {live.map((listed) => (
        <Card listed={listed} />
      ))}
      {past.length > 0 ? <h2 class="govuk-heading-m">Past registrations</h2> : null}
      {past.map((listed) => (
        <Card listed={listed} />
      ))}
      {registrations.length === 0 ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href="/npq/register">
            Register for another course
          </a>
          . This does not change the registrations that you have.
        </p>
      )}
    </>,
  )
}

const Nothing = (): Html => (
  <>
    <p class="govuk-body">
      You have not registered for a national professional qualification (NPQ) with this account. If you registered with
      another email address, sign in with that one.
    </p>
    <Button text="Register for an NPQ" href="/npq/register" />
  </>
)

const Card = ({ listed: { view, next } }: { readonly listed: ListedStatus }): Html => {
  const { registration, course } = view
  return (
    <Summary
      title={course.name}
      actions={[{ text: 'View', href: `/npq/registrations/${registration.id}`, hidden: course.name }]}
      rows={[
        { key: 'Provider', value: view.provider.name },
        { key: 'Course start', value: view.cohort.name },
        { key: 'Registered', value: dateText(londonDate(registration.createdAt)) },
        { key: 'Provider’s decision', value: <StatusTag status={decisionStatus(view)} /> },
        { key: 'Scholarship funding', value: <OutcomeTag outcome={view.decision} /> },
        { key: 'Funded place', value: <StatusTag status={placeStatus(view)} /> },
        ...resultRows(view),
        { key: 'What happens next', value: `${next.what} ${next.by}` },
      ]}
    />
  )
}

function resultRows(view: ListedStatus['view']): readonly SummaryRow[] {
  const status = resultStatus(view)
  return status === null ? [] : [{ key: 'Result', value: <StatusTag status={status} /> }]
}
