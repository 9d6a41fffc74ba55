import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { longText, oneOf, urn, wholeNumber } from '#src/kit/form-fields.ts'
import { schoolByUrn, schoolsById } from '#src/modules/directory/public.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { freshForm } from '#src/ui/form.tsx'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { applyEligibleSchools, discardEligibleSchools } from '../../years/apply-eligible-schools.ts'
import { type EligibleFile, eligibleFile, newestEligibleFiles } from '../../years/eligible-files-store.ts'
import { eligibleRefusalText } from '../../years/eligible-refusal-text.ts'
import { eligibleCounts, eligiblePage } from '../../years/eligible-schools-queries.ts'
import { rulesPolicy } from '../../years/rules-policy.ts'
import { makeSchoolEligible, makeSchoolIneligible } from '../../years/set-eligible.ts'
import { uploadEligibleSchools } from '../../years/upload-eligible-schools.ts'
import { windowThatCounts } from '../../years/window-rules.ts'
import { allWindows, allYears } from '../../years/years-queries.ts'
import { byHandPage, ELIGIBLE, listPage, previewPage, uploadPage } from './eligible-pages.tsx'

/** Schools that may claim for a year, page by page. */
export async function showEligible(request: WebRequest): Promise<Reply> {
  const { db, query, path, now, actor, history } = request
  const years = await allYears(db)
  const counts = await eligibleCounts(db)
  const chosen = years.find(({ year }) => String(year) === query['year'])?.year
  const year = chosen ?? windowThatCounts(await allWindows(db), londonDate(now))?.year ?? years[0]?.year ?? 0
  const pages = paging(query['page'], counts.get(year) ?? 0)
  if (pages === null) return redirectTo(hrefOfPage(path, query, 1))
  const listed = await eligiblePage(db, { year, limit: pages.limit, offset: pages.offset })
  return show(
    listPage({
      ...{ years, counts, year, listed, paging: pages, query },
      schools: await schoolsById(
        db,
        listed.map(({ schoolId }) => schoolId),
      ),
      files: await newestEligibleFiles(db),
      mayManage: rulesPolicy.manage(actor).allowed,
      entries: await history({ kind: 'claim-rules', id: `eligible-schools-${year}` }),
    }),
  )
}

const UPLOAD = freshForm(`${ELIGIBLE}/upload`, { back: ELIGIBLE })
const year = wholeNumber({ missing: 'Select the academic year', label: 'Academic year' })
const reason = longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 })

export const showUpload = async ({ db }: WebRequest): Promise<Reply> => show(uploadPage(await allYears(db), UPLOAD))

/** Reads a list and shows what it would add. Nothing is changed yet. */
export async function sendUpload(request: WebRequest): Promise<Reply> {
  const { db, form, files } = request
  const parsed = parseForm(z.object({ year }), form)
  const file = files['file']
  const missing =
    file && file.bytes > 0 ? [] : [{ field: 'file', message: file ? 'The selected file is empty' : 'Select a file' }]
  const errors = [...(parsed.ok ? [] : parsed.errors), ...missing]
  const again = async (wrong: readonly FieldError[]) =>
    showAgain(uploadPage(await allYears(db), { ...UPLOAD, values: form, errors: wrong }))
  if (!parsed.ok || !file || errors.length > 0) return again(errors)
  const { path, fileName } = file
  const input = { year: parsed.values.year, fileName, path: () => path, sha256: await sha256Of(path) }
  const uploaded = await request.execute(uploadEligibleSchools, input)
  if (uploaded.ok) return redirectTo(`${ELIGIBLE}/files/${uploaded.value.fileId}`)
  return again([{ field: 'file', message: eligibleRefusalText(uploaded.refusal) }])
}

/** The list of the address; null when there is none. */
export async function listInPath({ db, params }: WebRequest): Promise<EligibleFile | null> {
  const id = z.uuid().safeParse(params['listId'])
  return id.success ? eligibleFile(db, id.data) : null
}

const previewForm = (file: EligibleFile) => freshForm(`${ELIGIBLE}/files/${file.id}`, { back: ELIGIBLE })

export const showList = (_request: WebRequest, file: EligibleFile): Reply => show(previewPage(file, previewForm(file)))

/** Adds all schools of a list, or puts it away. One that a colleague has decided shows what became of it. */
export async function decideList(request: WebRequest, file: EligibleFile): Promise<Reply> {
  if (request.form['decision'] === 'discard') {
    await request.execute(discardEligibleSchools, { fileId: file.id })
    return redirectTo(ELIGIBLE)
  }
  const parsed = parseForm(z.object({ reason }), request.form)
  if (!parsed.ok) return showAgain(previewPage(file, { ...previewForm(file), ...parsed }))
  const applied = await request.withReason(parsed.values.reason).execute(applyEligibleSchools, { fileId: file.id })
  if (applied.ok) return redirectTo(`${ELIGIBLE}?year=${file.year}`)
  if (applied.refusal.code === 'no-longer-previewed') return redirectTo(`${ELIGIBLE}/files/${file.id}`)
  const errors = [{ field: 'reason', message: eligibleRefusalText(applied.refusal) }]
  return showAgain(previewPage(file, { ...previewForm(file), values: request.form, errors }))
}

const BY_HAND = freshForm(`${ELIGIBLE}/by-hand`, { back: ELIGIBLE })
const ByHand = z.object({
  urn: urn({ missing: 'Enter the URN of the school' }),
  year,
  decision: oneOf(['add', 'remove'], 'Select whether to add the school or take it off'),
  reason,
})

export const showByHand = async ({ db, query }: WebRequest): Promise<Reply> =>
  show(byHandPage(await allYears(db), { ...BY_HAND, values: { urn: query['urn'] ?? '', year: query['year'] ?? '' } }))

/** Puts one school on the list or takes it off. */
export async function sendByHand({ db, form, withReason }: WebRequest): Promise<Reply> {
  const parsed = parseForm(ByHand, form)
  const again = async (errors: readonly FieldError[]) =>
    showAgain(byHandPage(await allYears(db), { ...BY_HAND, values: form, errors }))
  if (!parsed.ok) return again(parsed.errors)
  const { decision, urn: typed, ...given } = parsed.values
  const school = await schoolByUrn(db, typed)
  if (!school) return again([{ field: 'urn', message: 'No school has this URN. Check it in the register of schools' }])
  const input = { schoolId: school.id, year: given.year }
  const reasoned = withReason(given.reason)
  const done =
    decision === 'add'
      ? await reasoned.execute(makeSchoolEligible, input)
      : await reasoned.execute(makeSchoolIneligible, input)
  if (done.ok) return redirectTo(`${ELIGIBLE}?year=${given.year}`)
  if (done.refusal.code === 'not-found') return notFound
  return again([{ field: 'urn', message: eligibleRefusalText(done.refusal) }])
}
