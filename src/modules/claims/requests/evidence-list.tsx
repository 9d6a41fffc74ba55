import { momentText } from '#src/kit/dates.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { type Evidence, isOpen } from './evidence.ts'
import { sizeText } from './evidence-size.ts'

type ListProps = {
  readonly files: readonly Evidence[]
  readonly caption?: string
}

/**
 * Files that were given, with what the virus scan says of each. Opening one is a change (it is written down who did), so it is a
 * button; a file that was not found clean has none. For whoever gave them and for staff.
 */
export const EvidenceList = ({ files, caption = 'Files' }: ListProps): Html =>
  files.length === 0 ? (
    <p class="govuk-body">No files were given.</p>
  ) : (
    <Table
      caption={caption}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={['File', 'Uploaded', 'Virus check', 'Open'].map((text) => ({ text }))}
      rows={files.map((file) => [
        { html: <FileCell file={file} /> },
        { text: `${momentText(file.uploadedAt)} by ${file.uploadedByName}` },
        { html: <StatusTag status={`evidence-${file.scan}`} /> },
        { html: <OpenCell file={file} /> },
      ])}
    />
  )

/** The name as it was given and the size. */
export const FileCell = ({ file: { fileName, bytes } }: { readonly file: Evidence }): Html => (
  <>
    {fileName}
    <br />
    <span class="govuk-hint">{sizeText(bytes)}</span>
  </>
)

const OpenCell = ({ file }: { readonly file: Evidence }): Html =>
  isOpen(file) ? (
    <Form state={freshForm(`/claim-evidence/${file.id}`)}>
      <Button
        html={
          <>
            Download<span class="govuk-visually-hidden"> {file.fileName}</span>
          </>
        }
        classes="govuk-button--secondary govuk-!-margin-bottom-0"
      />
    </Form>
  ) : (
    <span>{WHY_NOT[file.scan]}</span>
  )

const WHY_NOT: Readonly<Record<Evidence['scan'], string>> = {
  waiting: 'It can be opened once it is checked, within minutes',
  failed: 'The check did not work. It is tried again every minute',
  infected: 'It holds a virus and was deleted. Nobody has opened it',
  clean: 'It was deleted',
}
