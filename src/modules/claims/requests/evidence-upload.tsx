import { counted } from '#src/kit/counted.ts'
import { FileField } from '#src/ui/fields.tsx'
import { useField } from '#src/ui/form.tsx'
import { Button, Details, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { Figures } from '../years/figures.ts'
import type { Evidence } from './evidence.ts'
import { FileCell } from './evidence-list.tsx'
import { EVIDENCE_ACCEPT, evidenceKindsText } from './evidence-refusals.ts'

/** Files of one form: as many as the platform reads at once. Each has its own field, so that it works without JavaScript. */
export const FILE_FIELDS = ['file1', 'file2', 'file3', 'file4', 'file5'] as const

type UploadProps = {
  /** What was given to this question before. */
  readonly files: readonly Evidence[]
  readonly figures: Figures
  /** Who may open the files, besides whoever gives them: a sentence. */
  readonly seenBy: string
}

/**
 * The part of an answer that takes files, inside a form with `files`: what was uploaded, each with a way to take it away again, and
 * fields for more. Its buttons send the whole form, so that nothing that was typed is lost; `receiveFiles` of evidence-files.ts
 * reads them.
 */
export const EvidenceUpload = ({ files, figures, seenBy }: UploadProps): Html => {
  const left = figures['evidence-files'] - files.length
  return (
    <>
      <h2 class="govuk-heading-m">Files</h2>
      <HowSafe figures={figures} seenBy={seenBy} />
      {files.length === 0 ? null : <Uploaded files={files} />}
      {left > 0 ? null : (
        <p class="govuk-body">You have uploaded as many files as fit. Remove one to upload another.</p>
      )}
      <Fields figures={figures} left={left} />
    </>
  )
}

const HowSafe = ({ figures, seenBy }: Pick<UploadProps, 'figures' | 'seenBy'>): Html => (
  <ul class="govuk-list govuk-list--bullet">
    <li>{seenBy}</li>
    <li>
      Each file is checked for viruses before anybody can open it. You need not wait for that. If it holds one, we
      delete it and email you.
    </li>
    <li>
      We keep files for {counted(figures['evidence-kept'], 'year', 'years')}, as long as records of payments, and delete
      them then. Every time somebody opens one, we record who it was.
    </li>
    <li>Leave out what we do not need: cover dates of birth, addresses, bank details and the names of trainees.</li>
  </ul>
)

const Uploaded = ({ files }: Pick<UploadProps, 'files'>): Html => (
  <Table
    caption="Uploaded so far"
    captionClasses="govuk-table__caption--s"
    firstCellIsHeader
    head={['File', 'Virus check', 'Remove'].map((text) => ({ text }))}
    rows={files.map((file) => [
      { html: <FileCell file={file} /> },
      { html: <StatusTag status={`evidence-${file.scan}`} /> },
      { html: <Remove file={file} /> },
    ])}
  />
)

const Remove = ({ file }: { readonly file: Evidence }): Html => (
  <Button
    html={
      <>
        Remove<span class="govuk-visually-hidden"> {file.fileName}</span>
      </>
    }
    name="remove"
    value={file.id}
    classes="govuk-button--secondary govuk-!-margin-bottom-0"
  />
)

const Fields = ({ figures, left }: Pick<UploadProps, 'figures'> & { readonly left: number }): Html => {
  const [first, ...others] = FILE_FIELDS.slice(0, Math.max(1, left))
  const hint = `${evidenceKindsText}. Each must be smaller than ${figures['evidence-file-size']}MB, and there can be ${figures['evidence-files']} at most`
  return (
    <>
      <FileField name={first ?? 'file1'} label="Upload a file (optional)" hint={hint} accept={EVIDENCE_ACCEPT} />
      {others.length === 0 ? null : <More names={others} />}
      <Button text="Upload files" name="upload" value="yes" classes="govuk-button--secondary" />
    </>
  )
}

/** Closed, unless there is something to put right in it. */
const More = ({ names }: { readonly names: readonly string[] }): Html => {
  const isWrong = names.map((name) => useField(name).error !== undefined).includes(true)
  return (
    <Details
      summaryText={`Upload up to ${counted(names.length, 'more file', 'more files')} at once`}
      open={isWrong}
      html={
        <div>
          {names.map((name, position) => (
            <FileField name={name} label={`Upload file ${position + 2} (optional)`} accept={EVIDENCE_ACCEPT} />
          ))}
        </div>
      }
    />
  )
}
