import { counted } from '#src/kit/counted.ts'
import { dateText, londonDate, momentText, Temporal } from '#src/kit/dates.ts'
import type { MessageEvidence } from '#src/platform/email/messages-queries.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { AddressOfPerson, PersonForStaff } from '../../accounts/person-queries.ts'
import { signInIntent } from '../../emails/sign-in-emails.ts'
import type { LinkedIdentity } from '../../identities/identities-store.ts'
import { doorText } from '../../identities/identity.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'
import { dueText, folded } from '../../proofs/proof-rules.ts'
import type { SignInAttempt } from '../../proofs/sign-in-attempts-queries.ts'
import { codesRestUntil } from '../../proofs/sign-in-rules.ts'
import { correctionOf } from '../../remedies/remedy-rules.ts'

export type SignIn = {
  readonly person: PersonForStaff
  readonly identities: readonly LinkedIdentity[]
  readonly attempts: readonly SignInAttempt[]
  readonly wrongCodes: ReadonlyMap<string, readonly Temporal.Instant[]>
  readonly evidence: readonly MessageEvidence[]
  readonly mayTreat: boolean
  readonly now: Temporal.Instant
}

/** The mailboxes that open the account, with what is known of them and what mends them. */
export const AddressesSection = (facts: SignIn): Html => {
  const { addresses } = facts.person
  const [inUse, past] = [addresses.filter((one) => !one.removedAt), addresses.filter((one) => one.removedAt)]
  return (
    <>
      {inUse.length === 0 ? (
        <p class="govuk-body">No email address. The person cannot sign in by email.</p>
      ) : (
        <Summary rows={inUse.map((address) => addressRow(address, facts))} />
      )}
      {past.length === 0 ? null : (
        <Details
          summaryText={counted(past.length, 'earlier address', 'earlier addresses')}
          html={<Summary rows={past.map((address) => ({ key: address.address, value: endText(address) }))} />}
        />
      )}
    </>
  )
}

const endText = ({ addedAt, removedAt }: AddressOfPerson): string =>
  `From ${momentText(addedAt)}${removedAt ? ` to ${momentText(removedAt)}` : ''}`

const addressRow = (address: AddressOfPerson, { person, wrongCodes, evidence, mayTreat, now }: SignIn) => {
  const newest = evidence.find(({ to }) => folded(to) === folded(address.address))
  const failures = wrongCodes.get(folded(address.address)) ?? []
  const restsUntil = codesRestUntil(failures, now)
  const path = `/people/${person.id}/addresses/${address.id}`
  const undo = correctionOf(person.addresses, address.id)
  return {
    key: address.address,
    value: (
      <>
        {address.verifiedAt
          ? `Read by its owner since ${dateText(londonDate(address.verifiedAt))}`
          : 'Nobody has signed in with it'}
        <br />
        {newest ? (
          <>
            Newest message {momentText(newest.queuedAt)}: <StatusTag status={`message-${newest.status}`} />
          </>
        ) : (
          'Nothing has been sent to it'
        )}
        <br />
        {failures.length === 0 ? 'No wrong codes in the last day' : `${failures.length} wrong codes in the last day`}
        {restsUntil ? `. Codes are locked until ${dueText(restsUntil, now)}` : ''}
      </>
    ),
    actions: mayTreat
      ? [
          ...(failures.length > 0 ? [act(`${path}/unlock`, 'Unlock', `sign-in codes for ${address.address}`)] : []),
          act(`${path}/correct`, 'Correct', `the address ${address.address}`),
          ...(undo ? [act(`${path}/undo`, 'Undo', `the correction of ${undo.before.address}`)] : []),
        ]
      : [],
  }
}

const act = (href: string, text: string, hidden: string) => ({ href, text, hidden })

/** The other doors that open the account. */
export const IdentitiesSection = ({ identities, person, mayTreat }: SignIn): Html =>
  identities.length === 0 ? (
    <p class="govuk-body">No other sign-in service is linked to this account.</p>
  ) : (
    <Summary
      rows={identities.map((identity) => ({
        key: doorText[identity.door],
        value: (
          <>
            Linked {momentText(identity.linkedAt)}
            <br />
            <span class="govuk-!-text-break-word">Their reference there: {identity.subject}</span>
          </>
        ),
        actions: mayTreat
          ? [act(movePath(person, identity), 'Move', `${doorText[identity.door]} to another account`)]
          : [],
      }))}
    />
  )

const movePath = ({ id }: PersonForStaff, identity: LinkedIdentity): string =>
  `/people/${id}/identities/move?method=${encodeURIComponent(keyOfIdentity(identity))}`

/** What was tried by e-mail: asked for, delivered, opened, wrong codes, and how it ended. */
export const AttemptsSection = ({ attempts, evidence, now }: SignIn): Html =>
  attempts.length === 0 ? (
    <p class="govuk-body">Nobody has asked for a sign-in email for this account.</p>
  ) : (
    <WideTable
      caption="The newest attempts to sign in by email"
      captionClasses="govuk-table__caption--s"
      head={['Asked for', 'Address', 'Email', 'Opened', 'Wrong codes', 'How it ended'].map((text) => ({ text }))}
      rows={attempts.map((attempt) => {
        const message = evidence.find(({ intent }) => intent === signInIntent(attempt.proofId))
        return [
          { text: momentText(attempt.askedAt) },
          { text: attempt.address, classes: 'govuk-!-text-break-word' },
          message ? { html: <StatusTag status={`message-${message.status}`} /> } : { text: 'See Messages' },
          { text: attempt.openedAt ? momentText(attempt.openedAt) : 'No' },
          { text: String(attempt.wrongCodes) },
          { text: endOf(attempt, now) },
        ]
      })}
    />
  )

function endOf({ usedAt, revokedAt, expiresAt }: SignInAttempt, now: Temporal.Instant): string {
  if (usedAt) return `Signed in at ${momentText(usedAt)}`
  if (revokedAt) return 'Ended by a sign-in with another email, or by staff'
  return Temporal.Instant.compare(now, expiresAt) < 0 ? 'Still works' : 'Ran out unused'
}
