import { counted } from '#src/kit/counted.ts'
import { momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Details, InsetText, NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { refusalText } from '../../audits/audit.ts'
import { ANSWER_COLUMNS, type AuditFile, type FileWord } from '../../audits/audit-file.ts'
import type { AuditPlace } from '../../audits/audit-place.ts'
import { saidText } from '../../audits/said-text-rules.ts'
import { WhyField } from '../../places/on-behalf.tsx'
import type { FilePlace } from './answer-file.ts'

type Upload = {
  readonly place: AuditPlace
  readonly onBehalf: boolean
  readonly values: RawValues
  readonly errors: readonly FieldError[]
}

export const uploadPage = ({ place, onBehalf, values, errors }: Upload): Page => {
  const path = `/organisations/${place.providerId}/audits/${place.audit.id}`
  return formPage(
    freshForm(`${path}/file`, { back: path, values, errors }),
    {
      title: 'Answer by file',
      caption: place.providerName,
      headed: 'by-page',
      submit: 'Look at the file',
      files: true,
      before: <WhatItNeeds path={path} />,
    },
    <>
      <FileField name="file" label="CSV file" accept=".csv,text/csv" />
      {onBehalf ? <WhyField /> : null}
    </>,
  )
}

const WhatItNeeds = ({ path }: { readonly path: string }): Html => (
  <>
    <ol class="govuk-list govuk-list--number">
      <li>
        <a class="govuk-link" href={`${path}/claims-file`}>
          Download the claims to answer about (CSV)
        </a>
        .
      </li>
      <li>Write yes or no under claim_accepted, for all mentors of a claim. Leave out claims that you answer later.</li>
      <li>For each no, write the reason under rejection_reason.</li>
      <li>If there were fewer hours, write no and the hours in a column that you call hours.</li>
    </ol>
    <p class="govuk-body">You see what we read before it counts. With a single mistake nothing of the file is used.</p>
    <Details
      summaryText="Columns and reasons"
      html={
        <>
          <p class="govuk-body">
            The file must have the columns {ANSWER_COLUMNS.join(', ')}. We also use mentor_trn and hours, and read no
            others. Mentors are found by mentor_trn, and by name where only one mentor of a claim has it.
          </p>
          <p class="govuk-body">
            If there were more hours than were claimed, write yes: nothing can be added any more.
          </p>
          <p class="govuk-body">Write any of these reasons, or your own words:</p>
          <ul class="govuk-list govuk-list--bullet">
            {Object.values(refusalText)
              .slice(0, -1)
              .map((reason) => (
                <li>{reason}</li>
              ))}
          </ul>
        </>
      }
    />
  </>
)

type Preview = Omit<Upload, 'place'> & {
  readonly place: FilePlace
  /** Claims that were answered or decided since the file was looked at. */
  readonly changed: readonly string[]
}

/** What a file says, or each line with a fault. */
export const previewPage = ({ place, changed, ...form }: Preview): Page => {
  const { file } = place
  const path = `/organisations/${place.providerId}/audits/${place.audit.id}`
  const title = `Answers in ${file.fileName}`
  return page(
    { title, errors: form.errors, back: `${path}/file`, width: 'full' },
    <>
      {changed.length === 0 ? null : <NotificationBanner text={changedText(changed)} />}
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Looked at by {file.madeByName}, {momentText(file.madeAt)}.
      </p>
      {file.faults.length > 0 ? <Faults file={file} /> : <Words file={file} />}
      {file.status === 'previewed' ? (
        <Decide place={place} path={path} {...form} />
      ) : (
        <Settled file={file} path={path} />
      )}
    </>,
  )
}

const changedText = (references: readonly string[]): string =>
  `Nothing was given: ${references.length === 1 ? 'a claim was' : 'these claims were'} answered or decided after you uploaded the file: ${references.join(', ')}. Put the file away, take their rows out and upload it again.`

const Faults = ({ file }: { readonly file: AuditFile }): Html => (
  <>
    <InsetText text="Nothing of this file counts. Put these lines right in your file and upload it again." />
    <Table
      caption={counted(file.faults.length, 'line to put right', 'lines to put right')}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Line' }, { text: 'What is wrong' }]}
      rows={file.faults.map(({ line, message }) => [{ text: String(line) }, { text: `${message}.` }])}
    />
  </>
)

const Words = ({ file: { words } }: { readonly file: AuditFile }): Html => {
  const claims = new Set(words.map(({ claimId }) => claimId)).size
  return (
    <>
      <p class="govuk-body">
        {counted(claims, 'claim', 'claims')} with {counted(words.length, 'mentor', 'mentors')}. Claims that are not in
        it stay unanswered.
      </p>
      <Table
        caption="What it says"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Line', 'Claim', 'Mentor', 'Answer'].map((text) => ({ text }))}
        rows={words.map((word) => [
          ...[String(word.line), word.reference, word.mentor].map((text) => ({ text })),
          { text: answerText(word) },
        ])}
      />
    </>
  )
}

const answerText = (word: FileWord): string =>
  `${saidText(word, word.claimed)}${word.note === null ? '' : ` “${word.note}”`}`

type Deciding = Omit<Preview, 'changed'> & { readonly path: string }

const Decide = ({ place: { file }, path, onBehalf, values, errors }: Deciding): Html => (
  <>
    <p class="govuk-body">You cannot change answers once they are given.</p>
    <Form state={freshForm(`${path}/file/${file.id}`, { values, errors })}>
      {onBehalf ? <WhyField /> : null}
      <div class="govuk-button-group">
        <Button text="Give these answers" name="decision" value="give" preventDoubleClick />
        <Button text="Put the file away" name="decision" value="discard" classes="govuk-button--secondary" />
      </div>
    </Form>
  </>
)

const Settled = ({ file, path }: { readonly file: AuditFile; readonly path: string }): Html => (
  <>
    {file.settledAt === null ? null : (
      <InsetText
        text={`${file.status === 'applied' ? 'These answers were given' : 'The file was put away'} by ${file.settledByName}, ${momentText(file.settledAt)}.`}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={file.status === 'refused' ? `${path}/file` : path}>
        {file.status === 'refused' ? 'Upload it again' : 'Go to the claims of this audit'}
      </a>
    </p>
  </>
)
