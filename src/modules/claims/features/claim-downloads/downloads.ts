import { CSV_TYPE } from '#src/kit/csv.ts'
import { firstValue } from '#src/kit/form.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import type { ClaimFile } from '../../files/claim-file.ts'
import { downloadByLink, holderOfLink } from '../../files/download-file.ts'
import type { DownloadLink } from '../../files/download-link.ts'
import { type LinkState, linkState } from '../../files/download-link-rules.ts'
import { linkTokenIn } from '../../files/download-link-secrets.ts'
import { linkByToken } from '../../files/download-links-queries.ts'
import { bytesOfFile, fileById } from '../../files/files-queries.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { deadLinkPage, landingPage } from './download-pages.tsx'

const LINK = 'claim-file-link'
const LANDING = '/claim-files'
/** How long a browser remembers a link that it opened. */
const BROWSER_MEMORY_SECONDS = 60 * 60

/** A link as the browser brings it: found and judged anew every time. */
export type OpenedFile =
  | { readonly state: 'unknown' }
  | { readonly state: LinkState; readonly link: DownloadLink; readonly file: ClaimFile; readonly most: number }

/** Moves the token from the address bar to the browser's memory. Mail scanners open links as often as they like: nothing changes. */
export function openLink({ cookies, params }: WebRequest): Reply {
  const token = linkTokenIn(params['token'] ?? '')
  if (token) cookies.set(LINK, token, BROWSER_MEMORY_SECONDS)
  else cookies.clear(LINK)
  return redirectTo(LANDING)
}

/** What the browser's link gives now. Never null: a page must say why a link does not work. */
export async function openedFile({ cookies, db, now }: WebRequest): Promise<OpenedFile> {
  const token = linkTokenIn(cookies.get(LINK) ?? '')
  const link = token ? await linkByToken(db, token) : null
  const file = link ? await fileById(db, link.fileId) : null
  if (!link || !file) return { state: 'unknown' }
  const most = (await figuresOn(db, now))['downloads-of-a-link']
  return { state: linkState(link, most, now), link, file, most }
}

export const showLanding = (_request: WebRequest, opened: OpenedFile): Reply =>
  show(opened.state === 'live' ? landingPage(opened) : deadLinkPage(opened.state))

/**
 * Gives the file. The form says how often it had been given before: pressed twice it counts once, and a page that has grown old is
 * shown anew instead of giving the file without counting.
 */
export async function download(request: WebRequest, opened: OpenedFile): Promise<Reply> {
  if (opened.state === 'unknown') return showAgain(deadLinkPage('unknown'))
  const { link, file } = opened
  const earlier = Number(/^[0-9]{1,4}$/.exec(firstValue(request.form, 'earlier'))?.[0] ?? -1)
  const isRepeat = earlier === link.downloads - 1
  if (opened.state !== 'live' && !(opened.state === 'used-up' && isRepeat)) return showAgain(deadLinkPage(opened.state))
  if (earlier !== link.downloads && !isRepeat) return showLanding(request, opened)
  const done = await request.executeAs(holderOfLink(link.id), downloadByLink, { linkId: link.id, earlier })
  if (!done.ok) return redirectTo(LANDING)
  const body = (await bytesOfFile(request.db, file.id)).toString('utf8')
  return { kind: 'text', status: 200, type: CSV_TYPE, body, fileName: file.fileName }
}
