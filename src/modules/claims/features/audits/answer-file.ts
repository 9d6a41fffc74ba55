import { z } from 'zod'
import { CSV_BEGINNING } from '#src/kit/csv.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import type { AuditFile } from '../../audits/audit-file.ts'
import { auditFileById, auditFileOf } from '../../audits/audit-file-queries.ts'
import { type AuditPlace, auditOfAddress } from '../../audits/audit-place.ts'
import { AuditId } from '../../audits/sample.ts'
import { settleAuditFile } from '../../audits/settle-audit-file.ts'
import { uploadAuditFile } from '../../audits/upload-audit-file.ts'
import { giveFile } from '../../exports/give-file.tsx'
import { because, saysWhy, whySchema } from '../../places/on-behalf.tsx'
import { previewPage, uploadPage } from './answer-file-pages.tsx'
import { auditPath } from './audits.ts'

/** The claims that wait for an answer, a row for each mentor. Staff say why they need it. */
export async function downloadClaims(request: WebRequest, place: AuditPlace): Promise<Reply> {
  const { audit, providerId } = place
  const lines = await auditFileOf(request.db, audit.id)
  return giveFile(request, {
    ...{ title: 'claims to check', fileName: `claims-to-check-by-${audit.dueOn.toString()}.csv` },
    ...{ rows: lines.length - 1, back: auditPath(place), about: { kind: 'organisation', id: providerId } },
    parts: () => partsOf(lines),
  })
}

async function* partsOf(lines: readonly string[]): AsyncGenerator<string> {
  yield CSV_BEGINNING
  yield* lines
}

export const showUpload = ({ actor }: WebRequest, place: AuditPlace): Reply =>
  show(uploadPage({ place, onBehalf: saysWhy(actor, place.providerId), values: {}, errors: [] }))

/** Reads a file of answers and shows what it says. Nothing counts until it is given. */
export async function sendUpload(request: WebRequest, place: AuditPlace): Promise<Reply> {
  const onBehalf = saysWhy(request.actor, place.providerId)
  const again = (errors: readonly FieldError[]) =>
    showAgain(uploadPage({ place, onBehalf, values: request.form, errors }))
  const file = request.files['file']
  const why = parseForm(whySchema(onBehalf), request.form)
  const wrong = fileFault(file?.bytes)
  if (wrong !== null || !why.ok || !file)
    return again([...(wrong === null ? [] : [{ field: 'file', message: wrong }]), ...(why.ok ? [] : why.errors)])
  const { path, fileName } = file
  const input = { auditId: AuditId.parse(place.audit.id), fileName, sha256: await sha256Of(path), path: () => path }
  const done = await because(request, why.values.reason).execute(uploadAuditFile, input)
  if (done.ok) return redirectTo(`${auditPath(place)}/file/${done.value.fileId}`)
  if (done.refusal.code === 'closed') return redirectTo(auditPath(place))
  return again([{ field: 'file', message: REFUSED[done.refusal.code] ?? tableRefusalText(done.refusal) }])
}

const fileFault = (bytes: number | undefined): string | null => {
  if (bytes === undefined) return 'Select a file'
  return bytes === 0 ? 'The selected file is empty' : null
}

const REFUSED: Readonly<Record<string, string>> = {
  'nothing-said': 'The file answers nothing yet: write yes or no under claim_accepted',
}

export type FilePlace = AuditPlace & { readonly file: AuditFile }

/** For `load`: a file of answers of the audit of the address. */
export async function fileOfAddress(request: WebRequest): Promise<FilePlace | null> {
  const id = z.uuid().safeParse(request.params['auditFileId'])
  const place = id.success ? await auditOfAddress(request) : null
  const file =
    place && id.success ? await auditFileById(request.db, { auditId: place.audit.id, fileId: id.data }) : null
  return place && file ? { ...place, file } : null
}

export const showPreview = ({ actor }: WebRequest, place: FilePlace): Reply =>
  show(previewPage({ place, onBehalf: saysWhy(actor, place.providerId), values: {}, errors: [], changed: [] }))

/** Gives the answers of a file, all of them or none, or puts it away. */
export async function settlePreview(request: WebRequest, place: FilePlace): Promise<Reply> {
  const onBehalf = saysWhy(request.actor, place.providerId)
  const outcome = request.form['decision'] === 'give' ? 'applied' : 'discarded'
  const why = parseForm(whySchema(onBehalf), request.form)
  if (!why.ok) return showAgain(previewPage({ place, onBehalf, values: request.form, errors: why.errors, changed: [] }))
  const input = { auditId: AuditId.parse(place.audit.id), fileId: place.file.id, outcome } as const
  const done = await because(request, why.values.reason).execute(settleAuditFile, input)
  if (done.ok) return redirectTo(`${auditPath(place)}?done=${outcome === 'applied' ? 'file' : 'discarded'}`)
  if (done.refusal.code === 'changed-since') {
    const changed = References.parse(done.refusal.facts['references'])
    return showAgain(previewPage({ place, onBehalf, values: {}, errors: [], changed }))
  }
  return done.refusal.code === 'not-found' ? notFound : redirectTo(`${auditPath(place)}/file/${place.file.id}`)
}

const References = z.array(z.string()).catch([])
