import { type Page, type Reply, showAgain, stream, type WebRequest } from '#src/platform/http/route.ts'
import { withContent } from '#src/platform/storage/storage.ts'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { Evidence } from '../../requests/evidence.ts'
import { openEvidence } from '../../requests/evidence-changes.ts'
import { EvidenceId } from '../../requests/information-request.ts'
import { evidenceById } from '../../requests/requests-queries.ts'

/** For `load`: a file that somebody gave; null where there is none. */
export async function evidenceOfAddress({ db, params }: WebRequest): Promise<Evidence | null> {
  const id = EvidenceId.safeParse(params['evidenceId'])
  return id.success ? evidenceById(db, id.data) : null
}

/**
 * Gives a file, under a name of ours and never to be shown in the browser, and writes down who opened it. One that is not found
 * clean is explained instead.
 */
export async function sendEvidence(request: WebRequest, evidence: Evidence): Promise<Reply> {
  const opened = await request.execute(openEvidence, { evidenceId: EvidenceId.parse(evidence.id) })
  if (!opened.ok) return showAgain(closedPage(request, evidence))
  const { storedAs, mediaType, safeName } = opened.value
  const content = await withContent(request.db, storedAs, wholeOf)
  if (content === null) return showAgain(closedPage(request, { ...evidence, storedAs: null }))
  return stream({ type: mediaType, fileName: safeName, parts: inOne(content) })
}

/** Evidence is small (the figure `evidence-file-size`): read whole, so that a fault shows before anything is sent. */
async function wholeOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function* inOne(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content
}

const closedPage = ({ actor }: WebRequest, evidence: Evidence): Page => {
  const title = 'This file cannot be opened'
  const back = placeOf(evidence, actor.isStaff)
  return page(
    { title, back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{whyClosed(evidence)}</p>
      <Button text="Go back" href={back} />
    </>,
  )
}

/** Where a file is listed. */
function placeOf({ claimId, requestId }: Evidence, isStaff: boolean): string {
  const claim = `${isStaff ? '/staff' : ''}/claims/${claimId}`
  if (requestId !== null) return `${claim}/requests/${requestId}`
  return isStaff ? claim : `${claim}/audit`
}

function whyClosed({ fileName, scan, removedAt, storedAs }: Evidence): string {
  if (scan === 'infected') return `${fileName} held a virus. We deleted it at once, and nobody has opened it.`
  if (removedAt !== null || (scan === 'clean' && storedAs === null))
    return `${fileName} was deleted: whoever uploaded it took it away, or the time for which we keep files is over.`
  if (scan === 'failed') return `We could not check ${fileName} for viruses yet. We try again every minute.`
  return `We are checking ${fileName} for viruses. Come back in a minute.`
}
