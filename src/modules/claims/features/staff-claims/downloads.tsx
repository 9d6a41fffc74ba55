import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { STAFF_DOWNLOADS } from '../../exports/export-events.ts'
import { DOWNLOADS } from '../../exports/give-file.tsx'
import { CLAIMS } from './search-facts.ts'

const TITLE = 'Files of claims that staff downloaded'

/** A page of the history holds this many entries; a full one may not be the last. */
const HISTORY_PAGE = 50

/** Who downloaded which file of claims, when and why, the newest first. One query. */
export async function showDownloads({ history, query }: WebRequest): Promise<Reply> {
  const before = /^[1-9][0-9]{0,14}$/.test(query['before'] ?? '') ? Number(query['before']) : undefined
  const entries = await history(STAFF_DOWNLOADS, before)
  const last = entries.length < HISTORY_PAGE ? null : entries.at(-1)
  return show(
    page(
      { title: TITLE, back: CLAIMS },
      <>
        <h1 class="govuk-heading-l">{TITLE}</h1>
        <p class="govuk-body">
          The payer’s files are told of with their batch, and evidence with its claim. Schools, trusts and providers
          download their own claims without this list.
        </p>
        <Timeline entries={entries} headingLevel={2} earlier={last ? `${DOWNLOADS}?before=${last.id}` : null} />
      </>,
    ),
  )
}
