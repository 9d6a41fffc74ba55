import { firstValue, type RawValues } from '#src/kit/form.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'

type Facts = {
  readonly place: ClaimPlace
  /** What was done since the page was opened, newest first. */
  readonly entries: readonly HistoryEntry[]
  readonly typed: RawValues
  /** Where the form was sent to. */
  readonly path: string
}

const KEPT = ['note', 'message', 'to', 'assignee'] as const

/** Somebody has acted since the page was opened: who, what, and what was typed, to be sent all the same or not. */
export const changedPage = ({ place: { claim }, entries, typed, path }: Facts): Page => {
  const kept = Object.fromEntries(
    KEPT.flatMap((name) => (firstValue(typed, name) ? [[name, firstValue(typed, name)]] : [])),
  )
  const words = firstValue(typed, 'note') || firstValue(typed, 'message')
  return page(
    { title: `Claim ${claim.reference} has changed since you opened it`, back: `/staff/claims/${claim.id}` },
    <>
      <h1 class="govuk-heading-l">Claim {claim.reference} has changed since you opened it</h1>
      <p class="govuk-body">
        Nothing was saved. It is now <StatusTag status={statusKey(claim.status)} />. This has happened since:
      </p>
      <Timeline entries={entries} headingLevel={2} />
      {words ? (
        <>
          <p class="govuk-body">You wrote:</p>
          <InsetText text={words} />
        </>
      ) : null}
      <Form state={freshForm(path, { hidden: { ...kept, seen: String(claim.revision) } })}>
        <div class="govuk-button-group">
          <Button text="Do it all the same" preventDoubleClick />
          <a class="govuk-link" href={`/staff/claims/${claim.id}`}>
            Look at the claim first
          </a>
        </div>
      </Form>
    </>,
  )
}
