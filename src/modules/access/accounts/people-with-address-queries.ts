import { type RawBuilder, sql } from 'kysely'

/**
 * The set of people (`person_id`) whose account has an address that begins so. For staff, and to be placed in a query of the
 * borrower (docs/adr/0012).
 */
export const peopleWithAddressSet = (beginning: string): RawBuilder<unknown> =>
  sql`(
    select account.person_id from access.addresses as address join access.accounts as account on account.id = address.account_id
    where address.folded like ${`${beginning.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} and address.removed_at is null
      and account.person_id is not null
  )`
