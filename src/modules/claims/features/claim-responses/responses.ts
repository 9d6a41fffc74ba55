import { z } from 'zod'
import type { FieldError } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { applyResponse } from '../../batches/apply-response.ts'
import { type Batch, BatchId } from '../../batches/batch.ts'
import { batchById } from '../../batches/batches-queries.ts'
import { discardResponse } from '../../batches/discard-response.ts'
import { responsePreview } from '../../batches/response-queries.ts'
import { uploadResponse } from '../../batches/upload-response.ts'
import type { ClaimFile } from '../../files/claim-file.ts'
import { fileById } from '../../files/files-queries.ts'
import { notAppliedPage, responsePage, uploadPage } from './response-pages.tsx'

const PATH = '/staff/claims/batches'

export type Response = { readonly batch: Batch; readonly file: ClaimFile }

/** The batch of the address, once it was sent; null where there is none. */
export async function sentBatchOfAddress({ db, params }: WebRequest): Promise<Batch | null> {
  const id = BatchId.safeParse(params['claimBatchId'])
  const batch = id.success ? await batchById(db, id.data) : null
  return batch?.approvedAt ? batch : null
}

/** The payer's answer of the address, when it is one to the batch of the address. */
export async function responseOfAddress(request: WebRequest): Promise<Response | null> {
  const [batch, id] = [await sentBatchOfAddress(request), z.uuid().safeParse(request.params['responseId'])]
  const file = batch && id.success ? await fileById(request.db, id.data) : null
  return batch && file && file.batchId === batch.id && /-response$/.test(file.kind) ? { batch, file } : null
}

export const showUpload = (_request: WebRequest, batch: Batch): Reply => show(uploadPage(batch, []))

/** Reads the payer's answer and shows what it says. Nothing counts until it is applied. */
export async function sendUpload(request: WebRequest, batch: Batch): Promise<Reply> {
  const file = request.files['file']
  const wrong = (message: string): readonly FieldError[] => [{ field: 'file', message }]
  if (!file) return showAgain(uploadPage(batch, wrong('Select a file')))
  if (file.bytes === 0) return showAgain(uploadPage(batch, wrong('The selected file is empty')))
  const { path, fileName } = file
  const input = { batchId: BatchId.parse(batch.id), fileName, sha256: await sha256Of(path), path: () => path }
  const done = await request.execute(uploadResponse, input)
  if (done.ok) return redirectTo(`${PATH}/${batch.id}/responses/${done.value.fileId}`)
  return showAgain(uploadPage(batch, wrong(tableRefusalText(done.refusal))))
}

/** What an answer says, or what is wrong with it, line by line. Five queries. */
export async function showResponse({ db }: WebRequest, { batch, file }: Response): Promise<Reply> {
  return show(responsePage({ batch, file, preview: await responsePreview(db, file.id) }))
}

/** Makes the answer count, all of it or nothing. */
export async function sendResponse(request: WebRequest, { batch, file }: Response): Promise<Reply> {
  const done = await request.execute(applyResponse, { fileId: file.id })
  return done.ok ? redirectTo(`${PATH}/${batch.id}`) : showAgain(notAppliedPage({ batch, file }, done.refusal))
}

/** Puts the answer away. Whatever a colleague did with it meanwhile is shown. */
export async function putAway(request: WebRequest, { batch, file }: Response): Promise<Reply> {
  const done = await request.execute(discardResponse, { fileId: file.id })
  return redirectTo(done.ok ? `${PATH}/${batch.id}` : `${PATH}/${batch.id}/responses/${file.id}`)
}
