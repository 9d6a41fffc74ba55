import type { FieldError } from '#src/kit/form.ts'
import { allValues, firstValue } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { refusalText } from '../../claims/refusal-text-rules.ts'
import { previewTrustFile } from '../../trusts/preview-trust-file.ts'
import { settleTrustFile, TRUST_FILE_OUTCOMES } from '../../trusts/settle-trust-file.ts'
import type { TrustFile } from '../../trusts/trust-file.ts'
import { trustFile } from '../../trusts/trust-file-store.ts'
import { type TrustPlace, trustOfAddress } from '../../trusts/trust-place.ts'
import { windowThatCounts } from '../../years/window-rules.ts'
import { allWindows } from '../../years/years-queries.ts'
import { trustClaimsPath } from './trust-claims.ts'
import { previewPage, uploadPage } from './trust-file-pages.tsx'

export const showTrustUpload = (_request: WebRequest, trust: TrustPlace): Reply => show(uploadPage(trust, []))

/** Looks at every row; the next page shows which claims it asks for and every fault. No claim is made by it. */
export async function sendTrustUpload(request: WebRequest, trust: TrustPlace): Promise<Reply> {
  const file = request.files['file']
  const refused = (message: string) => showAgain(uploadPage(trust, [{ field: 'file', message }]))
  if (!file) return refused('Select a file')
  if (file.bytes === 0) return refused('The selected file is empty')
  const { path, fileName } = file
  const input = { trustId: trust.trustId, fileName, sha256: await sha256Of(path), path: () => path }
  const done = await request.execute(previewTrustFile, input)
  return done.ok
    ? redirectTo(`${trustClaimsPath(trust)}/file/${done.value.fileId}`)
    : refused(tableRefusalText(done.refusal))
}

export type TrustFilePlace = TrustPlace & { readonly file: TrustFile }

/** For `load`: a file of the trust of the address. */
export async function trustFileOfAddress(request: WebRequest): Promise<TrustFilePlace | null> {
  const trust = await trustOfAddress(request)
  const fileId = request.params['trustFileId'] ?? ''
  const file = trust && (await trustFile(request.db, { trustId: trust.trustId, fileId }))
  return trust && file ? { ...trust, file } : null
}

export const showTrustPreview = (_request: WebRequest, place: TrustFilePlace): Reply =>
  show(previewPage(place, { values: {}, errors: [] }))

/** Makes every claim of the file or none, or throws it away. What a colleague has settled meanwhile is shown. */
export async function settleTrustPreview(request: WebRequest, place: TrustFilePlace): Promise<Reply> {
  const { form } = request
  const outcome = TRUST_FILE_OUTCOMES.find((one) => one === firstValue(form, 'outcome'))
  const again = (errors: readonly FieldError[]) => showAgain(previewPage(place, { values: form, errors }))
  if (!outcome) return again([{ field: 'outcome', message: 'Select what happens to the claims' }])
  const done = await request.execute(settleTrustFile, {
    ...{ trustId: place.trustId, fileId: place.file.id, outcome },
    declared: allValues(form, 'declared').includes('yes'),
    providerConfirmedHours: allValues(form, 'confirmed').includes('yes'),
  })
  if (done.ok) return redirectTo(`${trustClaimsPath(place)}?done=${outcome}`)
  const { code, facts } = done.refusal
  if (code === 'not-found') return notFound
  if (OVER.has(code)) return redirectTo(`${trustClaimsPath(place)}/file/${place.file.id}`)
  return again(await errorsOf(request, { code, facts }))
}

/** Whatever was shown has changed: the page itself says how. */
const OVER: ReadonlySet<string> = new Set(['settled-already', 'has-faults', 'no-claims'])

const FIELDS: Readonly<Record<string, string>> = { 'hours-not-confirmed': 'confirmed', 'not-declared': 'declared' }

type Refused = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** In words, with the school at which it came up. Nothing was done at any of them. */
async function errorsOf({ db, now }: WebRequest, { code, facts }: Refused): Promise<readonly FieldError[]> {
  const windows = await allWindows(db)
  const day = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const counts = windowThatCounts(windows, day)
  const told = { year: counts?.year ?? day.year, nextWindow: null }
  const texts = refusalText({ code, facts }, told)
  const field = FIELDS[code]
  if (field) return [{ field, message: texts.join(' ').replace(/\.$/, '') }]
  const why = texts.length === 0 ? 'You may not claim for it any more, or its claims have changed.' : texts.join(' ')
  return [{ field: 'outcome', message: `Nothing was done. ${String(facts['school'] ?? 'The trust')}: ${why}` }]
}
