import { dateText, londonDate } from '#src/kit/dates.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { WorkDetailsVersion } from '../work-details/work-details.ts'
import { workplaceText, workRows } from '../work-details/work-names.ts'

/** Every version before the one that counts, each readable in full, with names as they were. Nothing when there is none. */
export const WorkHistory = ({ versions }: { readonly versions: readonly WorkDetailsVersion[] }): Html | null => {
  const [, ...earlier] = versions
  if (earlier.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Work details before</h2>
      {earlier.map((version, at) => (
        <Details
          summaryText={`${workplaceText(version)}, ${periodText(version, versions[at])}`}
          html={<Summary rows={workRows(version)} />}
        />
      ))}
    </>
  )
}

/** A correction says that the one before was never true; a move says until when it was. */
function periodText(version: WorkDetailsVersion, next: WorkDetailsVersion | undefined): string {
  const told = `told on ${dateText(londonDate(version.recordedAt))}`
  if (!next) return told
  return next.changeKind === 'correction'
    ? `${told}, corrected on ${dateText(londonDate(next.recordedAt))}`
    : `from ${dateText(version.effectiveOn)} to ${dateText(next.effectiveOn.subtract({ days: 1 }))}`
}
