import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import type { Page } from '#src/platform/http/route.ts'
import { NameField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { roleText } from '../../accounts/account.ts'
import { nameText } from '../../emails/email-text.ts'
import type { DfePlace } from '../../identities/dfe-place-queries.ts'
import type { DfeRole } from '../../identities/identity-rules.ts'
import { ProveMailbox } from '../../identities/prove-mailbox.tsx'

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

type NewHere = {
  readonly claimed: DfeOrganisation | null
  readonly hasOthers: boolean
  readonly place: DfePlace | null
  readonly roles: readonly DfeRole[]
  readonly name: string
  readonly address: string
  readonly signedInAs: string | null
  readonly typed: Typed | null
}

const TITLE = 'You have not used DfE Sign-in with this service before'

/** Says plainly that a DfE Sign-in account is no access, then offers the two ways on: an account that is there, or a new one. */
export const newHerePage = (view: NewHere): Page =>
  page(
    {
      title: TITLE,
      errors: view.typed?.errors ?? [],
      back: view.hasOthers ? '/dfe-sign-in/organisation' : '/dfe-sign-in',
    },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <InsetText text="Having a DfE Sign-in account does not give you access to this service by itself. Your organisation decides who has access here." />
      <h2 class="govuk-heading-m">If you have an account here</h2>
      <ProveMailbox door="dfe-sign-in" address={view.address} signedInAs={view.signedInAs} />
      <h2 class="govuk-heading-m">If you do not have an account here</h2>
      <WayIn {...view} />
    </>,
  )

/** What somebody without an account can do next, from what their organisation is here. */
const WayIn = (view: NewHere): Html => {
  const { claimed, place, roles } = view
  if (!claimed || !place) return <NoNumber name={null} />
  switch (place.kind) {
    case 'known':
      return roles.length > 0 ? (
        <MakeAccount view={view} organisation={nameText(place.organisation)} />
      ) : (
        <Ask name={nameText(place.organisation)} urn={place.organisation.urn} />
      )
    case 'closed':
      return <Closed name={claimed.name} successor={place.successor} />
    case 'not-eligible':
      return <NotEligible name={nameText(place.organisation)} why={place.why} urn={place.organisation.urn} />
    case 'without-identifier':
    case 'not-in-directory':
      return <NoNumber name={claimed.name} />
  }
}

type MakeProps = { readonly view: NewHere; readonly organisation: string }

const MakeAccount = ({ view: { roles, name, typed }, organisation }: MakeProps): Html => (
  <>
    <p class="govuk-body">
      In DfE Sign-in, your organisation has given you the role{' '}
      {roles.map((role) => `‘${roleText[role]}’`).join(' and ')} for {organisation}.
    </p>
    <Form state={freshForm('/dfe-sign-in/account', { values: typed?.values ?? { name }, errors: typed?.errors ?? [] })}>
      <NameField name="name" label="Your full name" hint="Colleagues see it beside what you do" />
      <Button text="Make my account" preventDoubleClick />
    </Form>
  </>
)

const Ask = ({ name, urn }: { readonly name: string; readonly urn: string | null }): Html => (
  <>
    <p class="govuk-body">
      DfE Sign-in says that nobody has given you access to this service for {name}. An approver at your organisation can
      do that in DfE Sign-in, or you can ask here.
    </p>
    {urn ? (
      <p class="govuk-body">
        <a class="govuk-link" href={`/schools/${urn}/access`}>
          Ask for access to {name}
        </a>
      </p>
    ) : (
      <AskAdministrator />
    )}
  </>
)

type ClosedProps = { readonly name: string; readonly successor: { readonly urn: string; readonly name: string } | null }

const Closed = ({ name, successor }: ClosedProps): Html => (
  <>
    <p class="govuk-body">
      {name} has closed.{successor ? ` ${successor.name} (URN ${successor.urn}) took over from it.` : ''}
    </p>
    <p class="govuk-body">
      {successor ? (
        <a class="govuk-link" href={`/schools/${successor.urn}/access`}>
          Ask for access to {successor.name}
        </a>
      ) : (
        <a class="govuk-link" href="/schools">
          Find the school that you work at now
        </a>
      )}
    </p>
  </>
)

type NotEligibleProps = { readonly name: string; readonly why: readonly string[]; readonly urn: string | null }

const NotEligible = ({ name, why, urn }: NotEligibleProps): Html => (
  <>
    <p class="govuk-body">{name} cannot use this service:</p>
    <ul class="govuk-list govuk-list--bullet">
      {why.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
    <p class="govuk-body">
      <a class="govuk-link" href={urn ? `/schools/${urn}` : '/schools'}>
        See what this means
      </a>
    </p>
  </>
)

const NoNumber = ({ name }: { readonly name: string | null }): Html => (
  <>
    <p class="govuk-body">
      {name
        ? `DfE Sign-in gives no number for ${name} that we know, so we cannot tell which organisation it is here.`
        : 'DfE Sign-in does not say which organisation you work for.'}
    </p>
    <AskAdministrator />
    <p class="govuk-body">
      If you work at a school,{' '}
      <a class="govuk-link" href="/schools">
        find your school
      </a>{' '}
      and ask for access there.
    </p>
  </>
)

const AskAdministrator = (): Html => (
  <p class="govuk-body">
    Ask somebody at your organisation who has access to add you with your work email address. You then sign in with that
    address, and can connect DfE Sign-in afterwards. This is the way for lead providers, delivery partners and
    appropriate bodies.
  </p>
)

const IN_USE = 'Prove that you read your email first'

/** The address belongs to an account. It does not say that the two are one person: only reading the mailbox does. */
export const addressInUsePage = (address: string | null): Page =>
  page(
    { title: IN_USE, back: '/dfe-sign-in/new' },
    <>
      <h1 class="govuk-heading-l">{IN_USE}</h1>
      <p class="govuk-body">
        {address
          ? 'The email address of your DfE Sign-in account is in use here already. If that is you, use the account that you have.'
          : 'DfE Sign-in does not tell us an email address of yours. Use an account that you have here.'}
      </p>
      <ProveMailbox door="dfe-sign-in" address={address ?? ''} signedInAs={null} />
    </>,
  )
