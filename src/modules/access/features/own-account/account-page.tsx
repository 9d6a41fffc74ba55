import type { Actor, Membership } from '#src/kit/actor.ts'
import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import { earlierHistory } from '#src/platform/audit/history-pages.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import type { OwnSession } from '#src/platform/session/sessions-queries.ts'
import { browserText } from '#src/ui/browser-text.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { roleText } from '../../accounts/account.ts'
import { canRemove, MOST_ADDRESSES } from '../../accounts/address-rules.ts'
import type { OwnAddress } from '../../accounts/own-account-queries.ts'

export type OwnAccount = {
  readonly actor: Actor
  readonly addresses: readonly OwnAddress[]
  readonly roles: readonly Membership[]
  readonly organisations: ReadonlyMap<string, NamedOrganisation>
  readonly sessions: readonly OwnSession[]
  /** The session in which this is read. */
  readonly sessionId: string | null
  readonly history: readonly HistoryEntry[]
  readonly done: string | null
}

const DONE: Readonly<Record<string, string>> = {
  name: 'Your name has been changed.',
  added: 'The email address has been added. You can sign in with it.',
  removed: 'The email address has been removed.',
  session: 'Signed out there.',
}

export const accountPage = (account: OwnAccount): Page => {
  const done = DONE[account.done ?? '']
  return page(
    { title: 'Your account' },
    <>
      {done ? <NotificationBanner type="success" text={done} /> : null}
      <h1 class="govuk-heading-l">Your account</h1>
      <p class="govuk-body">One account serves every teacher training service and every organisation you work for.</p>
      <Summary rows={[nameRow(account), NUMBER_ROW]} />
      <h2 class="govuk-heading-m">Email addresses</h2>
      <Addresses {...account} />
      <h2 class="govuk-heading-m">Roles</h2>
      <Roles {...account} />
      <h2 class="govuk-heading-m">Ways to sign in</h2>
      <p class="govuk-body">
        You can sign in with any of your email addresses.{' '}
        <a class="govuk-link" href="/account/sign-in-methods">
          See and add other ways to sign in
        </a>
      </p>
      <Sessions {...account} />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={account.history} earlier={earlierHistory('/account', account.history)} />
    </>,
  )
}

const nameRow = ({ actor }: OwnAccount) => ({
  key: 'Name',
  value: actor.name,
  actions: [{ text: 'Change', href: '/account/name', hidden: 'name' }],
})

const NUMBER_ROW = {
  key: 'Teacher reference number',
  value: 'For teachers',
  actions: [{ text: 'See or add', href: '/account/teacher-reference-number', hidden: 'teacher reference number' }],
} as const

const Addresses = ({ addresses }: OwnAccount): Html => (
  <>
    <Summary
      rows={addresses.map(({ id, address, verifiedAt }, at) => ({
        key: `Email address ${at + 1}`,
        value: (
          <>
            <span class="govuk-!-text-break-word">{address}</span>
            <br />
            {verifiedAt ? `Confirmed on ${dateText(londonDate(verifiedAt))}` : 'Not confirmed yet'}
          </>
        ),
        actions: canRemove(addresses, id)
          ? [{ text: 'Remove', href: `/account/email-addresses/${id}/removal`, hidden: address }]
          : [],
      }))}
    />
    {addresses.length < MOST_ADDRESSES ? (
      <p class="govuk-body">
        <a class="govuk-link" href="/account/email-addresses/add">
          Add an email address
        </a>
      </p>
    ) : null}
  </>
)

const Roles = ({ roles, organisations, actor }: OwnAccount): Html =>
  roles.length === 0 ? (
    <p class="govuk-body">
      {actor.isStaff ? 'You act as a member of staff.' : 'No organisation has given you a role.'}
    </p>
  ) : (
    <Summary
      rows={roles.map(({ organisationId, role }) => ({
        key: organisations.get(organisationId)?.name ?? 'An organisation',
        value: roleText[role],
        actions: [{ text: 'See who has access', href: `/organisations/${organisationId}/people`, hidden: '' }],
      }))}
    />
  )

const METHODS: Readonly<Record<string, string>> = {
  email: 'Email',
  'dfe-sign-in': 'DfE Sign-in',
  'one-login': 'GOV.UK One Login',
  persona: 'Persona',
}

const Sessions = ({ sessions, sessionId }: OwnAccount): Html => {
  const live = sessions.filter((session) => session.live)
  const ended = sessions.filter((session) => !session.live).slice(0, MOST_ENDED)
  const others = live.filter(({ id }) => id !== sessionId)
  return (
    <>
      <h2 class="govuk-heading-m">Where you are signed in</h2>
      <WideTable
        caption="Browsers in which you are signed in now"
        captionClasses="govuk-visually-hidden"
        head={[{ text: 'Browser' }, { text: 'Signed in' }, { text: 'Last used' }, { text: 'End' }]}
        rows={live.map((session) => [
          { text: browserText(session.userAgent) },
          { text: signedInText(session) },
          { text: momentText(session.lastUsedAt) },
          session.id === sessionId ? { text: 'This browser' } : { html: <EndOne {...session} /> },
        ])}
      />
      {others.length > 0 ? (
        <Form state={freshForm('/account/sessions/end-others')}>
          <Button text="End all other sessions" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      ) : null}
      <h3 class="govuk-heading-s">Earlier sign-ins</h3>
      {ended.length === 0 ? <p class="govuk-body">There are none in the last weeks.</p> : null}
      <ul class="govuk-list">
        {ended.map((session) => (
          <li>
            {signedInText(session)}, {browserText(session.userAgent)}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        If you do not recognise one of these, end all other sessions and remove what is not yours.
      </p>
    </>
  )
}

const MOST_ENDED = 10

const signedInText = ({ method, startedAt }: OwnSession): string =>
  `${METHODS[method] ?? 'Another way'} at ${momentText(startedAt)}`

const EndOne = ({ id, userAgent, startedAt }: OwnSession): Html => (
  <Form state={freshForm(`/account/sessions/${id}/end`)}>
    <button type="submit" class="govuk-link app-link-button">
      End this session
      <span class="govuk-visually-hidden">
        {' '}
        ({browserText(userAgent)}, {momentText(startedAt)})
      </span>
    </button>
  </Form>
)
