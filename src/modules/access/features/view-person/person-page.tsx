import { momentText } from '#src/kit/dates.ts'
import { earlierHistory } from '#src/platform/audit/history-pages.ts'
import type { MessageEvidence } from '#src/platform/email/messages-queries.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import type { OwnSession } from '#src/platform/session/sessions-queries.ts'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { powerText } from '../../accounts/account.ts'
import type { PersonForStaff } from '../../accounts/person-queries.ts'
import { MessagesTable } from '../../record-page.tsx'
import type { PersonFactsForStaff } from '../../teachers/person-facts-queries.ts'
import { PersonSection } from './person-section.tsx'
import { type Roles, RolesSection } from './roles-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { AddressesSection, AttemptsSection, IdentitiesSection, type SignIn } from './sign-in-section.tsx'

export type PersonFacts = SignIn &
  Roles & {
    readonly mayEndSessions: boolean
    readonly teacher: PersonFactsForStaff
    readonly mayViewAs: boolean
    readonly sessions: readonly OwnSession[]
    readonly messages: readonly MessageEvidence[]
    readonly moreMessages: string | null
    readonly history: readonly HistoryEntry[]
    /** What staff have just done here, or null. */
    readonly done: string | null
  }

const SECTIONS = [
  ['roles', 'Roles'],
  ['teacher', 'Teacher'],
  ['addresses', 'Email addresses'],
  ['identities', 'Other ways to sign in'],
  ['attempts', 'Attempts to sign in'],
  ['messages', 'Messages'],
  ['sessions', 'Sessions'],
  ['history', 'What happened'],
] as const

/** A person with an account: all that decides whether they get in, what they were sent, what happened, and what mends it. */
export const personPage = (facts: PersonFacts): Page => {
  const { person, done } = facts
  const path = `/people/${person.id}`
  return page(
    {
      title: `${person.name} (person)`,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'People', href: '/people' },
        { text: person.name, href: path },
      ],
      width: 'full',
    },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <h1 class="govuk-heading-l">{person.name}</h1>
      <Summary rows={accountRows(person)} />
      <Actions {...facts} />
      <Contents />
      <Section at={0}>
        <RolesSection {...facts} />
      </Section>
      <Section at={1}>
        <PersonSection {...facts.teacher} accountId={person.id} mayTreat={facts.mayTreat} />
      </Section>
      <Section at={2}>
        <AddressesSection {...facts} />
      </Section>
      <Section at={3}>
        <IdentitiesSection {...facts} />
      </Section>
      <Section at={4}>
        <AttemptsSection {...facts} />
      </Section>
      <Section at={5}>
        <MessagesTable messages={facts.messages} about="person" more={facts.moreMessages} />
      </Section>
      <Section at={6}>
        <SessionsSection sessions={facts.sessions} end={facts.mayEndSessions ? `${path}/end-sessions` : null} />
      </Section>
      <Section at={7}>
        <Timeline entries={facts.history} earlier={earlierHistory(path, facts.history)} />
      </Section>
    </>,
  )
}

const accountRows = ({ createdAt, disabledAt, lastSignedInAt, powers }: PersonForStaff) => [
  { key: 'Account', value: disabledAt ? `Disabled at ${momentText(disabledAt)}` : 'In use' },
  { key: 'Made', value: momentText(createdAt) },
  { key: 'Last signed in', value: lastSignedInAt ? momentText(lastSignedInAt) : 'Has never signed in' },
  ...(powers.length > 0 ? [{ key: 'Staff', value: powers.map((power) => powerText[power]).join(', ') }] : []),
]

/** What concerns the whole account; what concerns one address or role stands beside it. */
const Actions = ({ person, mayTreat, mayViewAs, teacher }: PersonFacts): Html | null => {
  const path = `/people/${person.id}`
  const isGone = teacher.merges.some(({ gone }) => gone === person.id)
  const actions = [
    ...(mayViewAs ? [{ href: `/view-as/${person.id}`, text: `View the service as ${person.name}` }] : []),
    ...(mayTreat && !person.disabledAt ? [{ href: `${path}/disable`, text: 'Disable the account' }] : []),
    ...(mayTreat && !isGone ? [{ href: `${path}/merge`, text: 'Merge with another person' }] : []),
    ...(mayTreat && person.disabledAt && !isGone ? [{ href: `${path}/enable`, text: 'Enable the account' }] : []),
  ]
  return actions.length === 0 ? null : <LinkList links={actions} />
}

const Contents = (): Html => (
  <nav aria-label="On this page">
    <ul class="govuk-list govuk-list--bullet">
      {SECTIONS.map(([id, text]) => (
        <li>
          <a class="govuk-link govuk-link--no-visited-state" href={`#${id}`}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Section = ({ at, children }: { readonly at: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7; readonly children: Html }): Html => (
  <>
    <h2 class="govuk-heading-m" id={SECTIONS[at][0]}>
      {SECTIONS[at][1]}
    </h2>
    {children}
  </>
)
