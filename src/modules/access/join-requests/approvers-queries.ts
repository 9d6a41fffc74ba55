import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { contactsOf, trustOfSchool } from '../../directory/public.ts'
import { MANAGING_ROLES } from '../memberships/membership-rules.ts'
import { type Member, membersOf } from '../memberships/memberships-queries.ts'
import { contactForNomination } from '../nominations/nomination-rules.ts'
import { folded } from '../proofs/proof-rules.ts'
import type { Reach } from './join-request-rules.ts'
import type { Stage } from './join-request-states.ts'

/** A mailbox that is asked, and for whom it speaks. */
export type Approver = {
  readonly address: string
  /** Whose mailbox it is; null for the organisation's own. */
  readonly accountId: string | null
  readonly name: string | null
  /** The organisation, or the trust that it belongs to. */
  readonly speaksFor: string
  readonly channel: 'main' | 'alternative' | null
}

export type Approvers = Readonly<Record<Stage, readonly Approver[]>>

/** Whom a request to the organisation goes to, stage by stage. Staff have a list and no mailbox. Four queries. */
export async function approversOf(reader: Reader, organisationId: string, day: Temporal.PlainDate): Promise<Approvers> {
  const contact = contactForNomination(await contactsOf(reader, organisationId))
  const trust = await trustOfSchool(reader, organisationId, day)
  return {
    'with-administrators': managing(await membersOf(reader, organisationId), organisationId),
    'with-contact': contact
      ? [{ ...contact, address: contact.address, accountId: null, name: null, speaksFor: organisationId }]
      : [],
    'with-trust': trust ? managing(await membersOf(reader, trust.id), trust.id) : [],
    'with-staff': [],
  }
}

/** At which stages somebody can be asked. */
export const reachOf = (approvers: Approvers): Reach => ({
  'with-administrators': approvers['with-administrators'].length > 0,
  'with-contact': approvers['with-contact'].length > 0,
  'with-trust': approvers['with-trust'].length > 0,
  'with-staff': true,
})

/** One message for each mailbox, however many roles its owner has. */
function managing(members: readonly Member[], speaksFor: string): readonly Approver[] {
  const mailboxes = new Map<string, Approver>()
  for (const { address, accountId, name, role } of members) {
    if (address === null || !MANAGING_ROLES.some((one) => one === role)) continue
    mailboxes.set(folded(address), { address, accountId, name, speaksFor, channel: null })
  }
  return [...mailboxes.values()]
}

type Sent = { readonly address: string; readonly accountId: string | null; readonly speaksFor: string }

/** Whether the mailbox that a link went to still is one of those that are asked. */
export const speaksStill = ({ address, accountId, speaksFor }: Sent, approvers: Approvers): boolean =>
  Object.values(approvers)
    .flat()
    .some(
      (one) =>
        one.speaksFor === speaksFor &&
        one.accountId === accountId &&
        (accountId !== null || folded(one.address) === folded(address)),
    )
