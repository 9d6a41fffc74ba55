import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { type FoundPerson, findPeople } from '../../accounts/find-people-queries.ts'
import { requestsAbout } from '../../merges/merge-requests-queries.ts'
import type { One } from './load.ts'

const ROWS = 25

/** Finds the other account of somebody: those that gave the same number first, then by name or address. */
export async function showFind({ db, query, path }: WebRequest, { account }: One): Promise<Reply> {
  const text = (query['q'] ?? '').trim().slice(0, 200)
  const asked = await requestsAbout(db, account.id)
  if (text === '') return show(findPage({ account, text, people: [], asked, paging: null, query }))
  const number = /^[1-9][0-9]{0,5}$/.test(query['page'] ?? '1') ? Number(query['page'] ?? '1') : 1
  const { people, total } = await findPeople(db, { text, limit: ROWS, offset: (number - 1) * ROWS })
  const shown = paging(String(number), people.length === 0 ? 0 : total, ROWS)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  return show(findPage({ account, text, people, asked, paging: shown, query }))
}

type Found = Pick<One, 'account'> & {
  readonly text: string
  readonly people: readonly FoundPerson[]
  readonly asked: readonly { readonly otherId: string; readonly otherName: string }[]
  readonly paging: Paging | null
  readonly query: Readonly<Record<string, string>>
}

const findPage = ({ account, text, people, asked, paging: shown, query }: Found) => {
  const title = `Merge ${account.name} with another person`
  const path = `/people/${account.id}/merge`
  return page(
    { title: `${title}${shown ? pageOfPages(shown) : ''}`, back: `/people/${account.id}`, width: 'full' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Find the other account of the same human. Before anything changes you see what both have and what is left.
      </p>
      {asked.length === 0 ? null : <Asked path={path} asked={asked} />}
      <SearchForm state={freshForm(path, { values: { q: text } })}>
        <TextField name="q" label="Name or email address of the other account" width="one-half" />
        <Button text="Search" />
      </SearchForm>
      {shown === null ? null : <Results {...{ account, path, query }} people={people} shown={shown} />}
    </>,
  )
}

const Asked = ({ path, asked }: { readonly path: string; readonly asked: Found['asked'] }): Html => (
  <>
    <h2 class="govuk-heading-m">Gave the same teacher reference number</h2>
    <ul class="govuk-list">
      {asked.map(({ otherId, otherName }) => (
        <li>
          <a class="govuk-link" href={`${path}/${otherId}`}>
            {otherName}
          </a>
        </li>
      ))}
    </ul>
  </>
)

type ResultsProps = Pick<Found, 'account' | 'people' | 'query'> & { readonly path: string; readonly shown: Paging }

const Results = ({ account, path, people, query, shown }: ResultsProps): Html => {
  const others = people.filter(({ id, isStaff }) => id !== account.id && !isStaff)
  return others.length === 0 ? (
    <p class="govuk-body">
      Nobody else has this name or email address. Check the spelling, or try a part of it. Accounts of staff cannot be
      merged.
    </p>
  ) : (
    <>
      <Table
        caption={rangeText(shown, 'person', 'people')}
        captionClasses="govuk-table__caption--s"
        head={['Name', 'Email address', 'Roles'].map((text) => ({ text }))}
        rows={others.map(({ id, name, address, roles, disabled }) => [
          { html: <Other href={`${path}/${id}`} name={name} disabled={disabled} /> },
          { text: address ?? 'None', classes: 'govuk-!-text-break-word' },
          { text: String(roles) },
        ])}
      />
      <Pagination paging={shown} path={path} query={query} />
    </>
  )
}

type OtherProps = { readonly href: string; readonly name: string; readonly disabled: boolean }

const Other = ({ href, name, disabled }: OtherProps): Html => (
  <>
    <a class="govuk-link" href={href}>
      {name}
    </a>
    {disabled ? ' (account disabled)' : ''}
  </>
)
