import { z } from 'zod'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { IMPORT_NAMES } from '../../imports/importers.ts'
import { type Import, importById, lastApplied, newestImports, rejectsOf } from '../../imports/imports-queries.ts'
import { applyImport } from './apply-import.ts'
import { importPage, runningPage } from './import-page.tsx'
import { importsPage } from './imports-page.tsx'
import { uploadFile } from './upload-file.ts'

/** The newest imports, and the form for another. */
export const showImports = async ({ db }: WebRequest): Promise<Reply> =>
  show(importsPage(await newestImports(db), { values: {}, errors: [] }))

const Upload = z.object({ name: z.enum(IMPORT_NAMES, 'Select what kind of file it is') })

/** Keeps the file and has it checked; the next page shows how far that is. */
export async function upload({ db, form, files, execute }: WebRequest): Promise<Reply> {
  const parsed = parseForm(Upload, form)
  const file = files['file']
  const errors = [...(parsed.ok ? [] : parsed.errors), ...fileErrors(file)]
  if (!parsed.ok || !file || errors.length > 0) {
    return showAgain(importsPage(await newestImports(db), { values: form, errors }))
  }
  const { path, fileName } = file
  const result = await execute(uploadFile, {
    ...parsed.values,
    fileName,
    sha256: await sha256Of(path),
    path: () => path,
  })
  if (result.ok) return redirectTo(`/imports/${result.value.importId}`)
  const refused = { field: 'file', message: 'The file could not be kept. Select it again' }
  return showAgain(importsPage(await newestImports(db), { values: form, errors: [refused] }))
}

function fileErrors(file: WebRequest['files'][string] | undefined): readonly FieldError[] {
  if (!file) return [{ field: 'file', message: 'Select a file' }]
  return file.bytes === 0 ? [{ field: 'file', message: 'The selected file is empty' }] : []
}

/** The import of the address, or null. */
export async function importOfAddress({ db, params }: WebRequest): Promise<Import | null> {
  const id = z.uuid().safeParse(params['id'])
  return id.success ? importById(db, id.data) : null
}

/** While it runs, how far it is; then what it would change or did change, or why it was refused. */
export async function showImport(request: WebRequest, shown: Import): Promise<Reply> {
  const { db } = request
  if (shown.status === 'running') {
    return show(runningPage(shown, (await lastApplied(db, shown.name))?.rows ?? null))
  }
  return show(await detailsPage(request, shown, { values: {}, errors: [] }))
}

type Shown = Pick<Parameters<typeof importsPage>[1], 'values' | 'errors'>

const detailsPage = async ({ db, history, now }: WebRequest, shown: Import, form: Shown) =>
  importPage({
    shown,
    form,
    now,
    rejects: await rejectsOf(db, shown.id),
    entries: await history({ kind: 'import', id: shown.id }),
  })

const Application = z.object({ reason: z.string().trim().max(1_000, 'The reason must be 1,000 characters or fewer') })
const UnusualApplication = Application.extend({
  reason: Application.shape.reason.min(1, 'Enter why the file is right'),
})

/** Has a checked file applied; the same address then shows how far that is. */
export async function applyUploaded(request: WebRequest, shown: Import): Promise<Reply> {
  const isUnusual = shown.summary.unusual.length > 0
  const parsed = isUnusual ? parseForm(UnusualApplication, request.form) : null
  if (parsed && !parsed.ok) return showAgain(await detailsPage(request, shown, parsed))
  const acceptedBecause = parsed?.values.reason ?? null
  const result = await request.execute(applyImport, { importId: shown.id, acceptedBecause })
  // One that somebody else has applied meanwhile shows what became of it.
  if (result.ok || result.refusal.code === 'no-longer-previewed') return redirectTo(`/imports/${shown.id}`)
  const refused = { field: 'reason', message: 'Enter why the file is right' }
  return showAgain(await detailsPage(request, shown, { values: request.form, errors: [refused] }))
}
