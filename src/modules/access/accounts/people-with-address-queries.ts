import { type RawBuilder, sql } from 'kysely'

/**
 * The set of people (`person_id`) whose account has an address that begins so. For staff, and to be placed in a query of the
 * borrower (docs/adr/0012).
 */
export const peopleWithAddressSet = (beginning: string): RawBuilder<unknown> =>
  sql`(
    select account.person_id from access.addresses as address join access.accounts as account on account.id = address.account_id
    where address.folded like ${begins(beginning)} and address.removed_at is null
      and account.person_id is not null
  )`

/** As above: their accounts. Column: account_id. */
export const accountsWithAddressSet = (beginning: string): RawBuilder<unknown> =>
  sql`(select address.account_id from access.addresses as address
    where address.folded like ${begins(beginning)} and address.removed_at is null)`

/** As above: where they have a role now. Column: organisation_id. */
export const organisationsOfAddressSet = (beginning: string): RawBuilder<unknown> =>
  sql`(select membership.organisation_id from access.memberships as membership
    where membership.ended_at is null and membership.account_id in ${accountsWithAddressSet(beginning)})`

const begins = (beginning: string): string => `${beginning.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
