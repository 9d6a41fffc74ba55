import { z } from 'zod'
import { CSV_TYPE } from '#src/kit/csv.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { longText } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { paging } from '#src/ui/paging.ts'
import { approveBatch } from '../../batches/approve-batch.ts'
import { type Batch, BatchId } from '../../batches/batch.ts'
import { batchById, batchItems, outcomeSums } from '../../batches/batches-queries.ts'
import { discardBatch } from '../../batches/discard-batch.ts'
import { downloadFile } from '../../files/download-file.ts'
import { linksOfFile } from '../../files/download-links-queries.ts'
import { bytesOfFile, filesOfBatch } from '../../files/files-queries.ts'
import { resendLinks } from '../../files/resend-links.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { allWindows } from '../../years/years-queries.ts'
import { batchPage } from './batch-page.tsx'
import { approvalPage, discardingPage, notSentPage } from './decision-pages.tsx'
import { PATH } from './paths.ts'

const ROWS = 50

/** The batch of the address; null where there is none. */
export async function batchOfAddress({ db, params }: WebRequest): Promise<Batch | null> {
  const id = BatchId.safeParse(params['claimBatchId'])
  return id.success ? batchById(db, id.data) : null
}

const addressOf = ({ id }: Pick<Batch, 'id'>): string => `${PATH}/${id}`

/** One batch: what was sent, what became of it, its files and links. Eight queries. */
export async function showBatch(request: WebRequest, batch: Batch): Promise<Reply> {
  const { db, now, query, history } = request
  const pages = paging(query['page'], batch.claims, ROWS)
  if (pages === null) return redirectTo(addressOf(batch))
  const files = await filesOfBatch(db, batch.id)
  const sent = files.find(({ status }) => status === 'made')
  const windows = await allWindows(db)
  return show(
    batchPage({
      ...{ batch, pages, files, now, figures: await figuresOn(db, now), sums: await outcomeSums(db, batch.id) },
      items: await batchItems(db, { batchId: batch.id, after: pages.offset, limit: ROWS }),
      links: sent ? await linksOfFile(db, sent.id) : [],
      window: windows.find(({ id }) => id === batch.windowId) ?? null,
      entries: await history({ kind: 'claim-batch', id: batch.id }),
      problem: PROBLEMS[query['problem'] ?? ''] ?? null,
    }),
  )
}

const PROBLEMS: Readonly<Record<string, string>> = {
  'nobody-to-tell':
    'No link was sent: no organisation with the role Payer can be written to. Download the file and send it in another way.',
}

const seenIn = ({ form }: WebRequest): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)

const approvalForm = (batch: Batch) =>
  freshForm(`${addressOf(batch)}/approval`, { back: addressOf(batch), hidden: { seen: String(batch.revision) } })

/** What approving does. Who prepared the batch is told that somebody else must. */
export const showApproval = ({ actor }: WebRequest, batch: Batch): Reply =>
  batch.status === 'prepared'
    ? show(approvalPage(batch, { form: approvalForm(batch), isOwn: batch.preparedBy === actor.accountId }))
    : redirectTo(addressOf(batch))

/** Sends the batch. Whatever stands in the way is named, with what to do. */
export async function sendApproval(request: WebRequest, batch: Batch): Promise<Reply> {
  const input = { batchId: BatchId.parse(batch.id), seen: seenIn(request) }
  const done = await request.execute(approveBatch, input)
  return done.ok ? redirectTo(addressOf(batch)) : showAgain(notSentPage(batch, done.refusal))
}

const Discarding = z.object({
  reason: longText({ missing: 'Enter why the batch is discarded', label: 'Reason', max: 1_000 }),
})

const discardForm = (batch: Batch) => ({ ...approvalForm(batch), action: `${addressOf(batch)}/discarding` })

export const showDiscarding = (_request: WebRequest, batch: Batch): Reply =>
  batch.status === 'prepared' ? show(discardingPage(batch, discardForm(batch))) : redirectTo(addressOf(batch))

/** Puts the batch away; its claims wait for another. */
export async function sendDiscarding(request: WebRequest, batch: Batch): Promise<Reply> {
  const parsed = parseForm(Discarding, request.form)
  if (!parsed.ok) return showAgain(discardingPage(batch, { ...discardForm(batch), ...parsed }))
  const input = { batchId: BatchId.parse(batch.id), seen: seenIn(request) }
  const done = await request.withReason(parsed.values.reason).execute(discardBatch, input)
  if (!done.ok) return showAgain(notSentPage(batch, done.refusal))
  return redirectTo(
    batch.windowId === null ? `${PATH}/new?kind=clawback` : `${PATH}/new?kind=payment&window=${batch.windowId}`,
  )
}

/** Gives staff a file of the batch, and notes that it did. */
export async function sendFile(request: WebRequest, batch: Batch): Promise<Reply> {
  const fileId = firstValue(request.form, 'file')
  const file = (await filesOfBatch(request.db, batch.id)).find(({ id }) => id === fileId)
  if (!file) return redirectTo(addressOf(batch))
  const done = await request.execute(downloadFile, { fileId: file.id })
  if (!done.ok) return redirectTo(addressOf(batch))
  const body = (await bytesOfFile(request.db, file.id)).toString('utf8')
  return { kind: 'text', status: 200, type: CSV_TYPE, body, fileName: file.fileName }
}

/** Sends the payer new links; those before stop working. */
export async function sendNewLinks(request: WebRequest, batch: Batch): Promise<Reply> {
  const done = await request.execute(resendLinks, { batchId: BatchId.parse(batch.id) })
  const problem = !done.ok && done.refusal.code === 'nobody-to-tell' ? '?problem=nobody-to-tell' : ''
  return redirectTo(`${addressOf(batch)}${problem}`)
}
