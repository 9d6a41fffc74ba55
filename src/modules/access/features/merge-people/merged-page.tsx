import { momentText } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { canUndoMerge, MERGE_UNDO_DAYS } from '../../merges/merge-rules.ts'
import type { AccountMerge } from '../../merges/merges-queries.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import type { Merged } from './load.ts'
import type { undoMergeWith } from './undo-merge.ts'

/** What became of two accounts, with the way back for as long as there is one. */
export const showMerged = ({ now }: WebRequest, { merge }: Merged): Reply => show(mergedPage(merge, now))

export const showUndo = (_request: WebRequest, { merge }: Merged): Reply => show(undoPage(merge, NOTHING_TYPED))

/** Takes the two apart again, with why. */
export const undo = (undoMerge: ReturnType<typeof undoMergeWith>) =>
  async function undo(request: WebRequest, { merge }: Merged): Promise<Reply> {
    const parsed = parseForm(ReasonSchema, request.form)
    if (!parsed.ok) return showAgain(undoPage(merge, parsed))
    const done = await request.withReason(parsed.values.reason).execute(undoMerge, { mergeId: merge.id })
    return done.ok ? redirectTo(`/merges/${merge.id}`) : showAgain(nothingUndonePage(merge, done.refusal.code))
  }

type Now = WebRequest['now']

const mergedPage = (merge: AccountMerge, now: Now): Page => {
  const { keep, keptName, gone, goneName, mergedAt, by, undoneAt, undoneBy } = merge
  const title = undoneAt ? `${goneName} and ${keptName} are separate again` : `${goneName} is now part of ${keptName}`
  return page(
    {
      title,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'People', href: '/people' },
        { text: keptName, href: `/people/${keep}` },
      ],
    },
    <>
      {now.equals(undoneAt ?? mergedAt) ? <NotificationBanner type="success" text={title} /> : null}
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          { key: 'Kept', value: <PersonLink id={keep} name={keptName} /> },
          { key: 'Became part of it', value: <PersonLink id={gone} name={goneName} /> },
          { key: 'Merged', value: `At ${momentText(mergedAt)} by ${by ?? 'their owner'}` },
          ...(undoneAt ? [{ key: 'Undone', value: `At ${momentText(undoneAt)} by ${undoneBy ?? 'nobody'}` }] : []),
        ]}
      />
      {undoneAt ? null : <WayBack merge={merge} now={now} />}
    </>,
  )
}

const PersonLink = ({ id, name }: { readonly id: string; readonly name: string }): Html => (
  <a class="govuk-link" href={`/people/${id}`}>
    {name}
  </a>
)

const WayBack = ({ merge, now }: { readonly merge: AccountMerge; readonly now: Now }): Html =>
  canUndoMerge(merge, now) ? (
    <p class="govuk-body">
      You can undo it until {momentText(merge.undoUntil)}:{' '}
      <a class="govuk-link" href={`/merges/${merge.id}/undo`}>
        take the two accounts apart again
      </a>
      .
    </p>
  ) : (
    <p class="govuk-body">
      It was done more than {MERGE_UNDO_DAYS} days ago and cannot be undone any more. To give somebody a way in of their
      own,{' '}
      <a class="govuk-link" href={`/people/${merge.keep}/identities`}>
        move a way to sign in
      </a>{' '}
      to another account.
    </p>
  )

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }
const NOTHING_TYPED: Typed = { values: {}, errors: [] }

const undoPage = ({ id, keptName, goneName }: AccountMerge, typed: Typed): Page =>
  reasonPage(freshForm(`/merges/${id}/undo`, { back: `/merges/${id}`, ...typed }), {
    title: `Take ${goneName} and ${keptName} apart again`,
    caption: 'Undo a merge',
    submit: 'Take them apart',
    about: (
      <p class="govuk-body">
        Everything that was moved goes back to {goneName}, and nothing else changes. Both are signed out and told by
        email. Providers who read that one id became the other are told of the change back.
      </p>
    ),
  })

const WHY_NOT: Readonly<Record<string, string>> = {
  'undone-already': 'Somebody has undone it already.',
  'too-late': `It was done more than ${MERGE_UNDO_DAYS} days ago.`,
  'later-merge':
    'One of the two was merged with another account after this. Undo that one first: it is in the history of the person.',
}

const nothingUndonePage = ({ id, keep }: AccountMerge, code: string): Page =>
  page(
    { title: 'Nothing was changed', back: `/merges/${id}` },
    <>
      <h1 class="govuk-heading-l">Nothing was changed</h1>
      <p class="govuk-body">{WHY_NOT[code] ?? 'The accounts have changed since you opened the page.'}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${keep}`}>
          See the person as they are now
        </a>
      </p>
    </>,
  )
