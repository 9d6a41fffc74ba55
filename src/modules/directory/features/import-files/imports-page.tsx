import { momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { FileField, RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { DIRECTORY_IMPORTS } from '../../imports/importers.ts'
import type { Import } from '../../imports/imports-queries.ts'
import { titleOf } from './import-titles.ts'

type Given = { readonly values: RawValues; readonly errors: readonly FieldError[] }

/** What was imported, newest first, and the form for another file. */
export const importsPage = (imports: readonly Import[], { values, errors }: Given): Page =>
  page(
    { title: 'Imports', errors, width: 'full' },
    <>
      <h1 class="govuk-heading-l">Imports</h1>
      <h2 class="govuk-heading-m">Import a file</h2>
      <p class="govuk-body">
        The file is checked first. You see what it would change, and nothing changes until you apply it.
      </p>
      <Form state={freshForm('/imports', { values, errors })} files>
        <RadioField
          name="name"
          legend="What kind of file is it?"
          small
          choices={DIRECTORY_IMPORTS.map(({ importer }) => ({ value: importer.name, text: importer.title }))}
        />
        <FileField
          name="file"
          label="File"
          hint="A .csv file as it was downloaded, or a .csv.gz file, up to 50 megabytes"
          accept=".csv,.gz"
        />
        <Button text="Check the file" preventDoubleClick />
      </Form>
      {imports.length === 0 ? <p class="govuk-body">Nothing has been imported yet.</p> : <Newest imports={imports} />}
    </>,
  )

const Newest = ({ imports }: { readonly imports: readonly Import[] }): Html => (
  <Table
    caption="Newest imports"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { text: 'File' },
      { text: 'Kind' },
      { text: 'Started' },
      { text: 'Rows', format: 'numeric' },
      { text: 'Status' },
    ]}
    rows={imports.map((one) => [
      { html: <ImportLink import={one} />, classes: 'govuk-!-text-break-word' },
      { text: titleOf(one.name) },
      { text: momentText(one.startedAt) },
      { text: one.rows.toLocaleString('en-GB'), format: 'numeric' },
      { html: <StatusTag status={`import-${one.status}`} /> },
    ])}
  />
)

const ImportLink = ({ import: { id, fileName } }: { readonly import: Import }): Html => (
  <a class="govuk-link" href={`/imports/${id}`}>
    {fileName}
  </a>
)
