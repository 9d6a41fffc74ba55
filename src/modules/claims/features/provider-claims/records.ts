import { z } from 'zod'
import type { FieldError } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import type { ProviderPlace } from '../../audits/audit-place.ts'
import { auditPolicy } from '../../audits/audit-policy.ts'
import { shownYear } from '../../places/shown-year.ts'
import { compareHours, DIFFERENCES } from '../../provider/compare-rules.ts'
import { claimedHours, recordedHours } from '../../provider/provider-hours-queries.ts'
import type { HoursFault } from '../../provider/read-hours-rules.ts'
import { uploadHours } from '../../provider/upload-hours.ts'
import { recordsPage } from './records-page.tsx'

/** Claims beside the provider's own records, what differs first. */
export const showRecords = (request: WebRequest, place: ProviderPlace): Promise<Reply> =>
  pageOf(request, place, { asked: request.query['year'], errors: [], faults: [] })

type Shown = {
  readonly asked: string | undefined
  readonly errors: readonly FieldError[]
  readonly faults: readonly HoursFault[]
}

async function pageOf(request: WebRequest, place: ProviderPlace, given: Shown): Promise<Reply> {
  const { db, now, actor, query } = request
  const path = `/organisations/${place.providerId}/provider-claims/records`
  const shown = await shownYear(db, { asked: given.asked, now })
  if (!shown) return notFound
  const of = { providerId: place.providerId, year: shown.rules.year }
  const records = await recordedHours(db, of)
  const all = records === null ? [] : compareHours(await claimedHours(db, of), records.hours)
  const kind = DIFFERENCES.find((known) => known === query['show']) ?? null
  const chosen = all.filter(({ difference }) => (kind === null ? difference !== 'same' : difference === kind))
  const part = paging(query['page'], chosen.length)
  if (!part) return redirectTo(hrefOfPage(path, query, 1))
  const counts = DIFFERENCES.map((one) => [one, all.filter(({ difference }) => difference === one).length] as const)
  const facts = { place, shown, kind, counts, path, query, paging: part, errors: given.errors, faults: given.faults }
  const rows = chosen.slice(part.offset, part.offset + part.limit)
  const page = recordsPage({
    ...facts,
    rows,
    file: records?.file ?? null,
    mayUpload: auditPolicy.answer(actor, place).allowed,
  })
  return given.errors.length > 0 ? { kind: 'page', status: 422, page } : show(page)
}

/** Takes the provider's records in; they count at once. */
export async function sendRecords(request: WebRequest, place: ProviderPlace): Promise<Reply> {
  const year = z.coerce.number().int().catch(0).parse(request.form['year'])
  const file = request.files['file']
  const again = (message: string, faults: readonly HoursFault[] = []) =>
    pageOf(request, place, { asked: String(year), errors: [{ field: 'file', message }], faults })
  if (!file) return again('Select a file')
  if (file.bytes === 0) return again('The selected file is empty')
  const { path, fileName } = file
  const input = { providerId: place.providerId, year, fileName, sha256: await sha256Of(path), path: () => path }
  const done = await request.execute(uploadHours, input)
  if (done.ok) return redirectTo(`/organisations/${place.providerId}/provider-claims/records?year=${year}`)
  if (done.refusal.code === 'has-faults')
    return again('Put the lines below right and upload the file again', Faults.parse(done.refusal.facts['faults']))
  return done.refusal.code === 'no-such-year' ? notFound : again(tableRefusalText(done.refusal))
}

const Faults = z.array(z.object({ line: z.int(), message: z.string() }))
