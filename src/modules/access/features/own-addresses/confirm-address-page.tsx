import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { page } from '#src/ui/layout.tsx'
import { type AddressProof, addressProofByToken } from '../../accounts/address-proofs-store.ts'
import { ADDRESS_LINK_MEMORY } from '../../accounts/address-rules.ts'
import { proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { confirmAddress } from './confirm-address.ts'

const LINK = 'address-link'
const CONFIRM = '/account/email-addresses/confirmation'

/** Moves the token from the address bar to the browser's memory, whatever it is worth. Reads and changes nothing. */
export function openAddressLink({ cookies, params }: WebRequest): Reply {
  const token = tokenIn(params['token'] ?? '')
  if (token) cookies.set(LINK, token, ADDRESS_LINK_MEMORY.total('seconds'))
  else cookies.clear(LINK)
  return redirectTo(CONFIRM)
}

/** The page behind a link, for whoever is signed in: a button when the link is for their account. Changes nothing. */
export async function showConfirmAddress(request: WebRequest): Promise<Reply> {
  const proof = await openedProof(request)
  if (!proof) return show(deadPage(NOT_LIVE))
  return show(proof.accountId === request.actor.accountId ? confirmPage(proof) : deadPage(OTHER_ACCOUNT))
}

export async function sendConfirmAddress(request: WebRequest): Promise<Reply> {
  const done = await request.execute(confirmAddress, { token: request.cookies.get(LINK) ?? '' })
  if (!done.ok) return showAgain(deadPage(done.refusal.code === 'other-account' ? OTHER_ACCOUNT : NOT_LIVE))
  request.cookies.clear(LINK)
  return redirectTo('/account?done=added')
}

async function openedProof({ cookies, db, now }: WebRequest): Promise<AddressProof | null> {
  const token = cookies.get(LINK)
  const proof = token ? await addressProofByToken(db, token) : null
  return proof && proofState(proof, now) === 'live' ? proof : null
}

const confirmPage = ({ address }: AddressProof): Page =>
  formPage(
    freshForm(CONFIRM, { back: '/account' }),
    { title: 'Add this email address?', headed: 'by-page', submit: 'Add this address' },
    <p class="govuk-body">
      You can then sign in to your account with <span class="govuk-!-text-break-word">{address}</span> too. We tell your
      other addresses.
    </p>,
  )

type Dead = { readonly title: string; readonly why: string; readonly next: string }

const NOT_LIVE: Dead = {
  title: 'This link does not work',
  why: 'It has been used, it is too old, or the address cannot be added any more. Nothing has been changed.',
  next: 'See your email addresses, and ask for a new link there',
}

const OTHER_ACCOUNT: Dead = {
  title: 'This link is for another account',
  why: 'Whoever asked for it is signed in to another account. If you did not ask for it, you do not need to do anything.',
  next: 'See your own account. If you have two, sign out and sign in to the other one',
}

const deadPage = ({ title, why, next }: Dead): Page =>
  page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{why}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/account">
          {next}
        </a>
      </p>
    </>,
  )
