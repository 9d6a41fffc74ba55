import { allValues, type FieldError } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { MentorsFile } from '../../mentors/mentors-file.ts'
import { mentorsFile } from '../../mentors/mentors-file-store.ts'
import { previewMentorsFile } from '../../mentors/preview-mentors-file.ts'
import { readMentorsFile } from '../../mentors/read-mentors-file.ts'
import { settleMentorsFile } from '../../mentors/settle-mentors-file.ts'
import { because, saysWhy, whyIn } from '../../places/on-behalf.tsx'
import { type SchoolPlace, schoolOfAddress } from '../../places/school-place.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { mentorsPath } from './mentors.ts'
import { previewPage, uploadPage } from './mentors-file-pages.tsx'

export async function showUpload(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  return show(uploadPage({ place, most: await mostRows(request), errors: [] }))
}

/** Looks at each row; the next page shows what was found. Nobody is added by it. */
export async function sendUpload(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const file = request.files['file']
  const refused = async (message: string) =>
    showAgain(uploadPage({ place, most: await mostRows(request), errors: [{ field: 'file', message }] }))
  if (!file) return refused('Select a file')
  if (file.bytes === 0) return refused('The selected file is empty')
  const read = await readMentorsFile(request, { schoolId: place.schoolId, path: file.path })
  if (!read.ok) return refused(read.message)
  const { rows, faults } = read
  const input = { schoolId: place.schoolId, fileName: file.fileName, rows: [...rows], faults: [...faults] }
  const done = await request.execute(previewMentorsFile, input)
  return done.ok ? redirectTo(`${mentorsPath(place)}/file/${done.value.fileId}`) : notFound
}

const mostRows = async ({ db, now }: WebRequest): Promise<number> =>
  (await figuresOn(db, now))['mentor-lookups-an-hour']

export type FilePlace = SchoolPlace & { readonly file: MentorsFile }

/** For `load`: a file of the school of the address. */
export async function fileOfAddress(request: WebRequest): Promise<FilePlace | null> {
  const place = await schoolOfAddress(request)
  const fileId = request.params['mentorFileId'] ?? ''
  const file = place && (await mentorsFile(request.db, { schoolId: place.schoolId, fileId }))
  return place && file ? { ...place, file } : null
}

export const showPreview = ({ actor }: WebRequest, place: FilePlace): Reply =>
  show(previewPage({ ...place, errors: [], asksWhy: saysWhy(actor, place.schoolId) }))

/** Adds everybody, or throws the file away; staff say why. What a colleague has settled meanwhile is shown. */
export async function settlePreview(request: WebRequest, place: FilePlace): Promise<Reply> {
  const outcome = request.form['decision'] === 'add' ? 'applied' : 'discarded'
  const informed = allValues(request.form, 'informed').includes('yes')
  const { reason, errors } = whyIn(request, place.schoolId)
  const again = (faults: readonly FieldError[]) =>
    showAgain(
      previewPage({
        ...{ ...place, errors: faults, asksWhy: saysWhy(request.actor, place.schoolId), values: request.form },
      }),
    )
  if (errors.length > 0) return again(errors)
  const input = { schoolId: place.schoolId, fileId: place.file.id, outcome, informed } as const
  const done = await because(request, reason).execute(settleMentorsFile, input)
  if (done.ok)
    return redirectTo(outcome === 'applied' ? `${mentorsPath(place)}?file=${done.value.added}` : mentorsPath(place))
  const message = REFUSED[done.refusal.code]
  if (message === undefined) return redirectTo(`${mentorsPath(place)}/file/${place.file.id}`)
  return again([{ field: 'informed', message: message(String(done.refusal.facts['line'] ?? '')) }])
}

const REFUSED: Readonly<Record<string, (line: string) => string>> = {
  'not-informed': () => 'Tell the mentors that you share their details, then confirm it here',
  'for-support': (line) =>
    `Contact us about line ${line}: somebody else has entered the number as theirs, and we have to look whose it is first`,
}
