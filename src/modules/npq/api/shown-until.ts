import type { Reader } from '#src/platform/db/database.ts'
import { shownUntil } from './application-sights-queries.ts'
import { momentOf } from './present-application.ts'

/** What a list says of itself. Asked before its page is read: what is shown between the two may come twice, and is never missed. */
export async function metaNow(reader: Reader): Promise<{ readonly updated_until: string | null }> {
  const until = await shownUntil(reader)
  return { updated_until: until && momentOf(until) }
}
