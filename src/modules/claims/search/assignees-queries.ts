import type { Reader } from '#src/platform/db/database.ts'
import { staffWith } from '../../access/public.ts'

/** Staff to whom a claim can be assigned: who help with claims or pay them, by name. One query. */
export const staffForClaims = (reader: Reader) => staffWith(reader, ['support', 'pay'])
