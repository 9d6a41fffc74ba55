import { z } from 'zod'
import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import type { FieldError } from '#src/kit/form.ts'
import { parseForm } from '#src/kit/form.ts'
import { oneOf, text } from '#src/kit/form-fields.ts'
import { type Reply, redirectTo, show, showAgain, stream, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { beginBulkRun } from '../../bulk/begin-bulk-run.ts'
import { BULK_COLUMNS, BULK_KINDS, type BulkRun } from '../../bulk/bulk.ts'
import { becauseText } from '../../bulk/bulk-because-rules.ts'
import { bulkRows, bulkRun, newestRuns, verdictCounts } from '../../bulk/bulk-queries.ts'
import { uploadBulkFile } from '../../bulk/upload-bulk-file.ts'
import { runPage, runsPage, workingPage } from './bulk-pages.tsx'

const PATH = '/staff/npq/bulk'

/** The newest files, and the form for another. */
export const showBulk = async ({ db }: WebRequest): Promise<Reply> =>
  show(runsPage(await newestRuns(db), { values: {}, errors: [] }))

const Upload = z.object({
  kind: oneOf(BULK_KINDS, 'Select what the file does'),
  reason: text({ missing: 'Enter the reason', label: 'Reason' }),
})

/** Keeps the file and has each of its rows tried; the next page shows how far that is. */
export async function uploadBulk(request: WebRequest): Promise<Reply> {
  const { db, form, files } = request
  const parsed = parseForm(Upload, form)
  const file = files['file']
  const errors = [...(parsed.ok ? [] : parsed.errors), ...fileErrors(file)]
  const again = async (wrong: readonly FieldError[]) =>
    showAgain(runsPage(await newestRuns(db), { values: form, errors: wrong }))
  if (!parsed.ok || !file || errors.length > 0) return again(errors)
  const { kind, reason } = parsed.values
  const { path, fileName } = file
  const input = { kind, fileName, sha256: await sha256Of(path), path: () => path }
  const done = await request.withReason(reason).execute(uploadBulkFile, input)
  if (done.ok) return redirectTo(`${PATH}/${done.value.runId}`)
  return again([{ field: 'file', message: tableRefusalText(done.refusal) }])
}

function fileErrors(file: WebRequest['files'][string] | undefined): readonly FieldError[] {
  if (!file) return [{ field: 'file', message: 'Select a file' }]
  return file.bytes === 0 ? [{ field: 'file', message: 'The selected file is empty' }] : []
}

/** The file of the address, or null. */
export async function bulkOfAddress({ db, params }: WebRequest): Promise<BulkRun | null> {
  const id = z.uuid().safeParse(params['id'])
  return id.success ? bulkRun(db, id.data) : null
}

const SHOWN = 100

/** While it is worked on, how far it is; then what it would change, or did. */
export async function showRun({ db, history }: WebRequest, run: BulkRun): Promise<Reply> {
  const counts = await verdictCounts(db, run.id)
  if (run.status === 'checking' || run.status === 'running') return show(workingPage(run, counts))
  return show(
    runPage({
      ...{ run, counts },
      stays: await bulkRows(db, { runId: run.id, only: ['would-not', 'unreadable', 'not-changed'], limit: SHOWN }),
      changes: await bulkRows(db, { runId: run.id, only: ['would-change', 'changed'], limit: SHOWN }),
      entries: await history({ kind: 'bulk-run', id: run.id }),
    }),
  )
}

/** Makes the changes, or puts the file away. One that a colleague has decided on shows what became of it. */
export async function decideRun(request: WebRequest, run: BulkRun): Promise<Reply> {
  await request.execute(beginBulkRun, { runId: run.id, go: request.form['decision'] === 'go' })
  return redirectTo(`${PATH}/${run.id}`)
}

const AT_A_TIME = 1_000

/** Every row with what it would do or did, as a file. */
export const sendRun = ({ db }: WebRequest, run: BulkRun): Reply =>
  stream({ type: CSV_TYPE, fileName: `bulk-${run.id}.csv`, parts: fileOf(db, run) })

async function* fileOf(db: WebRequest['db'], { id, kind }: BulkRun): AsyncGenerator<string> {
  const columns: readonly string[] = BULK_COLUMNS[kind]
  yield `${CSV_BEGINNING}${csvLine(['line', ...columns, 'result', 'because'])}`
  for (let after = 0; ; ) {
    const rows = await bulkRows(db, { runId: id, after, limit: AT_A_TIME })
    yield rows
      .map(({ line, cells, verdict, because }) =>
        csvLine([line, ...columns.map((column) => cells[column] ?? ''), verdict, because && becauseText(because)]),
      )
      .join('')
    const last = rows.at(-1)
    if (rows.length < AT_A_TIME || !last) return
    after = last.line
  }
}
