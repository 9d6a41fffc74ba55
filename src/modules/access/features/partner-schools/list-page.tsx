import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { SchoolPicker } from '#src/ui/school-picker.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { SchoolInList, SchoolResults } from '../../../directory/public.ts'
import type { Partner } from './partner.ts'
import type { SchoolState, trustSchools } from './school-states-queries.ts'
import { expectsText, linkText, registeredText } from './state-text.ts'

export const PATH = '/partner-schools'
const TITLE = 'Is a school registered?'

type Schools = {
  readonly partner: Partner
  readonly text: string
  readonly found: SchoolResults | null
  /** A trust's own schools; null for others. */
  readonly own: Awaited<ReturnType<typeof trustSchools>> | null
  readonly states: ReadonlyMap<string, SchoolState>
  readonly unregistered: boolean
  readonly query: Readonly<Record<string, string>>
  readonly paging: Paging
}

/** What an organisation that works with schools can ask: one school by search; a trust, all of its own. */
export const schoolsPage = (schools: Schools): Page => {
  const { partner, text, found, own, paging, query } = schools
  const title = partner.seesAll ? TITLE : `Schools of ${partner.name}`
  return page(
    { title: `${title}${pageOfPages(paging)}`, width: 'full', script: 'picker.js', stylesheet: 'picker.css' },
    <>
      <span class="govuk-caption-l">
        {partner.name} ({partner.roles})
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        A school is registered when it has named its induction tutor. You do not see who that is: ask the school.
      </p>
      {partner.seesAll ? <Search text={text} /> : null}
      {found ? <Found found={found} text={text} paging={paging} /> : null}
      {own && !found ? <Own {...schools} own={own} /> : null}
      <Pagination paging={paging} path={PATH} query={query} />
    </>,
  )
}

const Search = ({ text }: { readonly text: string }): Html => (
  <SearchForm state={freshForm(PATH, { values: { q: text } })}>
    <SchoolPicker name="q" label="School" />
    <Button text="Search" />
  </SearchForm>
)

type FoundProps = { readonly found: SchoolResults; readonly text: string; readonly paging: Paging }

const Found = ({ found, text, paging }: FoundProps): Html =>
  found.total === 0 ? (
    <>
      <h2 class="govuk-heading-m">No open school found for “{text}”</h2>
      <p class="govuk-body">Check the spelling, or search by URN, postcode or town.</p>
    </>
  ) : (
    <>
      <h2 class="govuk-heading-m">{rangeText(paging, 'school', 'schools')}</h2>
      <ul class="govuk-list">
        {found.schools.map((school) => (
          <li class="govuk-!-margin-bottom-4">
            <Result school={school} />
          </li>
        ))}
      </ul>
    </>
  )

const Result = ({ school: { urn, name, town, postcode, laName } }: { readonly school: SchoolInList }): Html => (
  <>
    <a class="govuk-link" href={`${PATH}/${urn}`}>
      {name}
    </a>
    <br />
    URN {urn}. {[town, postcode, laName].filter(Boolean).join(', ')}
  </>
)

const Own = ({ own, states, unregistered, paging }: Schools & { readonly own: NonNullable<Schools['own']> }): Html => (
  <>
    <p class="govuk-body">
      {countText(own.total - own.missing)} of {countText(own.total)} schools that can use the service are registered.{' '}
      <Switch unregistered={unregistered} />
    </p>
    {own.missing === 0 ? null : <Button text={inviteText(own.missing)} href={`${PATH}/invitations/new`} />}
    <h2 class="govuk-heading-m">{rangeText(paging, 'school', 'schools')}</h2>
    {own.schools.length === 0 ? (
      <p class="govuk-body">
        {unregistered ? 'Every school is registered.' : 'GIAS lists no school of this trust that can use the service.'}
      </p>
    ) : (
      <OwnTable own={own} states={states} />
    )}
  </>
)

const Switch = ({ unregistered }: { readonly unregistered: boolean }): Html => (
  <a class="govuk-link" href={unregistered ? PATH : `${PATH}?show=unregistered`}>
    {unregistered ? 'Show all schools' : 'Show only those that are not registered'}
  </a>
)

const inviteText = (schools: number): string =>
  schools === 1
    ? 'Send the link to the school that is not registered'
    : `Send the link to all ${countText(schools)} that are not registered`

const OwnTable = ({
  own,
  states,
}: {
  readonly own: NonNullable<Schools['own']>
  readonly states: Schools['states']
}): Html => (
  <WideTable
    caption="Schools of the trust"
    captionClasses="govuk-visually-hidden"
    head={[
      { text: 'School' },
      { text: 'Registered' },
      { text: 'Expects early career teachers this year' },
      { text: 'Newest link' },
    ]}
    rows={own.schools.flatMap(({ id, urn, name }) => {
      const state = states.get(id)
      const cells = state ? [registeredText(state), expectsText(state), linkText(state)] : ['', '', '']
      return [[{ html: <OwnLink urn={urn} name={name} /> }, ...cells.map((text) => ({ text }))]]
    })}
  />
)

const OwnLink = ({ urn, name }: { readonly urn: string; readonly name: string }): Html => (
  <>
    <a class="govuk-link" href={`${PATH}/${urn}`}>
      {name}
    </a>
    <br />
    URN {urn}
  </>
)
