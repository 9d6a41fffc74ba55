import { momentText } from '#src/kit/dates.ts'
import type { MessageEvidence } from '#src/platform/email/messages-queries.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'

type Props = {
  readonly messages: readonly MessageEvidence[]
  readonly about: string
  /** The address that shows more than the newest; null when these are all. */
  readonly more: string | null
}

/** What was sent and what became of it, newest first, for staff. `about` ends the sentence "about this …". */
export const MessagesTable = ({ messages, about, more }: Props): Html =>
  messages.length === 0 ? (
    <p class="govuk-body">Nothing has been sent about this {about}.</p>
  ) : (
    <>
      <WideTable
        caption={`The newest messages about this ${about}`}
        captionClasses="govuk-table__caption--s"
        head={['Message', 'To', 'Asked for', 'Handed over', 'What became of it', 'Reference'].map((text) => ({ text }))}
        rows={messages.map((message) => [
          { text: message.subject },
          { text: message.to, classes: 'govuk-!-text-break-word' },
          { text: momentText(message.queuedAt) },
          { text: message.sentAt ? momentText(message.sentAt) : 'Not yet' },
          { html: <Outcome {...message} /> },
          { text: message.providerReference ?? 'None', classes: 'govuk-!-text-break-word' },
        ])}
      />
      {more === null ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={more}>
            Show more messages
          </a>
        </p>
      )}
    </>
  )

const Outcome = ({ status, settledAt, attempts, lastError }: MessageEvidence): Html => (
  <>
    <StatusTag status={`message-${status}`} />
    {settledAt ? <> at {momentText(settledAt)}</> : null}
    {attempts > 1 ? <>, after {attempts} attempts</> : null}
    {lastError && !settledAt ? <>. {lastError}</> : null}
  </>
)

/** How many messages a record's page shows at first, and how many at most. */
const NEWEST_MESSAGES = 10
export const MOST_MESSAGES = 200

/** The messages to show, and the address of more, for `?messages=all`. Ask for one more than are shown. */
export function messagesShown(found: readonly MessageEvidence[], path: string, asked: string | undefined) {
  const most = asked === 'all' ? MOST_MESSAGES : NEWEST_MESSAGES
  const hasMore = asked !== 'all' && found.length > most
  return { messages: found.slice(0, most), more: hasMore ? `${path}?messages=all#messages` : null }
}
