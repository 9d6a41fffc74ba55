import { academicYearText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { HoursWithProvider } from '../../mentors/hours-queries.ts'
import type { Mentor } from '../../mentors/mentor.ts'
import type { MentorsFacts } from './mentors-page.tsx'

/** Mentor × provider: how many hours there are, who has used them, and what is left. Other schools are not named. */
export const HoursTable = ({ mentors, hours, year: { rules } }: MentorsFacts): Html => {
  const years = academicYearText(rules.year)
  return (
    <>
      <h2 class="govuk-heading-m">Hours of training in {years}</h2>
      <p class="govuk-body">
        Up to {rules.initialCap} hours can be claimed for each mentor with each provider, over all schools together. It
        is {rules.refresherCap} hours where hours with the same provider were claimed in an earlier year: that is a
        refresher. A draft keeps its hours for a while too.
      </p>
      {hours.length === 0 ? (
        <p class="govuk-body">
          Nothing has been claimed yet for these mentors: each has {rules.initialCap} hours left with any provider.
        </p>
      ) : (
        <>
          <WideTable
            caption={`Hours by mentor and provider, ${years}`}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[
              { text: 'Mentor' },
              { text: 'Provider' },
              { text: 'Training' },
              { text: 'At most', format: 'numeric' },
              { text: 'Used by your school', format: 'numeric' },
              { text: 'Used by other schools', format: 'numeric' },
              { text: 'Left', format: 'numeric' },
            ]}
            rows={mentors.flatMap((mentor) =>
              hours.filter(({ personId }) => personId === mentor.personId).map((row) => cells(mentor, row)),
            )}
          />
          <p class="govuk-body">With any other provider, each mentor has {rules.initialCap} hours left.</p>
        </>
      )}
    </>
  )
}

function cells(mentor: Mentor, { provider, allowance, here, earlierYear }: HoursWithProvider) {
  const { trainingType, cap, held, left } = allowance
  const isRefresher = trainingType === 'refresher' && earlierYear !== null
  const training = isRefresher ? `Refresher: hours were claimed in ${academicYearText(earlierYear)}` : 'Initial'
  return [
    { text: `${mentor.name} (${mentor.trn})` },
    { text: provider },
    { text: training },
    ...[cap, here, Math.max(0, held - here), left].map((count) => ({
      text: String(count),
      format: 'numeric' as const,
    })),
  ]
}
