import type { SummaryRow } from '#src/ui/summary.tsx'
import { factsOf } from './questions/work-summary.tsx'
import type { WorkDetails, WorkDetailsVersion } from './work-details.ts'
import { employmentTypeText, nurseryKindText, settingText } from './work-words-rules.ts'

type Told = Pick<WorkDetailsVersion, 'details' | 'employer'>

/** Where somebody works in one line, with the employer's name as it was when they told us. */
export function workplaceText({ details, employer }: Told): string {
  if (!details.worksInEngland) return details.country ?? 'Outside England'
  if (employer) return employer.name
  if ('employerName' in details) return details.employerName
  if ('nurseryKind' in details) return nurseryKindText[details.nurseryKind]
  return details.setting === 'other' ? otherText(details) : settingText[details.setting]
}

const otherText = ({
  referredByReturnToTeachingAdviser,
}: Extract<WorkDetails, { setting: 'other'; worksInEngland: true }>) =>
  referredByReturnToTeachingAdviser ? 'Referred by a return to teaching adviser' : 'Not in education'

/** The setting in one line, for where the name does not say it. */
export function settingLine({ details }: Pick<Told, 'details'>): string {
  if (!details.worksInEngland) return 'Outside England'
  if ('employmentType' in details) return employmentTypeText[details.employmentType]
  return 'nurseryKind' in details ? nurseryKindText[details.nurseryKind] : settingText[details.setting]
}

/** All that a version says, as lines to read: names as they were when it was told. */
export const workRows = ({ details, employer }: Told): readonly SummaryRow[] => [
  ...factsOf(details, { workplace: employer?.name ?? null, ittProvider: employer?.name ?? null }).map(
    ({ key, value }) => ({ key, value }),
  ),
  ...(employer?.urn ? [{ key: 'Unique reference number (URN)', value: employer.urn }] : []),
]
