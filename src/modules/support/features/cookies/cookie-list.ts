import type { Temporal } from '#src/kit/dates.ts'
import { ATTEMPT_SECONDS } from '#src/platform/oidc/attempt.ts'
import { ABSOLUTE, BROWSER_SECRET, IDLE } from '#src/platform/session/session-rules.ts'
import { waitText } from '#src/ui/wait-text.ts'

/** One cookie of ours. `minutes` is how long a browser keeps it; null: until it is closed. */
export type Cookie = {
  readonly name: string
  readonly purpose: string
  readonly minutes: number | null
  readonly note?: string
}

const inMinutes = (duration: Temporal.Duration): number => duration.total('minutes')

/** How long browsers remember a way in that has begun; cookies.test.ts compares them with the module that sets them. */
const SIGN_IN_MINUTES = 60
const STAFF_SIGN_IN_MINUTES = ATTEMPT_SECONDS / 60
const NOMINATION_MINUTES = 12 * 60
const JOIN_MINUTES = 12 * 60
const MAILED_LINK_MINUTES = 12 * 60
const OWN_ADDRESS_MINUTES = 60
const LETTER_MINUTES = 60
const JOIN_ACCOUNTS_MINUTES = 60
const CLAIM_FILE_MINUTES = 60
const API_TOKEN_MINUTES = 15
const LINK_REQUEST_MINUTES = 90 * 24 * 60

/** Every cookie that the service sets. cookies.test.ts finds them in the code: one that is not here fails it. */
export const COOKIES: readonly Cookie[] = [
  {
    name: 'session',
    purpose: 'Keeps you signed in',
    minutes: null,
    note: `We sign you out after ${waitText(IDLE.total('seconds'))} without use, and after ${waitText(ABSOLUTE.total('seconds'))} at most`,
  },
  {
    name: 'browser',
    purpose: 'Makes sure that a form or a sign-in email is only used in the browser that asked for it',
    minutes: inMinutes(BROWSER_SECRET),
  },
  {
    name: 'sign-in-asked',
    purpose: 'Remembers which sign-in email you asked for, so that you can enter its code',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'sign-in-link',
    purpose: 'Remembers the sign-in link that you opened, so that it is not shown in the address',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'teacher-sign-up-link',
    purpose: 'Remembers the link to begin as a teacher that you opened, so that it is not shown in the address',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'join-accounts-asked',
    purpose: 'Remembers the link that you had sent to your other account, so that you can see what became of it',
    minutes: JOIN_ACCOUNTS_MINUTES,
  },
  {
    name: 'join-accounts-link',
    purpose: 'Remembers the link to make one account of two that you opened, so that it is not shown in the address',
    minutes: JOIN_ACCOUNTS_MINUTES,
  },
  { name: 'return-to', purpose: 'Remembers the page that you wanted before you signed in', minutes: SIGN_IN_MINUTES },
  {
    name: 'nomination-link',
    purpose:
      'Remembers the link to nominate an induction tutor that you opened, so that it is not shown in the address',
    minutes: NOMINATION_MINUTES,
  },
  {
    name: 'join-request-sent',
    purpose: 'Remembers that you asked to be added to a school, so that you can see what became of our email',
    minutes: JOIN_MINUTES,
  },
  {
    name: 'answer-join-request-link',
    purpose: 'Remembers the link to answer a request that you opened, so that it is not shown in the address',
    minutes: JOIN_MINUTES,
  },
  {
    name: 'link-request',
    purpose: 'Remembers that you asked us to send a school its link, so that you find what became of it again',
    minutes: LINK_REQUEST_MINUTES,
  },
  {
    name: 'letter-next',
    purpose: 'Makes sure that the code in a letter opens one nomination, also when it is sent twice',
    minutes: LETTER_MINUTES,
  },
  {
    name: 'object-to-handover',
    purpose: 'Remembers the link to object to a new induction tutor, so that it is not shown in the address',
    minutes: MAILED_LINK_MINUTES,
  },
  {
    name: 'confirm-tutor',
    purpose: 'Remembers the link that asks for your induction tutor, so that it is not shown in the address',
    minutes: MAILED_LINK_MINUTES,
  },
  {
    name: 'address-asked',
    purpose: 'Remembers the email address that you are adding to your account',
    minutes: OWN_ADDRESS_MINUTES,
  },
  {
    name: 'address-link',
    purpose: 'Remembers the link that proves a new email address, so that it is not shown in the address',
    minutes: OWN_ADDRESS_MINUTES,
  },
  {
    name: 'staff-sign-in',
    purpose: 'Makes sure that staff come back from DfE Sign-in to the browser that they left',
    minutes: STAFF_SIGN_IN_MINUTES,
  },
  {
    name: 'door-attempt',
    purpose: 'Makes sure that you come back from DfE Sign-in or GOV.UK One Login to the browser that you left',
    minutes: STAFF_SIGN_IN_MINUTES,
  },
  {
    name: 'claim-file-link',
    purpose: 'Remembers the link to a file of claims that you opened, so that it is not shown in the address',
    minutes: CLAIM_FILE_MINUTES,
  },
  {
    name: 'api-token-next',
    purpose: 'Makes sure that a form for an API token makes one token and shows it, also when it is sent twice',
    minutes: API_TOKEN_MINUTES,
  },
  {
    name: 'arrival',
    purpose: 'Remembers that you have signed in with DfE Sign-in or GOV.UK One Login while you say whose account it is',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'door-return-to',
    purpose: 'Remembers the page that you wanted before you went to DfE Sign-in or GOV.UK One Login',
    minutes: SIGN_IN_MINUTES,
  },
  {
    name: 'staff-return-to',
    purpose: 'Remembers the page that staff wanted before they signed in',
    minutes: STAFF_SIGN_IN_MINUTES,
  },
]
