import { dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import type { Address } from '../../accounts/accounts-queries.ts'
import type { LinkedIdentity } from '../../identities/identities-store.ts'
import { doorText, type VisitorDoor } from '../../identities/identity.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'

const ADDRESS = '/account/sign-in-methods'

type Methods = {
  readonly addresses: readonly Address[]
  readonly identities: readonly LinkedIdentity[]
  /** The doors that could be connected. */
  readonly connectable: readonly VisitorDoor[]
  readonly done: string | null
  readonly isStaff: boolean
}

export const methodsPage = ({ addresses, identities, connectable, done, isStaff }: Methods): Page =>
  page(
    { title: 'Ways to sign in', back: '/account' },
    <>
      {done === 'disconnected' ? (
        <NotificationBanner
          type="success"
          text="Disconnected. We have told you by email and signed out your other browsers."
        />
      ) : null}
      <h1 class="govuk-heading-l">Ways to sign in</h1>
      <p class="govuk-body">
        Each of these opens your account. We email you whenever one is connected or disconnected.
      </p>
      <Summary rows={[...addresses.map(addressRow), ...identities.map((identity) => identityRow(identity, isStaff))]} />
      {isStaff ? <StaffOnly /> : null}
      {connectable.length > 0 ? <h2 class="govuk-heading-m">Connect another way</h2> : null}
      {connectable.map((door) => (
        <Connect door={door} again={identities.some((identity) => identity.door === door)} />
      ))}
    </>,
  )

const addressRow = ({ address, verifiedAt }: Address): SummaryRow => ({
  key: 'Email',
  value: verifiedAt ? address : `${address} (not used to sign in yet)`,
})

const identityRow = (identity: LinkedIdentity, isStaff: boolean): SummaryRow => ({
  key: doorText[identity.door],
  value: `Connected on ${dateText(londonDate(identity.linkedAt))}`,
  actions: isStaff
    ? []
    : [
        {
          text: 'Disconnect',
          href: `${ADDRESS}/disconnect?method=${keyOfIdentity(identity)}`,
          hidden: doorText[identity.door],
        },
      ],
})

const StaffOnly = (): Html => (
  <p class="govuk-body">
    Your account can act on other people’s records, so it is opened by staff sign-in only. Email and other ways do not
    open it.
  </p>
)

const Connect = ({ door, again }: { readonly door: VisitorDoor; readonly again: boolean }): Html => (
  <Form state={freshForm(ADDRESS, { hidden: { door } })}>
    <p class="govuk-body">{WHAT_FOR[door]}</p>
    <Button
      text={`Connect ${again ? 'another ' : ''}${doorText[door]}${again ? ' account' : ''}`}
      classes="govuk-button--secondary"
      preventDoubleClick
    />
  </Form>
)

const WHAT_FOR: Readonly<Record<VisitorDoor, string>> = {
  'dfe-sign-in':
    'If you use DfE Sign-in at your organisation, it can open this account too. You sign in there once more.',
  'one-login': 'If you are a teacher, your GOV.UK One Login can open this account too. You sign in there once more.',
}

export const disconnectPage = (identity: LinkedIdentity): Page => {
  const title = `Disconnect ${doorText[identity.door]}`
  return page(
    { title, back: ADDRESS },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {doorText[identity.door]} will no longer open your account, and your other browsers are signed out. You can
        still sign in by email.
      </p>
      {identity.door === 'dfe-sign-in' ? (
        <p class="govuk-body">Roles that your organisation gave you in DfE Sign-in end as well.</p>
      ) : null}
      <Form state={freshForm(`${ADDRESS}/disconnect`, { hidden: { method: keyOfIdentity(identity) } })}>
        <Button text="Disconnect" classes="govuk-button--warning" preventDoubleClick />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={ADDRESS}>
          Keep it
        </a>
      </p>
    </>,
  )
}

export const cannotDisconnectPage = (why: 'last-way-in' | 'staff'): Page => {
  const title = 'This is your only way to sign in'
  return page(
    { title, back: ADDRESS },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {why === 'staff'
          ? 'Accounts of staff are opened by staff sign-in only, so it cannot be disconnected here.'
          : 'Connect another one first, so that you can still get in. Nothing has been changed.'}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={ADDRESS}>
          Go back to your ways to sign in
        </a>
      </p>
    </>,
  )
}
