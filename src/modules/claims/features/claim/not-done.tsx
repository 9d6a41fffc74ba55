import { momentText } from '#src/kit/dates.ts'
import {
  type HistoryEntry,
  notFound,
  type Page,
  type Reply,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { claimOfAddress } from '../../claims/claim-place.ts'
import { claimingOf } from '../../claims/claiming-queries.ts'
import { refusalText } from '../../claims/refusal-text-rules.ts'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why what was asked of a claim has not been done: in words, or who changed it meanwhile and how. */
export async function notDone(request: WebRequest, refusal: Refusal): Promise<Reply> {
  const place = await claimOfAddress(request)
  if (place === null || refusal.code === 'not-found' || refusal.code === 'not-allowed') return notFound
  const at = `/claims/${place.claim.id}`
  if (refusal.code === 'changed-since') {
    const [newest] = await request.history({ kind: 'claim', id: place.claim.id })
    return showAgain(
      notDonePage(at, ['Somebody has changed the claim since you opened the page before.', ...told(newest)]),
    )
  }
  const claiming = await claimingOf(request.db, { schoolId: place.schoolId, now: request.now })
  return showAgain(notDonePage(at, refusalText(refusal, claiming ?? { year: place.claim.year, nextWindow: null })))
}

const told = (newest: HistoryEntry | undefined): readonly string[] =>
  newest === undefined
    ? []
    : [`${newest.sentence}. By ${newest.isByStaff ? 'DfE' : newest.by}, ${momentText(newest.at)}.`]

const notDonePage = (at: string, sentences: readonly string[]): Page =>
  page(
    { title: 'It has not been done', back: at },
    <>
      <h1 class="govuk-heading-l">It has not been done</h1>
      {sentences.map((sentence) => (
        <p class="govuk-body">{sentence}</p>
      ))}
      <Button text="Look at the claim as it is now" href={at} />
    </>,
  )
