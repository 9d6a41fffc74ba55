import type { Reader } from '#src/platform/db/database.ts'
import { COUNTING_STATES } from '../registrations/change-facts-queries.ts'
import { DECLARATION_TYPES } from './schedule.ts'
import type { Declared } from './training-rules.ts'

/** What was declared of a registration and counts. */
export async function declaredOf(reader: Reader, registrationId: string): Promise<readonly Declared[]> {
  const rows = await reader
    .selectFrom('npq.declarations')
    .select(['declaration_type', 'declaration_date as date'])
    .where('registration_id', '=', registrationId)
    .where('state', 'in', [...COUNTING_STATES])
    .orderBy('declaration_date')
    .execute()
  return rows.map(({ declaration_type, date }) => {
    const type = DECLARATION_TYPES.find((known) => known === declaration_type)
    if (!type) throw new Error(`${declaration_type} is no type of declaration`)
    return { type, date }
  })
}
