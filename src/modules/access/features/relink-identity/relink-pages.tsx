import { z } from 'zod'
import { dateText, londonDate } from '#src/kit/dates.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { email } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { EmailField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { accountWithAddresses } from '../../accounts/accounts-queries.ts'
import { identitiesOfAccount, type LinkedIdentity } from '../../identities/identities-store.ts'
import { doorText } from '../../identities/identity.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'
import { reason, reasonPage } from '../../remedies/reason-form.tsx'
import type { Treated } from '../../remedies/remedy-policy.ts'
import { relinkIdentity } from './relink-identity.ts'

const Schema = z.object({
  address: email({ missing: 'Enter an email address of the account that it belongs to' }),
  reason,
})

export type Owner = Treated & { readonly name: string; readonly identities: readonly LinkedIdentity[] }

/** The person in the address of the page, with what opens their account. */
export async function loadOwner({ db, params }: WebRequest): Promise<Owner | null> {
  const id = z.uuid().safeParse(params['accountId'])
  const found = id.success ? await accountWithAddresses(db, id.data) : null
  if (!found) return null
  const { id: accountId, name } = found.account
  return { accountId, name, isStaff: found.powers.length > 0, identities: await identitiesOfAccount(db, accountId) }
}

/** Every way in that another service keeps, each with the way to move it. */
export const showIdentities = (_request: WebRequest, { accountId, name, identities }: Owner): Reply =>
  show(
    page(
      { title: `Sign-in services of ${name}`, back: `/people/${accountId}` },
      <>
        <h1 class="govuk-heading-l">Sign-in services of {name}</h1>
        {identities.length === 0 ? <p class="govuk-body">No other service opens this account.</p> : null}
        <Summary
          rows={identities.map((identity) => ({
            key: doorText[identity.door],
            value: `Connected on ${dateText(londonDate(identity.linkedAt))}`,
            actions: [
              {
                text: 'Move to another account',
                href: `/people/${accountId}/identities/move?method=${keyOfIdentity(identity)}`,
                hidden: doorText[identity.door],
              },
            ],
          }))}
        />
      </>,
    ),
  )

export function showMove(request: WebRequest, owner: Owner): Reply {
  const identity = identityIn(owner, request.query['method'])
  return identity ? show(movePage(owner, identity, formFor(owner, identity))) : notFound
}

const FAULTS: Readonly<Record<string, string>> = {
  'no-account': 'No account has this email address. Check it, or ask the person which address they sign in with',
  'same-account': 'This is the account that it opens already. Enter an address of the other one',
  'staff-account': 'This is an account of staff. Enter an address of somebody else',
  'own-account': 'This is your own account. Enter an address of somebody else',
}

export async function move(request: WebRequest, owner: Owner): Promise<Reply> {
  const identity = identityIn(owner, firstValue(request.form, 'method'))
  if (!identity) return notFound
  const form = formFor(owner, identity)
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(movePage(owner, identity, { ...form, values: parsed.values, errors: parsed.errors }))
  const { address, reason: why } = parsed.values
  const input = { accountId: owner.accountId, key: keyOfIdentity(identity), address }
  const moved = await request.withReason(why).execute(relinkIdentity, input)
  if (moved.ok) return redirectTo(`/people/${moved.value.toAccountId}`)
  const { code, facts } = moved.refusal
  const message = FAULTS[code === 'not-allowed' ? String(facts['reason']) : code]
  if (message === undefined) return notFound
  return showAgain(movePage(owner, identity, { ...form, values: parsed.raw, errors: [{ field: 'address', message }] }))
}

const identityIn = ({ identities }: Owner, key: string | undefined): LinkedIdentity | null =>
  identities.find((identity) => keyOfIdentity(identity) === key) ?? null

const formFor = ({ accountId }: Owner, identity: LinkedIdentity): FormState =>
  freshForm(`/people/${accountId}/identities/move`, {
    back: `/people/${accountId}/identities`,
    hidden: { method: keyOfIdentity(identity) },
  })

const movePage = ({ name }: Owner, { door }: LinkedIdentity, form: FormState): Page =>
  reasonPage(form, {
    title: `Move ${doorText[door]} to another account`,
    caption: name,
    submit: 'Move it',
    about: (
      <p class="govuk-body">
        Whoever signs in with it then gets the other account. Both people are signed out and told by email. Roles that
        an organisation gave in DfE Sign-in end. To undo it, move it back from the other account.
      </p>
    ),
    fields: <EmailField name="address" label="Email address of the other account" />,
  })
