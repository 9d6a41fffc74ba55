import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { LoadedStatus } from '../../status/loaded-status-queries.ts'
import { isPast } from '../../status/state-rules.ts'
import { ChangeNotes, StatusCards } from '../../status/status-cards.tsx'
import { WorkHistory } from '../../status/work-history.tsx'

type Shown = {
  readonly loaded: LoadedStatus
  readonly isOwn: boolean
  readonly mayChange: boolean
  readonly history: readonly HistoryEntry[]
  readonly earlier: string | null
}

/** One registration: where it stands, what happens next and by when, what can be changed, and what happened. */
export const registrationPage = ({ loaded, isOwn, mayChange, history, earlier }: Shown): Page => {
  const { view, next, changes } = loaded
  return page(
    { title: view.course.name, back: isOwn ? '/npq/registrations?all=yes' : '/npq/registrations' },
    <>
      <span class="govuk-caption-l">{isOwn ? 'Your registration' : (loaded.person?.name ?? 'Registration')}</span>
      <h1 class="govuk-heading-l">{view.course.name}</h1>
      <h2 class="govuk-heading-m">What happens next</h2>
      <InsetText
        html={
          <>
            <p class="govuk-body">{next.what}</p>
            <p class="govuk-body govuk-!-font-weight-bold">{next.by}</p>
          </>
        }
      />
      {isOwn ? <NextDoors loaded={loaded} /> : null}
      <StatusCards loaded={loaded} mayChange={mayChange} isOwn={isOwn} />
      {mayChange ? <ChangeNotes changes={changes} course={view.course.name} /> : null}
      <WorkHistory versions={loaded.work} />
      <h2 class="govuk-heading-m">What happened</h2>
      <p class="govuk-body">Quote this when you ask about your registration: {view.registration.id}</p>
      <Timeline entries={history} earlier={earlier} />
    </>,
  )
}

/** The doors out of a registration that is over without a result. */
const NextDoors = ({ loaded: { state, changes } }: { readonly loaded: LoadedStatus }): Html | null => {
  if (!isPast(state) || state === 'passed' || state === 'finished') return null
  return (
    <>
      {state === 'rejected-by-provider' && changes.provider.href !== null ? (
        <Button text="Choose another provider" href={changes.provider.href} />
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href="/npq/register">
          Register again
        </a>{' '}
        or{' '}
        <a class="govuk-link" href="/npq/work-details">
          tell us where you work now
        </a>
      </p>
    </>
  )
}
