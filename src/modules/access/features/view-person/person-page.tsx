import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import type { LatestMessage } from '#src/platform/email/messages-queries.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import type { SessionSummary } from '#src/platform/session/sessions-queries.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { School } from '../../../directory/public.ts'
import { powerText, roleText } from '../../account.ts'
import type { Address } from '../../accounts-queries.ts'
import type { PastOrPresentMembership } from '../../memberships-queries.ts'
import { earlierHistory, MessagesTable } from '../../record-page.tsx'
import type { Person } from './view-person.ts'

type PersonFacts = {
  readonly person: Person
  readonly memberships: readonly PastOrPresentMembership[]
  readonly schools: ReadonlyMap<string, School>
  readonly sessions: SessionSummary
  readonly messages: readonly LatestMessage[]
  readonly history: readonly HistoryEntry[]
}

/** A person with an account: how they sign in, where they work, what they were sent and what happened. */
export const personPage = ({ person, memberships, schools, sessions, messages, history }: PersonFacts): Page =>
  page(
    {
      title: `${person.account.name} (person)`,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: person.account.name, href: `/people/${person.account.id}` },
      ],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">{person.account.name}</h1>
      <Summary rows={accountRows(person, sessions)} />
      <h2 class="govuk-heading-m">Schools</h2>
      <Memberships memberships={memberships} schools={schools} />
      <h2 class="govuk-heading-m">Messages</h2>
      <MessagesTable messages={messages} about="person" />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={history} earlier={earlierHistory(`/people/${person.account.id}`, history)} />
    </>,
  )

const accountRows = ({ account, addresses, powers }: Person, { live, lastStartedAt }: SessionSummary) => [
  { key: 'Email addresses', value: <Addresses addresses={addresses} /> },
  { key: 'Account', value: account.disabledAt ? `Disabled at ${momentText(account.disabledAt)}` : 'In use' },
  { key: 'Made', value: momentText(account.createdAt) },
  { key: 'Last signed in', value: lastStartedAt ? momentText(lastStartedAt) : 'Has never signed in' },
  { key: 'Signed in now', value: browsersText(live) },
  ...(powers.length > 0 ? [{ key: 'Staff', value: powers.map((power) => powerText[power]).join(', ') }] : []),
]

const browsersText = (live: number): string =>
  live === 0 ? 'Nowhere' : `In ${live} ${live === 1 ? 'browser' : 'browsers'}`

const Addresses = ({ addresses }: { readonly addresses: readonly Address[] }): Html => (
  <>
    {addresses.map(({ address, verifiedAt }, at) => (
      <>
        {at === 0 ? null : <br />}
        <span class="govuk-!-text-break-word">{address}</span>
        {verifiedAt ? ` (read by its owner on ${dateText(londonDate(verifiedAt))})` : ' (nobody has signed in with it)'}
      </>
    ))}
  </>
)

type MembershipsProps = Pick<PersonFacts, 'memberships' | 'schools'>

const Memberships = ({ memberships, schools }: MembershipsProps): Html =>
  memberships.length === 0 ? (
    <p class="govuk-body">No school has given this person access.</p>
  ) : (
    <Summary
      rows={memberships.map(({ organisationId, role, startedAt, endedAt }) => ({
        key: roleText[role],
        value: (
          <>
            <SchoolLink school={schools.get(organisationId)} />
            <br />
            From {dateText(londonDate(startedAt))}
            {endedAt ? ` to ${dateText(londonDate(endedAt))}` : ', still'}
          </>
        ),
      }))}
    />
  )

const SchoolLink = ({ school }: { readonly school: School | undefined }): Html =>
  school ? (
    <a class="govuk-link" href={`/schools/${school.urn}`}>
      {school.name}
    </a>
  ) : (
    <>An organisation that is not a school</>
  )
