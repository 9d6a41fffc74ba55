import { MAILBOXES, type Persona, personas } from '#db/seeds/personas.ts'
import { firstValue } from '#src/kit/form.ts'
import { powerText, roleText } from '#src/modules/access/accounts/account.ts'
import { type AccountThatMaySignIn, accountsThatMaySignIn } from '#src/modules/access/accounts/accounts-queries.ts'
import { notFound, type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { signInAsPersona } from './sign-in-as-persona.ts'

export const showPersonas = async ({ db }: WebRequest): Promise<Reply> =>
  show(
    personasPage(
      await accountsThatMaySignIn(
        db,
        personas.map(({ address }) => address),
      ),
    ),
  )

/** One press signs in, without e-mail or password. */
export async function signInAs(request: WebRequest): Promise<Reply> {
  const chosen = await request.execute(signInAsPersona, { accountId: firstValue(request.form, 'account') })
  if (!chosen.ok) return notFound
  await request.session.start(chosen.value.accountId, 'persona')
  return redirectTo('/home')
}

type Account = AccountThatMaySignIn

const personasPage = (accounts: readonly Account[]): Page => {
  const accountOf = (persona: Persona) => accounts.find(({ address }) => address === persona.address)
  const known = personas.flatMap((persona) => {
    const account = accountOf(persona)
    return account ? [{ persona, account }] : []
  })
  const others = accounts.filter((account) => !known.some((one) => one.account === account))
  return page(
    { title: 'Personas', breadcrumbs: [{ text: 'Development', href: '/dev' }], width: 'full' },
    <>
      <h1 class="govuk-heading-l">Personas</h1>
      {known.length === 0 ? <p class="govuk-body">The world is not seeded yet: run bin/seed.</p> : null}
      <Summary
        rows={known.map(({ persona, account }) => ({
          key: persona.name,
          value: <Known persona={persona} account={account} />,
        }))}
      />
      <h2 class="govuk-heading-m">Mailboxes of schools</h2>
      <Summary rows={MAILBOXES.map((persona) => ({ key: persona.name, value: <Mailbox {...persona} /> }))} />
      <h2 class="govuk-heading-m">Everybody else</h2>
      {others.length === 0 ? <p class="govuk-body">Nobody yet.</p> : null}
      <Summary rows={others.map((account) => ({ key: account.name, value: <Other {...account} /> }))} />
    </>,
  )
}

const Known = ({ persona, account }: { readonly persona: Persona; readonly account: Account }): Html => (
  <>
    <p class="govuk-body">
      {persona.role} – {persona.address}
    </p>
    <p class="govuk-body">{persona.shows}.</p>
    <SignIn {...account} />
    <p class="govuk-hint govuk-!-margin-top-2">{persona.signIn}.</p>
  </>
)

/** They have no account: what they were sent is read, and their school's page tells the rest. */
const Mailbox = ({ shows, address }: Persona): Html => (
  <p class="govuk-body">
    {shows}.{' '}
    <a class="govuk-link" href={/\/schools\/\d+/.exec(address)?.[0] ?? '/schools'}>
      See the school
    </a>{' '}
    or{' '}
    <a class="govuk-link" href="/dev/emails">
      read what it was sent
    </a>
  </p>
)

const Other = (account: Account): Html => (
  <>
    <p class="govuk-body">
      {[...account.powers.map((power) => powerText[power]), ...account.roles.map((role) => roleText[role])].join(', ')}
      {account.address ? ` – ${account.address}` : ''}
    </p>
    <SignIn {...account} />
  </>
)

const SignIn = ({ accountId, name }: Account): Html => (
  <Form state={freshForm('/dev/personas', { hidden: { account: accountId } })}>
    <Button text={`Sign in as ${name}`} classes="govuk-button--secondary govuk-!-margin-bottom-0" />
  </Form>
)
