import { everyone, signedIn } from '#src/kit/policy.ts'
import { action, page, type Route } from '#src/platform/http/route.ts'
import { changeName } from '../features/own-account/change-name.ts'
import { sendChangeName, showChangeName } from '../features/own-account/change-name-page.tsx'
import { endAllOthers, endSession } from '../features/own-account/end-sessions.ts'
import { endOne, endOthers, showAccount } from '../features/own-account/show-account.ts'
import { sendAddAddress, showAddAddress, showSent } from '../features/own-addresses/add-address-page.tsx'
import { askForAddress } from '../features/own-addresses/ask-for-address.ts'
import { confirmAddress } from '../features/own-addresses/confirm-address.ts'
import {
  openAddressLink,
  sendConfirmAddress,
  showConfirmAddress,
} from '../features/own-addresses/confirm-address-page.tsx'
import { removeOwnAddress } from '../features/own-addresses/remove-address.ts'
import {
  ownAddressInPath,
  sendRemoveAddress,
  showRemoveAddress,
} from '../features/own-addresses/remove-address-page.tsx'

const account = { feature: 'own-account', policy: signedIn } as const
const addresses = { feature: 'own-addresses', policy: signedIn } as const

/** One's own account. */
export const accountRoutes = [
  page('GET /account', { ...account, handle: showAccount }),
  page('GET /account/name', { ...account, handle: showChangeName }),
  action('POST /account/name', { ...account, commands: [changeName], handle: sendChangeName }),
  action('POST /account/sessions/end-others', { ...account, commands: [endAllOthers], handle: endOthers }),
  action('POST /account/sessions/:sessionId/end', { ...account, commands: [endSession], handle: endOne }),
  page('GET /account/email-addresses/add', { ...addresses, handle: showAddAddress }),
  action('POST /account/email-addresses/add', { ...addresses, commands: [askForAddress], handle: sendAddAddress }),
  page('GET /account/email-addresses/sent', { ...addresses, handle: showSent }),
  page('GET /account/email-addresses/link/:token', { ...addresses, policy: everyone, handle: openAddressLink }),
  page('GET /account/email-addresses/confirmation', { ...addresses, handle: showConfirmAddress }),
  action('POST /account/email-addresses/confirmation', {
    ...addresses,
    commands: [confirmAddress],
    handle: sendConfirmAddress,
  }),
  page('GET /account/email-addresses/:addressId/removal', {
    ...addresses,
    load: ownAddressInPath,
    handle: showRemoveAddress,
  }),
  action('POST /account/email-addresses/:addressId/removal', {
    ...addresses,
    load: ownAddressInPath,
    commands: [removeOwnAddress],
    handle: sendRemoveAddress,
  }),
] satisfies readonly Route[]
