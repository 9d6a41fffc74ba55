import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { CheckboxField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { SchoolInList } from '../../../directory/public.ts'
import { ActFor, type HomeFacts, Notices, Services, Tasks, WhoHasAccess } from './home-parts.tsx'

export type TrustHome = HomeFacts & {
  readonly schools: readonly SchoolInList[]
  /** The induction tutors of its schools, by school. */
  readonly tutors: ReadonlyMap<string, { readonly name: string }>
  readonly counts: { readonly all: number; readonly missing: number }
  readonly text: string
  readonly onlyMissing: boolean
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
}

export const trustHomePage = (home: TrustHome): Page =>
  page(
    { title: `${home.place.name}${pageOfPages(home.paging)}`, width: 'full' },
    <>
      <Notices {...home} />
      <span class="govuk-caption-l">Trust</span>
      <h1 class="govuk-heading-l">{home.place.name}</h1>
      <p class="govuk-body">
        One sign-up serves every teacher training service. Your role in the trust counts in each of its schools for as
        long as Get Information about Schools lists the school in the trust.
      </p>
      <Tasks {...home} />
      <h2 class="govuk-heading-m">Your schools</h2>
      <p class="govuk-body">{missingText(home.counts)}</p>
      <Search {...home} />
      <Schools {...home} />
      <Services {...home} />
      <WhoHasAccess {...home} />
    </>,
  )

function missingText({ all, missing }: TrustHome['counts']): string {
  if (all === 0) return 'Get Information about Schools lists no school in the trust today.'
  if (missing === 0) return `All ${countText(all)} schools have an induction tutor.`
  return `${countText(missing)} of ${countText(all)} schools ${missing === 1 ? 'has' : 'have'} no induction tutor.`
}

const Search = ({ text, onlyMissing, counts }: TrustHome): Html | null =>
  counts.all < 2 ? null : (
    <SearchForm state={freshForm('/home', { values: { q: text, tutor: onlyMissing ? ['missing'] : [] } })}>
      <TextField name="q" label="Name or URN of the school" width="two-thirds" />
      <CheckboxField
        name="tutor"
        legend="Show"
        small
        choices={[{ value: 'missing', text: 'Only schools without an induction tutor' }]}
      />
      <Button text="Search" classes="govuk-button--secondary" />
    </SearchForm>
  )

const Schools = ({ schools, tutors, paging, query, counts }: TrustHome): Html | null => {
  if (counts.all === 0) return null
  if (schools.length === 0) {
    return (
      <p class="govuk-body">
        No school matches.{' '}
        <a class="govuk-link" href="/home">
          Show all schools
        </a>
      </p>
    )
  }
  return (
    <>
      <WideTable
        caption={rangeText(paging, 'school', 'schools')}
        captionClasses="govuk-table__caption--s"
        head={[{ text: 'School' }, { text: 'Induction tutor' }, { text: 'Act for it' }]}
        rows={schools.map((school) => [
          { html: <School school={school} /> },
          { text: tutors.get(school.id)?.name ?? 'Nobody named' },
          { html: <ActFor organisation={school} text="Act for" hidden={school.name} /> },
        ])}
      />
      <Pagination paging={paging} path="/home" query={query} />
    </>
  )
}

const School = ({ school }: { readonly school: SchoolInList }): Html => (
  <>
    <a class="govuk-link" href={`/schools/${school.urn}`}>
      {school.name}
    </a>
    <br />
    {school.town ? `${school.town}, ` : ''}URN {school.urn}
    {school.status === 'closed' ? ' – closed' : ''}
  </>
)
