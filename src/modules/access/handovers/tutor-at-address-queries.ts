import type { Reader } from '#src/platform/db/database.ts'
import { accountAtAddress } from '../accounts/accounts-queries.ts'
import { tutorOf } from '../memberships/memberships-queries.ts'

/** Whether the mailbox is that of the school's induction tutor: nobody takes over from themselves. */
export async function isTutorAtAddress(reader: Reader, schoolId: string, address: string): Promise<boolean> {
  const account = await accountAtAddress(reader, address)
  return account !== null && (await tutorOf(reader, schoolId))?.accountId === account.id
}
