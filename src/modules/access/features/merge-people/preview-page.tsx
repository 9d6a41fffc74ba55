import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { InsetText, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { MergeConflict, MergeContribution, MergePreview } from '../../merges/merge-contribution.ts'
import { pairOf } from '../../merges/merge-facts-queries.ts'
import { requestsAbout } from '../../merges/merge-requests-queries.ts'
import { MERGE_UNDO_DAYS } from '../../merges/merge-rules.ts'
import { mergedAway } from '../../merges/merges-queries.ts'
import { previewOf } from '../../merges/perform-merge.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import type { Two } from './load.ts'
import type { mergePeopleWith } from './merge-people.ts'

/** What both have, side by side, what is left, and what must be settled first. Changes nothing. */
export const showPreview = (contributions: readonly MergeContribution[]) =>
  async function showPreview(request: WebRequest, two: Two): Promise<Reply> {
    const standing = await standingOf(request, two, contributions)
    return show(previewPage(standing, { values: {}, errors: [] }))
  }

/** Merges, with why, and shows what was done. */
export const merge = (contributions: readonly MergeContribution[], mergePeople: ReturnType<typeof mergePeopleWith>) =>
  async function merge(request: WebRequest, two: Two): Promise<Reply> {
    const parsed = parseForm(ReasonSchema, request.form)
    if (!parsed.ok) return showAgain(previewPage(await standingOf(request, two, contributions), parsed))
    const input = { keep: two.kept.id, gone: two.other.id }
    const done = await request.withReason(parsed.values.reason).execute(mergePeople, input)
    if (done.ok) return redirectTo(`/merges/${done.value.mergeId}`)
    const standing = await standingOf(request, two, contributions)
    return showAgain(previewPage(standing, { values: parsed.raw, errors: [] }))
  }

type Standing = {
  readonly two: Two
  readonly preview: MergePreview
  /** Who was asked about these two by their owner. */
  readonly requestId: string | null
}

async function standingOf(
  { db, now }: WebRequest,
  two: Two,
  contributions: readonly MergeContribution[],
): Promise<Standing> {
  const { kept, other } = two
  const away = await mergedAway(db, other.id, kept.id)
  const preview = await previewOf(db, contributions, { pair: pairOf(kept, other), now })
  const asked = (await requestsAbout(db, kept.id)).find(({ otherId }) => otherId === other.id)
  const conflicts = away ? [alreadyMerged(away), ...preview.conflicts] : preview.conflicts
  return { two, preview: { rows: preview.rows, conflicts }, requestId: asked?.id ?? null }
}

type Away = NonNullable<Awaited<ReturnType<typeof mergedAway>>>

const alreadyMerged = ({ goneName, keptName, mergedAt, by }: Away): MergeConflict => ({
  what: `${goneName} became part of the account of ${keptName} at ${momentText(mergedAt)}, by ${by ?? 'their owner'}.`,
  doFirst: `Look at ${keptName} as they are now.`,
})

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

const titleOf = ({ kept, other }: Two): string => `Merge ${other.name} into ${kept.name}`

function previewPage(standing: Standing, typed: Typed): Page {
  const { two, preview } = standing
  const back = `/people/${two.kept.id}/merge`
  const title = titleOf(two)
  if (preview.conflicts.length > 0) {
    return page(
      { title, back, width: 'full' },
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <Conflicts conflicts={preview.conflicts} />
        <Sides {...standing} />
        <Ways {...standing} />
      </>,
    )
  }
  return reasonPage(freshForm(`${back}/${two.other.id}`, { back, ...typed }), {
    title,
    caption: 'One human with two accounts',
    submit: 'Merge the two',
    about: (
      <>
        <Sides {...standing} />
        <WarningText
          text={`The account of ${two.other.name} ends, and every way into it opens the account of ${two.kept.name} from now on. All mailboxes of both are told. You can undo it for ${MERGE_UNDO_DAYS} days.`}
          iconFallbackText="Warning"
        />
        <Ways {...standing} />
      </>
    ),
  })
}

const Conflicts = ({ conflicts }: { readonly conflicts: readonly MergeConflict[] }): Html => (
  <>
    <h2 class="govuk-heading-m">These two cannot be merged as they stand</h2>
    {conflicts.map(({ what, doFirst }) => (
      <InsetText
        html={
          <>
            <p class="govuk-body">{what}</p>
            <p class="govuk-body">{doFirst}</p>
          </>
        }
      />
    ))}
  </>
)

const Sides = ({ two: { kept, other }, preview }: Standing): Html => (
  <WideTable
    caption="What both have, and what is left"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['What', `Stays: ${kept.name}`, `Goes: ${other.name}`, 'Afterwards'].map((text) => ({ text }))}
    rows={[
      [
        { text: 'Account made' },
        { text: made(kept.createdAt) },
        { text: made(other.createdAt) },
        { text: made(kept.createdAt) },
      ],
      ...preview.rows.map(({ what, keep, gone, after }) =>
        [what, keep, gone, after].map((text) => ({ text, classes: 'govuk-!-text-break-word' })),
      ),
    ]}
  />
)

const made = (at: Temporal.Instant): string => dateText(londonDate(at))

const Ways = ({ two: { kept, other }, requestId }: Standing): Html => (
  <ul class="govuk-list">
    <li>
      <a class="govuk-link" href={`/people/${other.id}/merge/${kept.id}`}>
        Keep the account of {other.name} instead
      </a>
    </li>
    {requestId === null ? null : (
      <li>
        <a class="govuk-link" href={`/people/${kept.id}/merge/${other.id}/refusal`}>
          They are two people: leave them apart
        </a>
      </li>
    )}
    <li>
      <a class="govuk-link" href={`/people/${kept.id}`}>
        {kept.name}
      </a>
      {' and '}
      <a class="govuk-link" href={`/people/${other.id}`}>
        {other.name}
      </a>
    </li>
  </ul>
)
