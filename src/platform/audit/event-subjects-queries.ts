import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import type { SubjectKind } from './event.ts'

type Asked = {
  readonly names: readonly string[]
  readonly about: SubjectKind
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

export type EventAbout = {
  readonly name: string
  readonly subjectId: string
  readonly at: Temporal.Instant
  readonly payload: unknown
}

/** What events of these names in a period were about: for reports that count facts which no table keeps. One query. */
export const eventsAbout = async (reader: Reader, asked: Asked): Promise<readonly EventAbout[]> =>
  reader
    .selectFrom('audit.events as event')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select(['event.name', 'about.subject_id as subjectId', 'event.happened_at as at', 'event.payload'])
    .where('event.name', 'in', [...asked.names])
    .where('about.subject_kind', '=', asked.about)
    .where('event.happened_at', '>=', asked.from)
    .where('event.happened_at', '<', asked.to)
    .orderBy('event.id')
    .execute()
