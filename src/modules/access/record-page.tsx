import { momentText } from '#src/kit/dates.ts'
import type { LatestMessage } from '#src/platform/email/messages-queries.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'

type Props = { readonly messages: readonly LatestMessage[]; readonly about: string }

/** What was sent and what became of it, newest first, for staff. `about` ends the sentence "about this …". */
export const MessagesTable = ({ messages, about }: Props): Html =>
  messages.length === 0 ? (
    <p class="govuk-body">Nothing has been sent about this {about}.</p>
  ) : (
    <Table
      caption={`The newest messages about this ${about}`}
      captionClasses="govuk-table__caption--s"
      head={[{ text: 'Message' }, { text: 'To' }, { text: 'Asked for' }, { text: 'Status' }]}
      rows={messages.map((message) => [
        { text: message.subject },
        { text: message.to, classes: 'govuk-!-text-break-word' },
        { text: momentText(message.queuedAt) },
        { html: <StatusTag status={`message-${message.status}`} /> },
      ])}
    />
  )

/** A page of the history holds this many entries; a full one may not be the last. */
const HISTORY_PAGE = 50

/** The entry that a `?before=` names; anything else begins at the newest. */
export const historyBefore = (asked: string | undefined): number | undefined =>
  asked !== undefined && /^[1-9][0-9]{0,14}$/.test(asked) ? Number(asked) : undefined

/** The address of what came before the entries shown, or null when these are all. */
export function earlierHistory(path: string, history: readonly HistoryEntry[]): string | null {
  const last = history.at(-1)
  return last && history.length === HISTORY_PAGE ? `${path}?before=${last.id}` : null
}
