import { notFound, type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { canRemove } from '../../accounts/address-rules.ts'
import { addressesOf, type OwnAddress } from '../../accounts/own-account-queries.ts'
import { removeOwnAddress } from './remove-address.ts'

/** For `load`: one of the reader's own addresses, with whether it can go; null for anybody else's. */
export async function ownAddressInPath({ db, actor, params }: WebRequest) {
  const held = actor.accountId === null ? [] : await addressesOf(db, actor.accountId)
  const address = held.find(({ id }) => id === params['addressId'])
  return address ? { address, removable: canRemove(held, address.id) } : null
}

type Removal = NonNullable<Awaited<ReturnType<typeof ownAddressInPath>>>

export const showRemoveAddress = (_request: WebRequest, { address, removable }: Removal): Reply =>
  removable ? show(removePage(address)) : redirectTo('/account')

export async function sendRemoveAddress(request: WebRequest, { address }: Removal): Promise<Reply> {
  const done = await request.execute(removeOwnAddress, { addressId: address.id })
  if (done.ok) return redirectTo('/account?done=removed')
  return done.refusal.code === 'last-address' ? redirectTo('/account') : notFound
}

const removePage = ({ id, address }: OwnAddress): Page =>
  formPage(
    freshForm(`/account/email-addresses/${id}/removal`, { back: '/account' }),
    { title: 'Remove this email address?', headed: 'by-page', submit: 'Remove this address' },
    <>
      <p class="govuk-body govuk-!-text-break-word">{address}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>You can no longer sign in with it, and links that we sent there stop working.</li>
        <li>We tell it, and all your other addresses.</li>
        <li>You can add it again later.</li>
      </ul>
    </>,
  )
