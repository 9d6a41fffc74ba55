import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { type Eligibility, eligibilityText, type LinkedSchool, type School } from '../../directory/public.ts'

export type SchoolFacts = {
  readonly school: School
  readonly eligibility: Eligibility
  readonly successors: readonly LinkedSchool[]
}

/** Whether the school can use the service and why; when it cannot, where to go instead. */
export const Standing = ({ school, eligibility, successors }: SchoolFacts): Html => (
  <>
    <p class="govuk-body">
      <StatusTag status={`school-${school.status}`} />{' '}
      <StatusTag status={eligibility.eligible ? 'school-eligible' : 'school-not-eligible'} />
    </p>
    <p class="govuk-body">
      {eligibility.eligible
        ? 'The school can use this service because:'
        : 'The school cannot use this service because:'}
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {eligibility.reasons.map((reason) => (
        <li>{inSentence(eligibilityText(reason))}</li>
      ))}
    </ul>
    {eligibility.eligible ? null : <WhereInstead school={school} successors={successors} />}
  </>
)

const inSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const WhereInstead = ({ school, successors }: Pick<SchoolFacts, 'school' | 'successors'>): Html => (
  <>
    <h2 class="govuk-heading-m">What you can do</h2>
    <ul class="govuk-list govuk-list--bullet">
      {successors.map(({ id, urn, name }) => (
        <li>
          {id === null ? `look for ${name} (URN ${urn}), which took over` : null}
          {id === null ? null : (
            <a class="govuk-link" href={`/schools/${urn}/access`}>
              get access for {name}, which took over
            </a>
          )}
        </li>
      ))}
      <li>
        <a class="govuk-link" href="/schools">
          find another school
        </a>
      </li>
      <li>
        if something is wrong, the school can change it in{' '}
        <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
          Get Information about Schools
        </a>
        : we read it every day
      </li>
      <li>
        <a class="govuk-link" href={`/schools/${school.urn}`}>
          see what we know about {school.name}
        </a>
      </li>
    </ul>
  </>
)
