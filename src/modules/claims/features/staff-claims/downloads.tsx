import { earlierHistory, historyBefore } from '#src/platform/audit/history-pages.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { STAFF_DOWNLOADS } from '../../exports/export-events.ts'
import { DOWNLOADS } from '../../exports/give-file.tsx'
import { CLAIMS } from './search-facts.ts'

const TITLE = 'Files of claims that staff downloaded'

/** Who downloaded which file of claims, when and why, the newest first. One query. */
export async function showDownloads({ history, query }: WebRequest): Promise<Reply> {
  const entries = await history(STAFF_DOWNLOADS, historyBefore(query['before']))
  return show(
    page(
      { title: TITLE, back: CLAIMS },
      <>
        <h1 class="govuk-heading-l">{TITLE}</h1>
        <p class="govuk-body">
          The payer’s files are told of with their batch, and evidence with its claim. Schools, trusts and providers
          download their own claims without this list.
        </p>
        <Timeline entries={entries} headingLevel={2} earlier={earlierHistory(DOWNLOADS, entries)} />
      </>,
    ),
  )
}
