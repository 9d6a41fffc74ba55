import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { earlierHistory } from '#src/platform/audit/history-pages.ts'
import type { MessageEvidence } from '#src/platform/email/messages-queries.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { ContactPoint, School } from '../../../directory/public.ts'
import { isUndoable } from '../../handovers/handover-rules.ts'
import type { HandoverWithPeople } from '../../handovers/handovers-queries.ts'
import type { JoinRequestInList } from '../../join-requests/join-requests-queries.ts'
import type { LinkSent } from '../../nominations/links-sent-queries.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { MessagesTable } from '../../record-page.tsx'
import { LinksSection } from './links-section.tsx'
import { type RolesAtSchool, RolesSection } from './roles-section.tsx'
import { type Sending, SendLink } from './send-link-section.tsx'

export type ForStaff = Omit<RolesAtSchool, 'school'> & {
  readonly contacts: readonly ContactPoint[]
  readonly handover: HandoverWithPeople | null
  readonly requests: readonly JoinRequestInList[]
  readonly links: readonly LinkSent[]
  readonly sending: Sending
  readonly evidence: readonly MessageEvidence[]
  readonly messages: readonly MessageEvidence[]
  readonly moreMessages: string | null
  readonly history: readonly HistoryEntry[]
  /** What staff have just done here, or null. */
  readonly done: string | null
  readonly now: Temporal.Instant
}

type Props = { readonly school: School; readonly staff: ForStaff }

/** What staff see of a school and do for it: who has access, how it is reached, what was sent, and what happened. */
export const StaffSections = ({ school, staff }: Props): Html => (
  <>
    {staff.done === null ? null : <NotificationBanner type="success" text={staff.done} />}
    <Heading id="people" text="Who has access" />
    <RolesSection school={school} {...staff} />
    <TutorChange school={school} staff={staff} />
    <Requests school={school} staff={staff} />
    <Heading id="nomination-link" text="Nomination link" />
    <SendLink school={school} sending={staff.sending} now={staff.now} />
    {staff.sending.maySend && staff.sending.eligible ? (
      <p class="govuk-body">
        <a class="govuk-link" href={`/schools/${school.urn}/resend-link`}>
          Send the link another way
        </a>
      </p>
    ) : null}
    <LinksSection {...staff} />
    <Heading id="contacts" text="Contacts" />
    <Contacts {...staff} />
    <Heading id="messages" text="Messages" />
    <MessagesTable messages={staff.messages} about="school" more={staff.moreMessages} />
    <Heading id="history" text="What happened" />
    <Timeline entries={staff.history} earlier={earlierHistory(`/schools/${school.urn}`, staff.history)} />
  </>
)

const Heading = ({ id, text }: { readonly id: string; readonly text: string }): Html => (
  <h2 class="govuk-heading-m" id={id}>
    {text}
  </h2>
)

/** The newest change of tutor, while it can be undone or waits for staff. */
const TutorChange = ({ school, staff: { handover: found, mayChange, now } }: Props): Html | null => {
  if (!found || !mayChange) return null
  const { handover, from, to } = found
  const what = `${to.name} took over from ${from.name} on ${dateText(londonDate(handover.happenedAt))}.`
  if (handover.status === 'objected')
    return <Change what={what} text="Settle the objection to it" href={`/staff/handovers/${handover.id}`} />
  const undo = `/organisations/${school.id}/handover/${handover.id}/undo`
  return isUndoable(handover, now) ? <Change what={what} text="Undo this change of tutor" href={undo} /> : null
}

const Change = ({
  what,
  text,
  href,
}: {
  readonly what: string
  readonly text: string
  readonly href: string
}): Html => (
  <p class="govuk-body">
    {what}{' '}
    <a class="govuk-link" href={href}>
      {text}
    </a>
  </p>
)

const Requests = ({ school, staff: { requests } }: Props): Html | null =>
  requests.length === 0 ? null : (
    <>
      <Heading id="requests" text="Requests to be added" />
      <ul class="govuk-list govuk-list--bullet">
        {requests.map(({ id, name, stage, createdAt }) => (
          <li>
            <a class="govuk-link" href={`/organisations/${school.id}/join-requests/${id}`}>
              {name}
            </a>{' '}
            <StatusTag status={`join-request-${stage}`} /> asked on {dateText(londonDate(createdAt))}
          </li>
        ))}
      </ul>
    </>
  )

const channelText = { main: 'Main address', alternative: 'Alternative address' } as const
const sourceText = { gias: 'from GIAS', school: 'corrected by the school', staff: 'checked by staff' } as const

const Contacts = ({ contacts, evidence }: ForStaff): Html =>
  contacts.length === 0 ? (
    <p class="govuk-body">
      We have no email address for this school. It comes with the next GIAS contacts file, or ask the school for one.
    </p>
  ) : (
    <Summary
      rows={contacts.map(({ channel, address, source, since }) => ({
        key: channelText[channel],
        value: (
          <>
            {`${address} (${sourceText[source]}, since ${dateText(londonDate(since))})`}
            <br />
            <Newest message={evidence.find(({ to }) => folded(to) === folded(address))} />
          </>
        ),
      }))}
    />
  )

const Newest = ({ message }: { readonly message: MessageEvidence | undefined }): Html =>
  message ? (
    <>
      Newest message on {dateText(londonDate(message.queuedAt))}: <StatusTag status={`message-${message.status}`} />
    </>
  ) : (
    <>Nothing has been sent to it about this school</>
  )
