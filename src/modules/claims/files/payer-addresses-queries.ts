import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { membersToTell } from '../../access/public.ts'
import { contactsOf, organisationsHolding } from '../../directory/public.ts'

/**
 * Where the payer is written to: the people of the organisation that holds the role `payer` today who deal with claims there, or,
 * where nobody does, the organisation's own address. Empty: no organisation is the payer, or it cannot be reached.
 */
export async function payerAddresses(reader: Reader, now: Temporal.Instant): Promise<readonly string[]> {
  const found = new Map<string, string>()
  for (const { id } of await organisationsHolding(reader, 'payer', londonDate(now))) {
    const people = await membersToTell(reader, id, ['administrator', 'claims'])
    const known = people.length > 0 ? people : await contactsOf(reader, id)
    for (const { address } of known) found.set(address.toLowerCase(), address)
  }
  return [...found.values()]
}
