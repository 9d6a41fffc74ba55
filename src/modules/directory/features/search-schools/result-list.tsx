import { dateText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { SchoolInList } from '../../school.ts'

type Successor = { readonly urn: string; readonly name: string }
export type Successors = ReadonlyMap<string, readonly Successor[]>

type ResultListProps = { readonly schools: readonly SchoolInList[]; readonly successors: Successors }

/** Each school with what tells it from its namesakes: place, URN, phase and whether it is open. */
export const ResultList = ({ schools, successors }: ResultListProps): Html | null =>
  schools.length === 0 ? null : (
    <ul class="govuk-list">
      {schools.map((school) => (
        <li class="govuk-!-margin-bottom-5">
          <Result school={school} successors={successors.get(school.urn) ?? []} />
        </li>
      ))}
    </ul>
  )

type ResultProps = { readonly school: SchoolInList; readonly successors: readonly Successor[] }

const Result = ({ school, successors }: ResultProps): Html => (
  <>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
      <a class="govuk-link" href={`/schools/${school.urn}`}>
        {school.name}
      </a>{' '}
      {school.status === 'open' ? null : <StatusTag status={`school-${school.status}`} />}
    </h3>
    <p class="govuk-body-s govuk-!-margin-bottom-1">
      {placeOf(school)}. Local authority: {school.laName}
    </p>
    <p class="govuk-body-s govuk-!-margin-bottom-1">
      URN: {school.urn}. {kindOf(school)}
    </p>
    {school.status === 'closed' ? <Closed school={school} successors={successors} /> : <GetAccess {...school} />}
  </>
)

/** Whether it can be had is said there, with the reasons. */
const GetAccess = ({ urn, name }: SchoolInList): Html => (
  <p class="govuk-body-s govuk-!-margin-bottom-1">
    <a class="govuk-link" href={`/schools/${urn}/access`}>
      Get access<span class="govuk-visually-hidden"> for {name}</span>
    </a>
  </p>
)

const placeOf = ({ town, postcode }: SchoolInList): string =>
  [town, postcode].filter(Boolean).join(', ') || 'No address'

const kindOf = ({ phaseName, typeName }: SchoolInList): string =>
  phaseName === 'Not applicable' ? typeName : `${phaseName}, ${typeName}`

const Closed = ({ school, successors }: ResultProps): Html => (
  <p class="govuk-body-s govuk-!-margin-bottom-1">
    {school.closedOn === null ? null : `Closed on ${dateText(school.closedOn)}. `}
    {successors.length > 0 ? 'Taken over by ' : null}
    {successors.map(({ urn, name }, at) => (
      <>
        {at === 0 ? null : ', '}
        <a class="govuk-link" href={`/schools/${urn}`}>
          {name}
        </a>
      </>
    ))}
  </p>
)
