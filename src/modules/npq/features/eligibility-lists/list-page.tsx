import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { EligibilityList } from '../../lists/eligibility-list.ts'
import { headingsOf, listTitle } from '../../lists/list-files.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import { versionStatus } from '../../lists/list-version-status.ts'

type Facts = {
  readonly list: EligibilityList
  readonly versions: readonly ListVersion[]
  /** The id of the version that counts. */
  readonly inForce: string | null
  readonly entries: readonly HistoryEntry[]
  readonly errors: readonly FieldError[]
  /** Whoever may not sees the versions and what was done. */
  readonly mayManage: boolean
  readonly now: Temporal.Instant
}

/** One list: a form for another version, the versions, and what was done with them. */
export const listPage = (facts: Facts): Page =>
  page(
    { title: listTitle[facts.list], back: '/staff/npq/lists', width: 'full', errors: facts.errors },
    <>
      <h1 class="govuk-heading-l">{listTitle[facts.list]}</h1>
      {facts.mayManage ? <UploadForm {...facts} /> : null}
      {facts.versions.length === 0 ? (
        <p class="govuk-body">There is no version yet. Until there is, no setting is on this list.</p>
      ) : (
        <Versions {...facts} />
      )}
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={facts.entries} />
    </>,
  )

const UploadForm = (facts: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">Upload another version</h2>
    <p class="govuk-body">
      The file replaces the whole list. You see what it would change, and nothing counts until you apply it.
    </p>
    <Form state={freshForm(`/staff/npq/lists/${facts.list}/upload`, { errors: facts.errors })} files>
      <FileField
        name="file"
        label="File"
        hint={`A .csv or .csv.gz file with the column ${headingsOf(facts.list).join(' or ')}. Other columns do not matter`}
        accept=".csv,.gz"
      />
      <Button text="Check the file" preventDoubleClick />
    </Form>
  </>
)

const Versions = ({ list, versions, inForce, now }: Facts): Html => (
  <Table
    caption="Versions"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { text: 'File' },
      { text: 'Uploaded' },
      { text: 'Counts from' },
      { text: 'Settings', format: 'numeric' },
      { text: 'Status' },
    ]}
    rows={versions.map((version) => [
      { html: <VersionLink list={list} version={version} />, classes: 'govuk-!-text-break-word' },
      { text: momentText(version.uploadedAt) },
      { text: version.status === 'previewed' ? 'Not applied' : dateText(londonDate(version.inForceFrom)) },
      { text: countText(version.rows), format: 'numeric' },
      { html: <StatusTag status={versionStatus(version, { inForce, now })} /> },
    ])}
  />
)

type LinkProps = { readonly list: EligibilityList; readonly version: ListVersion }

const VersionLink = ({ list, version: { id, fileName } }: LinkProps): Html => (
  <a class="govuk-link" href={`/staff/npq/lists/${list}/versions/${id}`}>
    {fileName}
  </a>
)
