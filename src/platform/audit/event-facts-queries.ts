import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import type { Subject } from './event.ts'

/** An event about something with its facts, for pages that tell it in words of their own. */
type EventFacts = {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly payload: unknown
  readonly by: string
  readonly door: string
  readonly reason: string | null
  readonly at: Temporal.Instant
}

/** The events about a subject, the oldest first; of very many the newest. One query. */
export async function eventsAbout(db: Reader, { kind, id }: Subject, most = 500): Promise<readonly EventFacts[]> {
  const rows = await db
    .selectFrom('audit.event_subjects as about')
    .innerJoin('audit.events as event', 'event.id', 'about.event_id')
    .innerJoin('audit.processes as process', 'process.id', 'event.process_id')
    .select(['event.id', 'event.name', 'event.version', 'event.payload', 'event.happened_at as at'])
    .select(['process.actor_name as by', 'process.door', 'process.reason'])
    .where('about.subject_kind', '=', kind)
    .where('about.subject_id', '=', id)
    .orderBy('about.event_id', 'desc')
    .limit(most)
    .execute()
  return rows.toReversed()
}
