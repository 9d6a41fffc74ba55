import { momentText } from '#src/kit/dates.ts'
import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Course, courseText } from '../../courses/course.ts'
import type { ListAsked, Repeated } from '../../duplicates/duplicate-list-queries.ts'
import {
  groupsIn,
  groupText,
  legitimateText,
  MEASURES,
  measureText,
  NEAREST,
  nearestText,
} from '../../duplicates/duplicate-rules.ts'
import type { Chosen } from './choices.ts'
import { PATH } from './figures.tsx'

type ListFacts = {
  readonly chosen: Chosen
  readonly asked: Pick<ListAsked, 'only' | 'likely'>
  readonly found: readonly Repeated[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  readonly people: ReadonlyMap<string, { readonly name: string }>
  readonly providers: ReadonlyMap<string, NamedOrganisation>
  readonly courses: ReadonlyMap<string, Course>
}

/** Registrations that repeat an earlier one, each beside it. */
export const listPage = (facts: ListFacts): Page => {
  const { asked, chosen, found, paging, query } = facts
  const title = titleOf(asked.only)
  return page(
    {
      title: `${title}${pageOfPages(paging)}`,
      width: 'full',
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Repeated registrations', href: `${PATH}?${new URLSearchParams(chosen.query)}` },
      ],
    },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {asked.likely ? <p class="govuk-body">Without repeats that have a good reason.</p> : null}
      {found.length === 0 ? (
        <p class="govuk-body">There are none in this period.</p>
      ) : (
        <WideTable
          caption={rangeText(paging, 'registration', 'registrations')}
          head={HEAD.map((text) => ({ text }))}
          rows={found.map((one) => rowOf(one, facts))}
        />
      )}
      <Pagination paging={paging} path={`${PATH}/registrations`} query={query} />
    </>,
  )
}

const HEAD = ['Person', 'Course', 'Provider', 'Submitted', 'Differs in', 'Earlier one']

const rowOf = (one: Repeated, { people, providers, courses }: ListFacts) => {
  const course = courses.get(one.course)
  const name = people.get(one.personId)?.name ?? 'No name'
  return [
    { html: <RegistrationLink id={one.id} text={name} /> },
    { text: course ? courseText(course) : one.course },
    { text: providers.get(one.providerId)?.name ?? '' },
    { text: momentText(one.submittedAt) },
    { text: differenceOf(one) },
    { html: <RegistrationLink id={one.earlierId} text="Earlier registration" about={` of ${name}`} /> },
  ]
}

function differenceOf({ bits, legitimate }: Repeated): string {
  const groups = groupsIn(bits).map((group) => groupText[group])
  const difference = groups.length === 0 ? 'nothing' : groups.join(', ')
  return legitimate === null ? difference : `${difference}. No duplicate: ${legitimateText[legitimate]}`
}

const RegistrationLink = ({
  id,
  text,
  about,
}: {
  readonly id: string
  readonly text: string
  readonly about?: string
}): Html => (
  <a class="govuk-link" href={`/staff/npq/registrations/${id}`}>
    {text}
    {about ? <span class="govuk-visually-hidden">{about}</span> : null}
  </a>
)

function titleOf(only: ListAsked['only']): string {
  const measure = MEASURES.find((one) => one === only)
  if (measure) return measureText[measure].name
  const nearest = NEAREST.find((one) => one === only)
  return nearest ? nearestText[nearest] : 'All repeated registrations'
}
