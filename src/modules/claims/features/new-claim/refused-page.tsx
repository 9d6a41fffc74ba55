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
import { isGone } from './draft.ts'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
type Asked = { readonly schoolId: string; readonly refusal: Refusal; readonly again: string }

/** Why it was not done, in words, and the way on; what a colleague has changed since is shown with who and when. */
export async function refusedReply(request: WebRequest, { schoolId, refusal, again }: Asked): Promise<Reply> {
  if (isGone(refusal.code)) return notFound
  if (refusal.code === 'changed-since') return changedReply(request, again)
  const claiming = await claimingOf(request.db, { schoolId, now: request.now })
  if (claiming === null) return notFound
  return showAgain(
    stopPage(refusalText(refusal, claiming), { schoolId, again, isYours: !CLOSED.includes(refusal.code) }),
  )
}

/** Refusals that no change of the draft takes away. */
const CLOSED: readonly string[] = ['may-not-claim', 'other-year']

type Stop = { readonly schoolId: string; readonly again: string; readonly isYours: boolean }

const stopPage = (sentences: readonly string[], { schoolId, again, isYours }: Stop): Page =>
  page(
    { title: 'The claim has not been sent', back: `/organisations/${schoolId}/claims` },
    <>
      <h1 class="govuk-heading-l">The claim has not been sent</h1>
      {sentences.map((sentence) => (
        <p class="govuk-body">{sentence}</p>
      ))}
      <p class="govuk-body">Nothing that you entered before is lost: the draft is kept as it was.</p>
      {isYours ? <Button text="Change the draft" href={again} /> : null}
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${schoolId}/claims`}>
          Go to the claims of the school
        </a>
      </p>
    </>,
  )

async function changedReply(request: WebRequest, again: string): Promise<Reply> {
  const place = await claimOfAddress(request)
  if (place === null) return notFound
  const [newest] = await request.history({ kind: 'claim', id: place.claim.id })
  return showAgain(changedPage(newest ?? null, { again, schoolId: place.schoolId }))
}

const changedPage = (newest: HistoryEntry | null, { again, schoolId }: Omit<Stop, 'isYours'>): Page =>
  page(
    { title: 'The claim has changed', back: `/organisations/${schoolId}/claims` },
    <>
      <h1 class="govuk-heading-l">The claim has changed</h1>
      <p class="govuk-body">
        Somebody has changed it since you opened the page before, so what you sent has not been done.
      </p>
      {newest === null ? null : (
        <p class="govuk-body">
          {newest.sentence}. By {newest.isByStaff ? 'DfE' : newest.by}, {momentText(newest.at)}.
        </p>
      )}
      <Button text="Look at it as it is now" href={again} />
    </>,
  )
