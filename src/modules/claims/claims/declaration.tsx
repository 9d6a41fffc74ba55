import type { Html } from '#src/ui/govuk-types.ts'

/** What whoever sends a claim declares. The conditions are those that the organisation of the link accepts. */
export const Declaration = ({ organisationId }: { readonly organisationId: string }): Html => (
  <ul class="govuk-list govuk-list--bullet">
    <li>the hours are of general mentor training for initial teacher training and of nothing else</li>
    <li>you are allowed to claim for the school</li>
    <li>
      you have read the{' '}
      <a class="govuk-link" href={`/organisations/${organisationId}/grant-conditions`}>
        conditions of the grant
      </a>
    </li>
    <li>the claim is right, and the money is for the time that mentors spent in training</li>
    <li>you will send evidence when you are asked for it</li>
  </ul>
)
