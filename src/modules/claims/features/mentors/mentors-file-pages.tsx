import { momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { CheckboxField, FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import type { MentorsFile } from '../../mentors/mentors-file.ts'
import { WhyField } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'

type Upload = { readonly place: SchoolPlace; readonly most: number; readonly errors: readonly FieldError[] }

export const uploadPage = ({ place: { schoolId, school }, most, errors }: Upload): Page => {
  const path = `/organisations/${schoolId}/mentors`
  return formPage(
    freshForm(`${path}/file`, { back: path, errors }),
    {
      title: 'Add several mentors from a file',
      caption: school.name,
      headed: 'by-page',
      submit: 'Look at the file',
      files: true,
      before: <WhatItNeeds most={most} />,
    },
    <FileField name="file" label="CSV file" accept=".csv,text/csv" />,
  )
}

const WhatItNeeds = ({ most }: { readonly most: number }): Html => (
  <>
    <p class="govuk-body">
      The file is a table with the columns <strong>trn</strong> and <strong>date_of_birth</strong>, a row for each
      mentor and {most} at most. Other columns do not matter. Dates have the day before the month, such as 27/03/1987.
    </p>
    <p class="govuk-body">
      You see whom we found before anybody is added. We do not keep the dates of birth, nor the file.
    </p>
  </>
)

type Preview = SchoolPlace & {
  readonly file: MentorsFile
  readonly errors: readonly FieldError[]
  readonly asksWhy: boolean
  readonly values?: RawValues
}

/** Row by row whom the file names, and what is wrong with it. Everybody is added or nobody. */
export const previewPage = ({ schoolId, school, file, ...form }: Preview): Page => {
  const path = `/organisations/${schoolId}/mentors`
  return page(
    { title: `Mentors in ${file.fileName}`, errors: form.errors, back: `${path}/file` },
    <>
      <span class="govuk-caption-l">{school.name}</span>
      <h1 class="govuk-heading-l">Mentors in {file.fileName}</h1>
      <p class="govuk-body">
        Looked at by {file.madeByName}, {momentText(file.madeAt)}.
      </p>
      {file.faults.length === 0 ? null : <Faults file={file} />}
      {file.rows.length === 0 ? null : <Matched file={file} />}
      {file.status === 'previewed' ? <Decide file={file} path={path} {...form} /> : <Settled file={file} />}
      <p class="govuk-body">
        <a class="govuk-link" href={path}>
          Go to the list of mentors
        </a>
      </p>
    </>,
  )
}

const Faults = ({ file }: { readonly file: MentorsFile }): Html => (
  <>
    <InsetText text="Nobody can be added while a row has a fault. Put the rows right in your file and upload it again." />
    <Table
      caption="Rows with a fault"
      captionClasses="govuk-table__caption--m"
      head={[{ text: 'Line' }, { text: 'What is wrong' }]}
      rows={file.faults.map(({ line, fault }) => [{ text: String(line) }, { text: `${fault}.` }])}
    />
  </>
)

const Matched = ({ file }: { readonly file: MentorsFile }): Html => (
  <Table
    caption="Mentors that we found"
    captionClasses="govuk-table__caption--m"
    head={[{ text: 'Line' }, { text: 'Name on the teaching record' }, { text: 'Number' }, { text: 'What happens' }]}
    rows={file.rows.map(({ line, name, trn, followedFrom, onListAlready }) => [
      { text: String(line) },
      { text: name },
      { text: followedFrom === null ? trn : `${trn}, which ${followedFrom} has become` },
      { text: onListAlready ? 'On the list already' : 'Is added' },
    ])}
  />
)

type Deciding = Pick<Preview, 'file' | 'errors' | 'asksWhy' | 'values'> & { readonly path: string }

const Decide = ({ file, path, errors, asksWhy, values = {} }: Deciding): Html => (
  <Form state={freshForm(`${path}/file/${file.id}`, { errors, values })}>
    {file.faults.length > 0 ? null : (
      <CheckboxField
        name="informed"
        legend="Before you add them"
        choices={[
          {
            value: 'yes',
            text: 'I have told the mentors that we share their names and numbers with DfE and the provider to claim for their training',
          },
        ]}
      />
    )}
    {asksWhy ? <WhyField /> : null}
    <div class="govuk-button-group">
      {file.faults.length > 0 ? null : (
        <Button text="Add these mentors" name="decision" value="add" preventDoubleClick />
      )}
      <Button text="Throw the file away" name="decision" value="discard" classes="govuk-button--secondary" />
    </div>
  </Form>
)

const Settled = ({ file }: { readonly file: MentorsFile }): Html => (
  <InsetText
    text={file.status === 'applied' ? 'These mentors have been added.' : 'The file was thrown away. Nobody was added.'}
  />
)
