import { z } from 'zod'
import { type FieldError, firstValue } from '#src/kit/form.ts'
import type { UploadedFile, WebRequest } from '#src/platform/http/route.ts'
import type { ClaimId } from '../claims/claim.ts'
import type { Figures } from '../years/figures.ts'
import { removeEvidence } from './evidence-changes.ts'
import { fileRefusalText } from './evidence-refusals.ts'
import { FILE_FIELDS } from './evidence-upload.tsx'
import { EvidenceId, type RequestId } from './information-request.ts'
import { uploadEvidence } from './upload-evidence.ts'

type Place = {
  readonly claimId: ClaimId
  /** Null: the files belong to the school's reply in an audit. */
  readonly requestId: RequestId | null
  readonly figures: Figures
}

/** What became of the files of a form, in words for the page that is shown again. */
export type Received = {
  /** Which button was pressed: one of ours, or the form's own. */
  readonly pressed: 'upload' | 'remove' | 'send'
  readonly done: string | null
  readonly errors: readonly FieldError[]
}

/**
 * Reads the part of a form that `EvidenceUpload` shows: takes away the file whose button was pressed, or takes in what was chosen,
 * one after the other. One that is refused does not stop the others. Of the commands `uploadEvidence` and `removeEvidence`.
 */
export async function receiveFiles(request: WebRequest, place: Place): Promise<Received> {
  const asked = z.uuid().safeParse(firstValue(request.form, 'remove'))
  if (asked.success) return takeAway(request, EvidenceId.parse(asked.data))
  const isUpload = firstValue(request.form, 'upload') !== ''
  const chosen = FILE_FIELDS.flatMap((field) => {
    const file = request.files[field]
    return file ? [{ field, file }] : []
  })
  const errors: FieldError[] = []
  const taken: string[] = []
  for (const { field, file } of chosen) {
    const refusal = await takeIn(request, place, file)
    if (refusal === null) taken.push(file.fileName)
    else errors.push({ field, message: refusal })
  }
  if (isUpload && chosen.length === 0) errors.push({ field: FILE_FIELDS[0], message: 'Select a file to upload' })
  return { pressed: isUpload ? 'upload' : 'send', done: taken.length === 0 ? null : takenText(taken), errors }
}

async function takeAway(request: WebRequest, evidenceId: ReturnType<typeof EvidenceId.parse>): Promise<Received> {
  const removed = await request.execute(removeEvidence, { evidenceId })
  if (removed.ok) return { pressed: 'remove', done: 'The file has been removed.', errors: [] }
  const message = 'The file was not removed: a colleague has sent the answer, or has removed it already'
  return { pressed: 'remove', done: null, errors: [{ field: FILE_FIELDS[0], message }] }
}

/** Null when it was taken, else why not. */
async function takeIn(request: WebRequest, place: Place, file: UploadedFile): Promise<string | null> {
  const { fileName, bytes, sha256, path } = file
  const name = fileName.trim() === '' ? 'The file' : fileName.trim()
  if (file.isCut) {
    const facts = { megabytes: place.figures['evidence-file-size'] }
    return fileRefusalText(name, { code: 'too-large', facts })
  }
  const { claimId, requestId } = place
  const input = { claimId, requestId, fileName: name, bytes, sha256, path: () => path }
  const done = await request.execute(uploadEvidence, input)
  return done.ok ? null : fileRefusalText(name, done.refusal)
}

const takenText = (names: readonly string[]): string =>
  names.length === 1
    ? `${names[0]} has been uploaded. We check it for viruses now.`
    : `${names.length} files have been uploaded. We check them for viruses now.`
