import { countText } from '#src/ui/count-text.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import {
  BEFORE,
  durationText,
  type Problem,
  type ProblemFigures,
  problemText,
  shareAlone,
  totalOf,
} from '../../reports/problem-rules.ts'
import { shareText } from './share-text.ts'

type Props = {
  readonly figures: readonly ProblemFigures[]
  readonly chosen: ReadonlyMap<Problem, number>
}

/** The top three of signing in and of signing up that the source names, with what was then and what is measured now. */
export const BeforeAndAfter = ({ figures, chosen }: Props): Html => (
  <>
    <p class="govuk-body">
      The order is that of the department’s research of August 2022. It gives no figures for each problem, so before and
      now cannot be compared in numbers: only in how each is solved.
    </p>
    {(['Signing in', 'Signing up'] as const).map((area) => (
      <WideTable
        caption={area}
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={['Problem', 'Before', 'What solves it now', 'Now'].map((text) => ({ text }))}
        rows={BEFORE.filter((one) => one.area === area).map(({ rank, problem, then }) => [
          { text: `${rank}. ${problemText[problem].name}` },
          { text: then },
          { text: problemText[problem].remedy },
          {
            text: nowText(
              figures.find((one) => one.problem === problem),
              chosen.get(problem) ?? 0,
            ),
          },
        ])}
      />
    ))}
  </>
)

function nowText(figures: ProblemFigures | undefined, chosen: number): string {
  if (!figures || !problemText[figures.problem].isRecorded) {
    return chosen === 0
      ? 'We have no data: nothing that we keep tells it.'
      : `Chosen ${countText(chosen)} ${chosen === 1 ? 'time' : 'times'} on ‘Problems signing in’. We have no other data.`
  }
  const total = totalOf(figures)
  if (total === 0) return 'Not once in this period.'
  const half =
    figures.medianSeconds === null ? 'nobody is in yet' : `half got in within ${durationText(figures.medianSeconds)}`
  return `${countText(total)} ${total === 1 ? 'time' : 'times'}; solved alone: ${shareText(shareAlone(figures))}; ${half}.`
}
