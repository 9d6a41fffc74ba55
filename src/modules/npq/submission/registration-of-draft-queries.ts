import type { Reader } from '#src/platform/db/database.ts'

/** The registration that a draft was submitted as; null when it was not. */
export const registrationOfDraft = async (reader: Reader, draftId: string): Promise<string | null> =>
  (await reader.selectFrom('npq.registrations').select('id').where('draft_id', '=', draftId).executeTakeFirst())?.id ??
  null
