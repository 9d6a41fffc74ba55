import type { Reader } from '#src/platform/db/database.ts'
import { type Person, personById } from '../../directory/public.ts'
import { type AccountMerge, mergesOf } from '../merges/merges-queries.ts'
import { personIdOfAccount } from './person-of-account-store.ts'

/** What staff see of somebody besides the account: the person of the directory, and accounts that became one. */
export type PersonFactsForStaff = {
  readonly person: Person | null
  readonly merges: readonly AccountMerge[]
}

/** Three queries. */
export async function personFactsOf(reader: Reader, accountId: string): Promise<PersonFactsForStaff> {
  const personId = await personIdOfAccount(reader, accountId)
  return {
    person: personId === null ? null : await personById(reader, personId),
    merges: await mergesOf(reader, accountId),
  }
}
