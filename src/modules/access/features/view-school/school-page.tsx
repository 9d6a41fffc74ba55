import { dateText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import {
  type Eligibility,
  type EligibilityReason,
  eligibilityText,
  type LinkedSchool,
  type School,
  type Trust,
} from '../../../directory/public.ts'
import { type ForStaff, StaffSections } from './staff-sections.tsx'

export type PublicFacts = {
  readonly school: School
  readonly eligibility: Eligibility
  readonly trust: Trust | null
  readonly links: { readonly successors: readonly LinkedSchool[]; readonly predecessors: readonly LinkedSchool[] }
}

/** Everything about a school on one page; `staff` is null for everybody else. */
export const schoolPage = (facts: PublicFacts, staff: ForStaff | null): Page =>
  page(
    {
      title: `${facts.school.name} (URN ${facts.school.urn})`,
      breadcrumbs: [
        { text: 'Schools', href: '/schools' },
        { text: facts.school.name, href: `/schools/${facts.school.urn}` },
      ],
      width: staff ? 'full' : 'two-thirds',
    },
    <>
      <h1 class="govuk-heading-l">{facts.school.name}</h1>
      <Standing {...facts} />
      {staff ? <StaffSections school={facts.school} staff={staff} /> : <HowToGetAccess {...facts} />}
      <h2 class="govuk-heading-m">What Get Information about Schools (GIAS) says</h2>
      <Summary rows={factRows(facts)} />
      {staff ? null : <CorrectGias />}
    </>,
  )

const Standing = ({ school, eligibility, links }: PublicFacts): Html => {
  const status = eligibility.eligible ? 'school-eligible' : 'school-not-eligible'
  return (
    <>
      <p class="govuk-body">
        <StatusTag status={`school-${school.status}`} /> <StatusTag status={status} />
      </p>
      <p class="govuk-body">
        {eligibility.eligible
          ? 'The school can use this service because:'
          : 'The school cannot use this service because:'}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {eligibility.reasons.map((reason) => (
          <li>{reasonText(reason)}</li>
        ))}
      </ul>
      {eligibility.eligible ? null : <Successors successors={links.successors} />}
    </>
  )
}

/** In the middle of a sentence. */
function reasonText(reason: EligibilityReason): string {
  const text = eligibilityText(reason)
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const Successors = ({ successors }: { readonly successors: readonly LinkedSchool[] }): Html | null =>
  successors.length === 0 ? null : (
    <>
      <p class="govuk-body">Taken over by:</p>
      <ul class="govuk-list govuk-list--bullet">
        {successors.map((successor) => (
          <li>
            <SchoolLink school={successor} />
          </li>
        ))}
      </ul>
    </>
  )

const HowToGetAccess = ({ school, eligibility: { eligible } }: PublicFacts): Html | null =>
  eligible ? (
    <>
      <h2 class="govuk-heading-m">Get access for this school</h2>
      <p class="govuk-body">
        See who is registered, ask to be added, or have a link sent to the school with which it names its induction
        tutor.
      </p>
      <Button text="Get access for this school" href={`/schools/${school.urn}/access`} />
      <p class="govuk-body">
        If you are the induction tutor,{' '}
        <a class="govuk-link" href="/sign-in">
          sign in with your email address
        </a>
        . If you have a letter from us,{' '}
        <a class="govuk-link" href={`/schools/${school.urn}/letter`}>
          enter its code
        </a>
        .
      </p>
    </>
  ) : null

const CorrectGias = (): Html => (
  <p class="govuk-body">
    If something is wrong, the school can change it in{' '}
    <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
      Get Information about Schools
    </a>
    . We read it every day.
  </p>
)

function factRows({ school, trust, links }: PublicFacts): readonly SummaryRow[] {
  const { openedOn, closedOn, lowAge, highAge } = school
  return [
    { key: 'URN', value: school.urn },
    ...row('UKPRN', school.ukprn),
    { key: 'Type', value: school.typeName },
    ...row('Phase', school.phaseName),
    ...row('Ages', lowAge !== null && highAge !== null ? `${lowAge} to ${highAge}` : null),
    ...row('Opened', openedOn && dateText(openedOn)),
    ...row('Closed', closedOn && dateText(closedOn)),
    { key: 'Local authority', value: school.laName },
    ...row('Trust', trust?.name ?? null),
    { key: 'Address', value: <AddressLines lines={school.addressLines} /> },
    ...row('Telephone', school.telephone),
    ...row('Headteacher', school.headName),
    ...(links.predecessors.length > 0
      ? [{ key: 'Took over from', value: <SchoolLinks schools={links.predecessors} /> }]
      : []),
  ]
}

const row = (key: string, value: string | null): readonly SummaryRow[] => (value ? [{ key, value }] : [])

const AddressLines = ({ lines }: { readonly lines: readonly string[] }): Html => (
  <>
    {lines.map((line, at) => (
      <>
        {at === 0 ? null : <br />}
        {line}
      </>
    ))}
  </>
)

const SchoolLinks = ({ schools }: { readonly schools: readonly LinkedSchool[] }): Html => (
  <>
    {schools.map((school, at) => (
      <>
        {at === 0 ? null : <br />}
        <SchoolLink school={school} />
      </>
    ))}
  </>
)

/** GIAS names schools that its extract no longer holds: those have no page. */
const SchoolLink = ({ school: { id, urn, name } }: { readonly school: LinkedSchool }): Html =>
  id === null ? (
    <>
      {name} (URN {urn})
    </>
  ) : (
    <a class="govuk-link" href={`/schools/${urn}`}>
      {name}
    </a>
  )
