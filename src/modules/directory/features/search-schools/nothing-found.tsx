import type { Html } from '#src/ui/govuk-types.ts'

/** What to try when nothing was found: most who find nothing have a name, a spelling or a filter too many. */
export const NothingFound = ({ text, filtered }: { readonly text: string; readonly filtered: boolean }): Html => (
  <>
    <p class="govuk-body">
      {text === '' ? 'No school has all the filters.' : `No school is like “${text}”.`} You can try:
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {filtered ? <li>taking off a filter</li> : null}
      <li>another spelling, or fewer words</li>
      <li>the school’s postcode or town</li>
      <li>its unique reference number (URN), which has 5 or 6 numbers</li>
      <li>its former name: a school that closed is listed with the one that took over</li>
    </ul>
    <p class="govuk-body">
      You can look up the name and URN in{' '}
      <a class="govuk-link" href="https://get-information-schools.service.gov.uk/">
        Get Information about Schools
      </a>
      . Only schools and other establishments in its register are listed here.
    </p>
  </>
)
