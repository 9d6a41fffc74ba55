import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { listTitle } from '../../lists/list-files.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import { versionStatus } from '../../lists/list-version-status.ts'
import { ApplyForms } from './apply-forms.tsx'
import type { VersionFacts } from './version-facts.ts'

/** One version of a list: what it would change or did change, and what can be done with it. */
export const versionPage = (facts: VersionFacts): Page => {
  const { version, entries, given, mayManage } = facts
  const { list, fileName, status } = version
  const tag = versionStatus(version, facts)
  return page(
    {
      title: `${listTitle[list]}: ${fileName}`,
      back: `/staff/npq/lists/${list}`,
      errors: given.errors,
      width: 'full',
    },
    <>
      <span class="govuk-caption-l">{listTitle[list]}</span>
      <h1 class="govuk-heading-l govuk-!-text-break-word">{fileName}</h1>
      <p class="govuk-body">
        <StatusTag status={tag} /> {nextFor(tag, 'staff')}
      </p>
      <Facts {...facts} />
      {status === 'previewed' && mayManage ? <ApplyForms {...facts} /> : null}
      {status === 'discarded' ? null : <Links {...facts} />}
      <LeftOut version={version} />
      <SampleTables {...facts} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const Facts = ({ version, difference }: VersionFacts): Html => (
  <Summary
    rows={[
      { key: 'Settings', value: countText(version.rows) },
      { key: 'Added', value: countText(difference.added) },
      { key: 'Removed', value: countText(difference.removed) },
      { key: 'Uploaded', value: momentText(version.uploadedAt) },
      ...(version.status === 'previewed'
        ? []
        : [{ key: 'Counts from', value: dateText(londonDate(version.inForceFrom)) }]),
      ...(version.appliedBecause === null ? [] : [{ key: 'Applied although unusual', value: version.appliedBecause }]),
      ...(version.takenBackBecause === null ? [] : [{ key: 'Taken back because', value: version.takenBackBecause }]),
    ]}
  />
)

const Links = ({ version: { list, id, status }, mayManage }: VersionFacts): Html => (
  <ul class="govuk-list">
    <li>
      <a class="govuk-link" href={`/staff/npq/lists/${list}/versions/${id}/file`}>
        Download the settings of this version
      </a>
    </li>
    {status === 'applied' && mayManage ? (
      <li>
        <a class="govuk-link" href={`/staff/npq/lists/${list}/versions/${id}/taking-back`}>
          Take back this version
        </a>
      </li>
    ) : null}
  </ul>
)

const LeftOut = ({ version: { leftOut } }: { readonly version: ListVersion }): Html | null =>
  leftOut.length === 0 ? null : (
    <Table
      caption="Rows that could not be used"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Line' }, { text: 'Why' }]}
      rows={leftOut.map(({ line, reason }) => [{ text: countText(line) }, { text: reason }])}
    />
  )

const SampleTables = ({ samples, difference }: VersionFacts): Html => (
  <>
    <Sample title="Added" identifiers={samples.added} count={difference.added} />
    <Sample title="Removed" identifiers={samples.removed} count={difference.removed} />
  </>
)

type SampleProps = { readonly title: string; readonly identifiers: readonly string[]; readonly count: number }

const Sample = ({ title, identifiers, count }: SampleProps): Html | null =>
  identifiers.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <p class="govuk-body">
        {identifiers.join(', ')}
        {count > identifiers.length ? ` and ${countText(count - identifiers.length)} more` : ''}
      </p>
    </>
  )
