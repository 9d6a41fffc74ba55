import { momentText } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { AddressOfPerson, PersonForStaff } from '../../accounts/person-queries.ts'
import { CORRECTION_UNDO_DAYS } from '../../remedies/remedy-rules.ts'
import { endPersonSessions } from './end-person-sessions.ts'
import { disableAccount, enableAccount } from './switch-account.ts'
import { undoAddressCorrection } from './undo-address-correction.ts'
import { unlockSignIn } from './unlock-sign-in.ts'

/** Whom it is done to and, for what is done to one address, which. */
export type Treated = { readonly person: PersonForStaff; readonly address: AddressOfPerson | null }

type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }

/** An action of staff on a person's page: how the page before it reads, and what it runs. */
export type Remedy = {
  readonly title: (treated: Treated) => string
  readonly submit: string
  readonly about: (treated: Treated) => Html
  readonly run: (request: Pick<WebRequest, 'execute'>, treated: Treated) => Promise<Outcome>
  /** What the person's page says afterwards: a key of DONE. */
  readonly done: string
}

const ids = ({ person, address }: Treated) => ({ accountId: person.id, addressId: address?.id ?? '' })

export const unlocking: Remedy = {
  title: ({ address }) => `Unlock sign-in codes for ${address?.address}`,
  submit: 'Unlock sign-in codes',
  about: () => (
    <p class="govuk-body">
      The wrong codes of the last day are forgotten, and new codes work at once. Links in emails work all the time.
    </p>
  ),
  run: ({ execute }, treated) => execute(unlockSignIn, ids(treated)),
  done: 'unlocked',
}

export const undoingCorrection: Remedy = {
  title: () => 'Put the email address before back',
  submit: 'Put the address back',
  about: ({ address }) => (
    <p class="govuk-body">
      The address before {address?.address} can be used again, and this one cannot. They are signed out everywhere, and
      both mailboxes are told. A correction can be undone for {CORRECTION_UNDO_DAYS} days.
    </p>
  ),
  run: ({ execute }, treated) => execute(undoAddressCorrection, ids(treated)),
  done: 'correction-undone',
}

export const disabling: Remedy = {
  title: ({ person }) => `Disable the account of ${person.name}`,
  submit: 'Disable account',
  about: () => (
    <p class="govuk-body">
      They are signed out everywhere and cannot sign in. Their roles stay, so that you can undo it by enabling the
      account. They are told by email.
    </p>
  ),
  run: ({ execute }, { person }) => execute(disableAccount, { accountId: person.id }),
  done: 'disabled',
}

export const enabling: Remedy = {
  title: ({ person }) => `Enable the account of ${person.name}`,
  submit: 'Enable account',
  about: ({ person }) => (
    <p class="govuk-body">
      It was disabled at {person.disabledAt ? momentText(person.disabledAt) : 'no time'}. They can sign in again with
      the roles that they have, and are told by email.
    </p>
  ),
  run: ({ execute }, { person }) => execute(enableAccount, { accountId: person.id }),
  done: 'enabled',
}

export const endingSessions: Remedy = {
  title: ({ person }) => `Sign ${person.name} out everywhere`,
  submit: 'Sign them out everywhere',
  about: () => <p class="govuk-body">Their sessions end at once, in every browser. They can sign in again.</p>,
  run: ({ execute }, { person }) => execute(endPersonSessions, { accountId: person.id }),
  done: 'sessions-ended',
}

/** Why nothing was done: somebody was quicker, or there was nothing to do. */
export const NOTHING_DONE: Readonly<Record<string, string>> = {
  'not-locked': 'No wrong codes are counted for this address, so codes work already.',
  'nothing-to-undo': 'This address has not taken the place of another one, or that has been undone already.',
  'too-late': `The correction was made more than ${CORRECTION_UNDO_DAYS} days ago. Correct the address instead.`,
  'address-in-use': 'Another account has the address by now. Find it under People.',
  'disabled-already': 'The account has been disabled already.',
  'enabled-already': 'The account is in use already.',
  merged: 'The account has become part of another one. Undo that instead, from the page of the other person.',
  'not-signed-in': 'They are not signed in anywhere.',
  'not-allowed': 'The account has changed since you opened the page. Look at it again.',
  'not-found': 'The account has changed since you opened the page. Look at it again.',
}
