import { z } from 'zod'
import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import type { FieldError } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { ELIGIBILITY_LISTS, type EligibilityList } from '../../lists/eligibility-list.ts'
import { headingsOf } from '../../lists/list-files.ts'
import { listPolicy } from '../../lists/list-policy.ts'
import { listRefusalText } from '../../lists/list-refusal-text.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import { identifiersOf, newestVersions, versionById, versionsOf } from '../../lists/list-versions-queries.ts'
import { listsInForce } from '../../lists/lists-queries.ts'
import { uploadList } from '../../lists/upload-list.ts'
import { listPage } from './list-page.tsx'
import { listsPage } from './lists-page.tsx'

/** All lists, with the version of each that counts now and the one that comes next. Three queries. */
export async function showLists({ db, now }: WebRequest): Promise<Reply> {
  return show(listsPage({ versions: await newestVersions(db), inForce: await listsInForce(db, now), now }))
}

/** The list of the address. */
export const listInPath = ({ params }: WebRequest): Promise<EligibilityList | null> =>
  Promise.resolve(ELIGIBILITY_LISTS.find((list) => list === params['list']) ?? null)

export const showList = async (request: WebRequest, list: EligibilityList): Promise<Reply> =>
  show(await pageOf(request, list, []))

/** Reads an uploaded file and shows what it would change. Nothing counts until it is applied. */
export async function sendList(request: WebRequest, list: EligibilityList): Promise<Reply> {
  const file = request.files['file']
  const wrong = (message: string) => pageOf(request, list, [{ field: 'file', message }])
  if (!file) return showAgain(await wrong('Select a file'))
  if (file.bytes === 0) return showAgain(await wrong('The selected file is empty'))
  const { path, fileName } = file
  const sha256 = await sha256Of(path)
  const uploaded = await request.execute(uploadList, { list, fileName, sha256, path: () => path })
  if (uploaded.ok) return redirectTo(`/staff/npq/lists/${list}/versions/${uploaded.value.versionId}`)
  return showAgain(await wrong(listRefusalText(uploaded.refusal)))
}

async function pageOf({ db, now, actor, history }: WebRequest, list: EligibilityList, errors: readonly FieldError[]) {
  return listPage({
    ...{ list, errors, now, mayManage: listPolicy.manage(actor).allowed },
    versions: await versionsOf(db, list),
    inForce: (await listsInForce(db, now))[list] ?? null,
    entries: await history({ kind: 'eligibility-list', id: list }),
  })
}

/** The version of the address, when it is one of the list of the address. */
export async function versionInPath({ db, params }: WebRequest): Promise<ListVersion | null> {
  const id = z.uuid().safeParse(params['versionId'])
  const version = id.success ? await versionById(db, id.data) : null
  return version?.list === params['list'] ? version : null
}

/** The version as a file, with the heading of its publisher. */
export async function sendVersionFile({ db }: WebRequest, version: ListVersion): Promise<Reply> {
  const rows = await identifiersOf(db, version.id)
  const body = [headingsOf(version.list).slice(0, 1), ...rows.map((identifier) => [identifier])].map(csvLine).join('')
  return { kind: 'text', status: 200, type: CSV_TYPE, body: CSV_BEGINNING + body, fileName: `${version.list}.csv` }
}
