import type { Reader } from '../db/database.ts'
import type { HistoryEntry } from '../http/route.ts'
import type { EventDefinition, Subject } from './event.ts'
import { HISTORY_PAGE } from './history-pages.ts'

type Asked = { readonly subject: Subject; readonly before?: number | undefined }

/** The newest events about a subject in plain words, a page at a time; `before` is the id of the last one already shown. */
export async function historyOf(
  db: Reader,
  definitions: readonly EventDefinition[],
  { subject, before = Number.MAX_SAFE_INTEGER }: Asked,
): Promise<readonly HistoryEntry[]> {
  const rows = await db
    .selectFrom('audit.event_subjects as about')
    .innerJoin('audit.events as event', 'event.id', 'about.event_id')
    .innerJoin('audit.processes as process', 'process.id', 'event.process_id')
    .select(['event.id', 'event.name', 'event.version', 'event.payload', 'event.happened_at'])
    .select(['process.actor_name', 'process.door', 'process.reason'])
    .where('about.subject_kind', '=', subject.kind)
    .where('about.subject_id', '=', subject.id)
    .where('about.event_id', '<', before)
    .orderBy('about.event_id', 'desc')
    .limit(HISTORY_PAGE)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sentence: sentenceOf(definitions, row),
    by: row.actor_name,
    isByStaff: row.door === 'staff',
    reason: row.reason,
    at: row.happened_at,
  }))
}

type Told = { readonly name: string; readonly version: number; readonly payload: unknown }

/** An event whose definition is gone is still shown, by its name: history loses nothing. */
function sentenceOf(definitions: readonly EventDefinition[], { name, version, payload }: Told): string {
  const definition = definitions.find((one) => one.name === name && one.version === version)
  const parsed = definition?.payload.safeParse(payload)
  return definition && parsed?.success
    ? definition.sentence(parsed.data)
    : name.replace(/^.*\./, '').replaceAll('-', ' ')
}
