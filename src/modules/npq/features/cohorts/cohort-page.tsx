import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { standingOf } from '../../cohorts/cohort-days-rules.ts'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'
import type { Readiness } from '../../cohorts/cohort-records-queries.ts'
import type { CohortFunding } from '../../courses/cohort.ts'
import type { Schedule } from '../../training/schedule.ts'
import { COHORTS } from './list-page.tsx'

export type CohortFacts = {
  readonly cohort: CohortRecord
  readonly schedules: readonly Schedule[]
  /** How many are on each schedule. */
  readonly uses: ReadonlyMap<string, number>
  readonly registrations: number
  readonly readiness: Readiness
  readonly entries: readonly HistoryEntry[]
  readonly today: Temporal.PlainDate
  readonly mayManage: boolean
}

/** One start of courses: its days, its schedules, what is missing before people can register, and what was changed. */
export const cohortPage = (facts: CohortFacts): Page => {
  const { cohort, entries, today } = facts
  const status = `npq-cohort-${standingOf(cohort, today)}` as const
  return page(
    { title: cohort.name, back: COHORTS, width: 'full' },
    <>
      <span class="govuk-caption-l">Cohort {cohort.identifier}</span>
      <h1 class="govuk-heading-l">{cohort.name}</h1>
      <p class="govuk-body">
        <StatusTag status={status} /> {nextFor(status, 'staff')}
      </p>
      <Missing {...facts} />
      <Days {...facts} />
      <h2 class="govuk-heading-m">Schedules</h2>
      <Schedules {...facts} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

export const FUNDING_TEXT: Readonly<Record<CohortFunding, string>> = {
  zero: 'No scholarships',
  capped: 'Scholarships with a cap: each provider says who has a funded place',
  full: 'Scholarships for everybody who is eligible',
}

/** People register only when all of it is there. */
const Missing = ({ cohort, schedules, readiness }: CohortFacts): Html | null => {
  const { identifier } = cohort
  const missing = [
    ...(readiness.hasRules ? [] : [['/staff/npq/funding-policies', 'Rules of funding that are in force']]),
    ...(readiness.courses > 0 ? [] : [[`/staff/npq/offers?cohort=${identifier}`, 'Providers that deliver a course']]),
    ...(schedules.length > 0 ? [] : [[`${COHORTS}/${identifier}/copy-schedules`, 'Schedules to accept people on']]),
  ]
  return missing.length === 0 ? null : (
    <InsetText
      html={
        <>
          <p class="govuk-body">Before people can register and be accepted, this is missing:</p>
          <ul class="govuk-list govuk-list--bullet">
            {missing.map(([href, text]) => (
              <li>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}

const Days = ({ cohort, readiness, registrations, mayManage }: CohortFacts): Html => {
  const change = { text: 'Change', href: `${COHORTS}/${cohort.identifier}/dates` }
  const actions = (hidden: string) => (mayManage ? { actions: [{ ...change, hidden }] } : {})
  return (
    <Summary
      rows={[
        { key: 'Registration opens', value: dateText(cohort.opensOn), ...actions('when registration opens') },
        { key: 'Last day of registration', value: dateText(cohort.closesOn), ...actions('the last day') },
        { key: 'Courses start', value: dateText(cohort.startsOn), ...actions('when courses start') },
        { key: 'Said beside its name', value: cohort.hint ?? 'Nothing', ...actions('what is said beside its name') },
        { key: 'Funding', value: FUNDING_TEXT[cohort.funding] },
        { key: 'Courses that somebody delivers', value: countText(readiness.courses) },
        { key: 'Registrations', value: countText(registrations) },
        { key: 'Source', value: cohort.source },
      ]}
    />
  )
}

const Schedules = ({ cohort, schedules, uses, mayManage }: CohortFacts): Html => {
  if (schedules.length === 0) return <NoSchedules cohort={cohort} mayManage={mayManage} />
  return (
    <WideTable
      caption="A schedule that somebody trains on stays as it is"
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[
        ...['Schedule', 'Identifier', 'Days', 'Declarations'].map((text) => ({ text })),
        { text: 'People on it', format: 'numeric' },
        ...(mayManage ? [{ text: 'Change' }] : []),
      ]}
      rows={schedules.map((schedule) => {
        const used = uses.get(schedule.identifier) ?? 0
        return [
          { text: schedule.name },
          { text: schedule.identifier },
          { text: `${dateText(schedule.appliesFrom)} to ${dateText(schedule.appliesTo)}` },
          { text: schedule.declarationTypes.join(', ') },
          { text: countText(used), format: 'numeric' as const },
          ...(mayManage ? [used > 0 ? { text: 'In use' } : { html: <ChangeLink schedule={schedule} /> }] : []),
        ]
      })}
    />
  )
}

const NoSchedules = ({ cohort, mayManage }: Pick<CohortFacts, 'cohort' | 'mayManage'>): Html => (
  <p class="govuk-body">
    There are none yet. Providers can accept people once there are.{' '}
    {mayManage ? (
      <a class="govuk-link" href={`${COHORTS}/${cohort.identifier}/copy-schedules`}>
        Copy the schedules of an earlier cohort
      </a>
    ) : null}
  </p>
)

const ChangeLink = ({ schedule: { cohort, identifier, name } }: { readonly schedule: Schedule }): Html => (
  <a class="govuk-link" href={`${COHORTS}/${cohort}/schedules/${identifier}`}>
    Change<span class="govuk-visually-hidden"> schedule {name}</span>
  </a>
)
