import { z } from 'zod'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { name } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { NameField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { Arrival } from '../../identities/arrivals-store.ts'
import { arrivalOverPage } from '../../identities/door-pages.tsx'
import { arrivalIn, enterWith } from '../../identities/door-visit.ts'
import { makeAccount } from '../../identities/make-account.ts'
import { ProveMailbox } from '../../identities/prove-mailbox.tsx'

const DOOR = 'one-login'
const Schema = z.object({ name: name({ missing: 'Enter your full name' }) })

/** For somebody whom One Login knows and we do not: a new account, or the one that they have. */
export async function showNewTeacher(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  return arrival ? show(newTeacherPage(request, arrival)) : redirectTo('/one-login')
}

/** Makes an account with the name that they give and the mailbox that One Login has verified. */
export async function makeOwnAccount(request: WebRequest): Promise<Reply> {
  const arrival = await arrivalIn(request, DOOR)
  if (!arrival) return { kind: 'page', status: 403, page: arrivalOverPage(DOOR) }
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(newTeacherPage(request, arrival, parsed))
  const input = { arrivalId: arrival.id, browserHash: request.browserHash, codes: null, name: parsed.values.name }
  const made = await request.execute(makeAccount, input)
  if (made.ok) return enterWith(request, arrival, made.value)
  const { code } = made.refusal
  if (code === 'address-in-use' || code === 'no-address') {
    return showAgain(addressInUsePage(arrival))
  }
  return redirectTo('/one-login')
}

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

const TITLE = 'You have not used GOV.UK One Login with this service before'

function newTeacherPage({ actor }: WebRequest, arrival: Arrival, typed: Typed | null = null): Page {
  const signedInAs = actor.accountId === null ? null : actor.name
  const errors = typed?.errors ?? []
  return page(
    { title: TITLE, errors, back: '/one-login' },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <h2 class="govuk-heading-m">If you are new here</h2>
      <Form state={freshForm('/one-login/account', { values: typed?.values ?? { name: arrival.name ?? '' }, errors })}>
        <NameField name="name" label="Your full name" hint="As it is on your teaching record, if you have one" />
        <Button text="Make my account" preventDoubleClick />
      </Form>
      <h2 class="govuk-heading-m">If you have an account here</h2>
      <ProveMailbox door={DOOR} address={arrival.address ?? ''} signedInAs={signedInAs} />
    </>,
  )
}

const IN_USE = 'Prove that you read your email first'

/** The address belongs to an account. It does not say that the two are one person: only reading the mailbox does. */
const addressInUsePage = ({ address }: Arrival): Page =>
  page(
    { title: IN_USE, back: '/one-login/new' },
    <>
      <h1 class="govuk-heading-l">{IN_USE}</h1>
      <p class="govuk-body">
        {address
          ? 'The email address of your GOV.UK One Login is in use here already. If that is you, use the account that you have.'
          : 'GOV.UK One Login does not tell us an email address of yours. Use an account that you have here.'}
      </p>
      <ProveMailbox door={DOOR} address={address ?? ''} signedInAs={null} />
    </>,
  )
