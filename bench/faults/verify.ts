import { sql } from 'kysely'
import type { StandIn } from '#src/main/dev/notify-stand-in.ts'
import type { Database } from '#src/platform/db/database.ts'

type Given = {
  readonly db: Database
  readonly standIn: StandIn
  readonly intents: readonly string[]
  /** Messages that were there before, such as those of the seeded world. */
  readonly before: readonly string[]
}

/** Everything that must hold at the end. Answers what does not. */
export async function faultsFound({ db, standIn, intents, before }: Given): Promise<readonly string[]> {
  const known = new Set(before)
  const stored = await db
    .selectFrom('platform.messages')
    .select(['id', 'intent', 'status', 'body', 'holds_secret', 'leased_until'])
    .execute()
  const rows = stored.filter(({ id }) => !known.has(id))
  const [ids, storedIntents] = [new Set(rows.map(({ id }) => id)), new Set(rows.map(({ intent }) => intent))]
  const accepted = new Map<string, number>()
  for (const { reference } of standIn.book.notifications)
    accepted.set(reference ?? '', (accepted.get(reference ?? '') ?? 0) + 1)
  const { rows: events } = await sql<{ id: string; count: number }>`
    select about.subject_id as id, count(*) as count from audit.events as event
    join audit.event_subjects as about on about.event_id = event.id and about.subject_kind = 'message'
    where event.name = 'email.delivered' group by about.subject_id`.execute(db)
  const delivered = new Map(events.map(({ id, count }) => [id, count]))
  return [
    ...counted(
      'acknowledged and not stored',
      intents.filter((intent) => !storedIntents.has(intent)),
    ),
    ...unless(accepted.size === rows.length, `${accepted.size} messages accepted of ${rows.length}`),
    ...counted('accepted more than once', standIn.book.repeated()),
    ...counted(
      'accepted without being ours',
      [...accepted.keys()].filter((id) => !ids.has(id)),
    ),
    ...counted(
      'not delivered',
      rows.filter(({ status }) => status !== 'delivered'),
    ),
    ...counted(
      'without exactly one delivery event',
      rows.filter(({ id }) => delivered.get(id) !== 1),
    ),
    ...counted(
      'with a secret that is still stored',
      rows.filter(({ holds_secret, body }) => holds_secret && body !== null),
    ),
    ...counted(
      'still leased',
      rows.filter(({ leased_until }) => leased_until !== null),
    ),
  ]
}

const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault])
const counted = (what: string, found: readonly unknown[]): readonly string[] =>
  unless(found.length === 0, `${found.length} messages ${what}`)
