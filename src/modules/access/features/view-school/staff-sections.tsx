import { type AcademicYear, academicYearText, dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { LatestMessage } from '#src/platform/email/messages-queries.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { ContactPoint, School } from '../../../directory/public.ts'
import { roleText } from '../../account.ts'
import type { Member } from '../../memberships-queries.ts'
import type { Expectation } from '../../nomination-rules.ts'
import { earlierHistory, MessagesTable } from '../../record-page.tsx'
import { type Sending, SendLink } from './send-link-section.tsx'

export type ForStaff = {
  readonly contacts: readonly ContactPoint[]
  readonly members: readonly Member[]
  readonly academicYear: AcademicYear
  readonly expectation: Expectation | null
  readonly messages: readonly LatestMessage[]
  readonly sending: Sending
  readonly history: readonly HistoryEntry[]
  readonly now: Temporal.Instant
}

type Props = { readonly school: School; readonly staff: ForStaff }

/** What staff see of a school: who has access, how it is reached, what was sent, and what happened. */
export const StaffSections = ({ school, staff }: Props): Html => (
  <>
    <h2 class="govuk-heading-m">Who has access</h2>
    <Members {...staff} />
    <h2 class="govuk-heading-m" id="nomination-link">
      Nomination link
    </h2>
    <SendLink school={school} sending={staff.sending} now={staff.now} />
    <h2 class="govuk-heading-m">Contacts</h2>
    <Contacts {...staff} />
    <h2 class="govuk-heading-m">Messages</h2>
    <MessagesTable messages={staff.messages} about="school" />
    <h2 class="govuk-heading-m">What happened</h2>
    <Timeline entries={staff.history} earlier={earlierHistory(`/schools/${school.urn}`, staff.history)} />
  </>
)

const expectationText: Readonly<Record<Expectation, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'The school does not know yet',
}

const Members = ({ members, expectation, academicYear }: ForStaff): Html => (
  <>
    {members.some(({ role }) => role === 'induction-tutor') ? null : (
      <p class="govuk-body">
        <StatusTag status="tutor-not-named" />
      </p>
    )}
    <Summary
      rows={[
        ...members.map((member) => ({ key: roleText[member.role], value: <MemberFacts member={member} /> })),
        {
          key: `Expects early career teachers in ${academicYearText(academicYear)}`,
          value: expectation ? expectationText[expectation] : 'The school has not said',
        },
      ]}
    />
  </>
)

const MemberFacts = ({ member }: { readonly member: Member }): Html => (
  <>
    <a class="govuk-link" href={`/people/${member.accountId}`}>
      {member.name}
    </a>
    <br />
    <span class="govuk-!-text-break-word">{member.address ?? 'No email address'}</span>
    <br />
    Since {dateText(londonDate(member.since))}. {member.verified ? 'Has signed in.' : 'Has not signed in yet.'}
  </>
)

const channelText = { main: 'Main address', alternative: 'Alternative address' } as const
const sourceText = { gias: 'from GIAS', staff: 'corrected by staff' } as const

const Contacts = ({ contacts }: ForStaff): Html =>
  contacts.length === 0 ? (
    <p class="govuk-body">
      We have no email address for this school. It comes with the next GIAS contacts file, or ask the school for one.
    </p>
  ) : (
    <Summary
      rows={contacts.map(({ channel, address, source, since }) => ({
        key: channelText[channel],
        value: `${address} (${sourceText[source]}, since ${dateText(londonDate(since))})`,
      }))}
    />
  )
