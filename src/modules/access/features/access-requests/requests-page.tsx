import { counted } from '#src/kit/counted.ts'
import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { type OpenTaskCounts, openTasks } from '../../reports/open-tasks-queries.ts'
import { TASK_KINDS, type Task, type TaskKind } from './task.ts'

type Facts = {
  readonly chosen: TaskKind | null
  readonly counts: OpenTaskCounts
  readonly listed: readonly Task[]
  readonly organisations: ReadonlyMap<string, NamedOrganisation>
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly now: Temporal.Instant
}

const kindText: Readonly<Record<TaskKind, string>> = {
  link: 'Send the link: no mailbox of the school answers',
  join: 'Add somebody: nobody else has answered',
  objection: 'Objection to a change of tutor',
  merge: 'Two accounts with one teacher reference number',
}

const countOf = (kind: TaskKind, { links, joins, objections, merges }: OpenTaskCounts): number =>
  ({ link: links, join: joins, objection: objections, merge: merges })[kind]

/** What waits for staff, with its age and the page where it is answered. */
export const requestsPage = (facts: Facts): Page =>
  page(
    {
      title: `Requests about access${pageOfPages(facts.paging)}`,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Requests about access', href: '/staff/access-requests' },
      ],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">Requests about access</h1>
      <Kinds {...facts} />
      {facts.listed.length === 0 ? (
        <p class="govuk-body">Nothing waits for you. Requests come here when nobody else has answered them.</p>
      ) : (
        <Tasks {...facts} />
      )}
    </>,
  )

const Kinds = ({ chosen, counts }: Facts): Html => (
  <ul class="govuk-list">
    <Kind href="/staff/access-requests" text="All" count={openTasks(counts)} isChosen={chosen === null} />
    {TASK_KINDS.map((kind) => (
      <Kind
        href={`/staff/access-requests?kind=${kind}`}
        text={kindText[kind]}
        count={countOf(kind, counts)}
        isChosen={chosen === kind}
      />
    ))}
  </ul>
)

type KindProps = {
  readonly href: string
  readonly text: string
  readonly count: number
  readonly isChosen: boolean
}

const Kind = ({ href, text, count, isChosen }: KindProps): Html => (
  <li>
    {isChosen ? (
      <strong>{`${text} (${countText(count)})`}</strong>
    ) : (
      <a class="govuk-link govuk-link--no-visited-state" href={href}>
        {`${text} (${countText(count)})`}
      </a>
    )}
  </li>
)

const Tasks = ({ listed, organisations, paging, query, now }: Facts): Html => (
  <>
    <Table
      caption={rangeText(paging, 'request', 'requests')}
      captionClasses="govuk-table__caption--s"
      head={['Request', 'School or organisation', 'From', 'Asked', 'Waiting'].map((text) => ({ text }))}
      rows={listed.map((task) => [
        { html: <TaskLink {...task} /> },
        { text: placeText(task, organisations) },
        { text: task.who },
        { text: dateText(londonDate(task.since)) },
        { text: ageText(task.since, now) },
      ])}
    />
    <Pagination paging={paging} path="/staff/access-requests" query={query} />
  </>
)

const placeText = ({ organisationId }: Task, organisations: Facts['organisations']): string =>
  organisationId === null ? 'None' : (organisations.get(organisationId)?.name ?? 'No longer in the registry')

const TaskLink = ({ href, kind, who }: Task): Html => (
  <a class="govuk-link" href={href}>
    {kindText[kind]}
    <span class="govuk-visually-hidden"> ({who})</span>
  </a>
)

/** In whole days of the calendar: what counts is how long somebody has waited, weekends included. */
function ageText(since: Temporal.Instant, now: Temporal.Instant): string {
  const { days } = londonDate(since).until(londonDate(now), { largestUnit: 'day' })
  if (days === 0) return 'Since today'
  return counted(days, 'day', 'days')
}
