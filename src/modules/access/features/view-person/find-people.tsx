import { momentText } from '#src/kit/dates.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { type FoundPerson, findPeople } from '../../accounts/find-people-queries.ts'

const ROWS = 25

/** Finds a person by name or address. Without words it asks for them and lists nobody. */
export async function showFindPeople({ db, query, path }: WebRequest): Promise<Reply> {
  const text = (query['q'] ?? '').trim().slice(0, 200)
  if (text === '') return show(findPage({ text, people: [], paging: null, query }))
  const asked = /^[1-9][0-9]{0,5}$/.test(query['page'] ?? '1') ? Number(query['page'] ?? '1') : 1
  const { people, total } = await findPeople(db, { text, limit: ROWS, offset: (asked - 1) * ROWS })
  const found = paging(String(asked), people.length === 0 ? 0 : total, ROWS)
  return found ? show(findPage({ text, people, paging: found, query })) : redirectTo(hrefOfPage(path, query, 1))
}

type Found = {
  readonly text: string
  readonly people: readonly FoundPerson[]
  /** Null before anything was asked. */
  readonly paging: Paging | null
  readonly query: Readonly<Record<string, string>>
}

const findPage = ({ text, people, paging: shown, query }: Found): Page =>
  page(
    {
      title: `${text === '' ? 'Find a person' : `People matching ${text}`}${shown ? pageOfPages(shown) : ''}`,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'People', href: '/people' },
      ],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">{text === '' ? 'Find a person' : `People matching ${text}`}</h1>
      <SearchForm state={freshForm('/people', { values: { q: text } })}>
        <TextField name="q" label="Name or email address" hint="A part of either is enough" width="one-half" />
        <Button text="Search" />
      </SearchForm>
      {shown === null ? null : <Results people={people} paging={shown} query={query} />}
    </>,
  )

const Results = ({ people, paging: shown, query }: Omit<Found, 'text' | 'paging'> & { paging: Paging }): Html =>
  people.length === 0 ? (
    <>
      <p class="govuk-body">Nobody with an account has this name or email address.</p>
      <p class="govuk-body">
        Check the spelling, or try a part of it. People who have never had access have no account:{' '}
        <a class="govuk-link" href="/schools">
          find their school
        </a>{' '}
        and give them access there.
      </p>
    </>
  ) : (
    <>
      <Table
        caption={rangeText(shown, 'person', 'people')}
        captionClasses="govuk-table__caption--s"
        head={['Name', 'Email address', 'Roles', 'Last signed in'].map((head) => ({ text: head }))}
        rows={people.map((person) => [
          { html: <PersonLink {...person} /> },
          { text: person.address ?? 'None', classes: 'govuk-!-text-break-word' },
          { text: person.isStaff ? 'Staff' : String(person.roles) },
          { text: person.lastSignedInAt ? momentText(person.lastSignedInAt) : 'Never' },
        ])}
      />
      <Pagination paging={shown} path="/people" query={query} />
    </>
  )

const PersonLink = ({ id, name, disabled }: FoundPerson): Html => (
  <>
    <a class="govuk-link" href={`/people/${id}`}>
      {name}
    </a>
    {disabled ? ' (account disabled)' : ''}
  </>
)
