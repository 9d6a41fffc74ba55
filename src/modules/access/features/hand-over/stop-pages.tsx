import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'
import { OBJECTION_DAYS } from '../../handovers/handover-rules.ts'
import type { HandingOver } from './load.ts'

/** Why somebody cannot hand over now. Their answers are kept; nothing has been sent. */
export function cannotHandOverPage({ school, isInCharge, newest }: HandingOver): Page {
  if (isInCharge) return closedPage(school)
  return stopPage(
    'You can no longer hand over',
    <>
      <p class="govuk-body">
        You are not the induction tutor or an administrator of {school.name} any more
        {newest
          ? `: the induction tutor changed at ${momentText(newest.handover.happenedAt)}${newest.doneBy ? `, and ${newest.doneBy} did it` : ', with the link in the school’s mailbox'}`
          : ''}
        . Nothing that you entered has been sent.
      </p>
      <p class="govuk-body">
        If that was not meant to happen, open the link in the email that we sent you about it, and say so. It works for{' '}
        {OBJECTION_DAYS} days.
      </p>
      <SchoolLink urn={school.urn} name={school.name} />
    </>,
  )
}

type Changed = {
  readonly school: { readonly id: string; readonly name: string; readonly urn: string }
  readonly facts: Readonly<Record<string, unknown>>
  readonly at: (moment: unknown) => Temporal.Instant | null
}

/** Somebody was quicker: who did it, and when. */
export function changedSincePage({ school, facts, at }: Changed): Page {
  const [moment, by] = [at(facts['at']), facts['by']]
  const who = typeof by === 'string' ? by : 'Whoever reads the school’s mailbox'
  return stopPage(
    'The induction tutor has changed',
    <>
      <p class="govuk-body">
        {typeof facts['name'] === 'string'
          ? `${facts['name']} is the induction tutor of ${school.name} now.`
          : `${school.name} has no induction tutor now.`}{' '}
        {moment ? `${who} changed it at ${momentText(moment)}. ` : ''}
        Nothing that you entered has been sent.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${school.id}/handover`}>
          Look at the induction tutor of {school.name} again
        </a>
      </p>
    </>,
  )
}

const closedPage = (school: HandingOver['school']): Page =>
  stopPage(
    `${school.name} cannot use this service`,
    <>
      <p class="govuk-body">
        Because of this, nobody can be named as its induction tutor. The reason, and the school that took over from it
        if there is one, are on its page. Nothing that you entered has been sent.
      </p>
      <SchoolLink urn={school.urn} name={school.name} />
    </>,
  )

const stopPage = (title: string, body: Parameters<typeof page>[1]): Page =>
  page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
    </>,
  )

const SchoolLink = ({ urn, name }: { readonly urn: string; readonly name: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/schools/${urn}`}>
      See what we know about {name}
    </a>
  </p>
)
