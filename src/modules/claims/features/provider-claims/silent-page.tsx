import { counted } from '#src/kit/counted.ts'
import { academicYearText, dateText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { ProviderPlace } from '../../audits/audit-place.ts'
import type { ShownYear } from '../../places/shown-year.ts'
import type { SilentSchool } from '../../provider/provider-claims-queries.ts'
import { lastDay } from '../../years/window-rules.ts'

type Facts = { readonly place: ProviderPlace; readonly shown: ShownYear; readonly schools: readonly SilentSchool[] }

/** Schools that the provider can remind, and until when they can claim. */
export const silentPage = ({ place, shown, schools }: Facts): Page => {
  const title = 'Schools of yours that have not claimed'
  const years = academicYearText(shown.rules.year)
  const until = shown.counts?.year === shown.rules.year ? dateText(lastDay(shown.counts)) : null
  const at = `/organisations/${place.providerId}/provider-claims`
  return page(
    { title, back: at, width: 'full' },
    <>
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Schools that claimed with you in an earlier year, or that your own records of {years} name, and that have no
        claim naming you for training in {years}.{until === null ? '' : ` The last day to claim is ${until}.`}
      </p>
      {schools.length === 0 ? (
        <p class="govuk-body">
          There are none that we know of.{' '}
          <a class="govuk-link" href={`${at}/records?year=${shown.rules.year}`}>
            Upload your own records
          </a>{' '}
          with the URN of each school to see schools that are new.
        </p>
      ) : (
        <Table
          caption={counted(schools.length, 'school', 'schools')}
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            ...['School', 'URN', 'Last claim with you for'].map((text) => ({ text })),
            { text: 'Mentors in your records', format: 'numeric' as const },
          ]}
          rows={schools.map(({ name, urn, lastYear, mentors }) => [
            { text: name },
            { text: urn ?? '' },
            { text: lastYear === null ? 'Never' : academicYearText(lastYear) },
            { text: String(mentors), format: 'numeric' as const },
          ])}
        />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/claims/benefits">
          See the page about what schools get, to share with them
        </a>
      </p>
    </>,
  )
}
